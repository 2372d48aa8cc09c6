/**
 * Counts the revocations of this process, so that a cache of tokens knows when it may be out of date. A use case that
 * revokes tokens calls `happened` after its commit and before its answer.
 */
export class RevocationSignal {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Reports a revocation: cached tokens are no longer valid. */
  happened(): void {
    this.#count += 1;
  }
}
