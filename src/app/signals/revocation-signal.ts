/**
 * Counts the revocations of this process, so that whoever remembers tokens can tell that they may be out of date.
 * A use case that revokes says so after its commit and before its answer.
 */
export class RevocationSignal {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Something was revoked: what is remembered of tokens holds no longer. */
  happened(): void {
    this.#count += 1;
  }
}
