/** Names that are longer are compared by their beginning. */
const COMPARED_MAX = 200;

/** The known name that differs least from the given one; undefined if no name is as near as half of its length. */
export function findNearestOf(name: string, known: readonly string[]): string | undefined {
  return findWithin(name, known, Math.ceil(name.length / 2) - 1);
}

/** The nearest known name, for suggestions among few names: at most a third of the name differs, or one letter. */
export function findNearOf(name: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 3));
  return findWithin(name, known, Math.min(most, name.length - 1));
}

/** The known name that needs the fewest edits, letter case apart, and at most this number. */
function findWithin(name: string, known: readonly string[], most: number): string | undefined {
  const wanted = name.toLowerCase().slice(0, COMPARED_MAX);
  let nearest: string | undefined;
  let least = most + 1;
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
