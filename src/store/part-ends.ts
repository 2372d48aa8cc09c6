/** How long the ends are kept. A part that grows meanwhile is read as a whole. */
const KEPT_MS = 60_000;
const ENDS_MAX = 10_000;

/**
 * The values at which the parts end that searches read an index in. To find the end of a part takes half as long as to
 * search it, and a person who types searches the same index again with each letter. Any values divide an index: entries
 * that come or go in between change the sizes of parts and nothing else.
 */
export class PartEnds {
  readonly #now: () => number;
  #ends = new Map<string, string>();
  #until = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The end of the part that follows this value of an index; `find` looks for it when it is not known. */
  async of(
    index: string,
    after: string | undefined,
    find: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    if (this.#now() >= this.#until || this.#ends.size >= ENDS_MAX) {
      this.#ends = new Map();
      this.#until = this.#now() + KEPT_MS;
    }
    const ends = this.#ends;
    const key = JSON.stringify([index, after]);
    const known = ends.get(key);
    if (known !== undefined) return known;
    const found = await find();
    // The last part has no end, and is measured each time: entries may follow it one day.
    if (found !== undefined) ends.set(key, found);
    return found;
  }
}
