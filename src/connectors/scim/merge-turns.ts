/**
 * Lets one merge at a time read and write a resource, over all connections of this process: without a version of the
 * resource, the later of two PUTs would undo the change of the earlier one.
 */
export class MergeTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does this once every earlier merge of the same resource has ended. */
  async take<Result>(resource: string, merge: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(resource);
    const mine = (before ?? Promise.resolve()).then(merge, merge);
    this.#last.set(resource, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(resource) === mine) this.#last.delete(resource);
    }
  }
}
