/** Names that are longer are compared by their beginning. */
const COMPARED_MAX = 200;

/**
 * The known name that a mistyped one most likely stands for: at most a third of its letters differ, upper and lower case
 * apart, or one letter. Without a name that near, a suggestion would mislead. `toCompared` gives the part of a known name
 * that is compared.
 */
export function findNearestOf(
  name: string,
  known: readonly string[],
  toCompared: (candidate: string) => string = (candidate) => candidate,
): string | undefined {
  const wanted = name.toLowerCase().slice(0, COMPARED_MAX);
  const most = Math.min(Math.max(1, Math.floor((wanted.length + 1) / 3)), wanted.length - 1);
  let nearest: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    const compared = toCompared(candidate).toLowerCase();
    // The difference of the lengths is the least number of edits, so the others need no comparison.
    if (Math.abs(compared.length - wanted.length) >= least) continue;
    const distance = countEdits(wanted, compared);
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
