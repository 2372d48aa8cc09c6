/** Names that are longer are compared by their beginning. */
const COMPARED_MAX = 200;

/** The known name that differs least from the given one; undefined if no name is as near as half of its length. */
export function findNearestOf(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase().slice(0, COMPARED_MAX);
  let nearest: string | undefined;
  let least = Math.ceil(wanted.length / 2);
  for (const candidate of known) {
    const distance = countEdits(wanted, candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** The number of characters to insert, remove or replace to make one text of the other. */
export function countEdits(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        ),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
