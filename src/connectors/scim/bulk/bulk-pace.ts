/** The longest time that one request should take: so long may the operations in it wait for their answers. */
const REQUEST_MS = 2_000;
/** Operations that together take no longer than this are not spread over several requests. */
const SPREAD_MS = 50;
/** Operations in a request until the first answer shows how long one takes. */
const FIRST_SIZE = 16;
const FIRST_MS = 5;
/** A single operation takes no less than this, whatever the clock shows. */
const LEAST_MS = 0.1;
/** Requests at once. More than two where operations are slow: they would go side by side as single requests, too. */
const REQUESTS_MIN = 2;
const REQUESTS_MAX = 16;

/**
 * The size and the number of bulk requests, by how long the target takes for an operation. Targets may carry the
 * operations of a request out one after the other, which must not be slower than single requests side by side.
 */
export class BulkPace {
  #operationMs = FIRST_MS;
  #isMeasured = false;

  /** Operations that one request should have at most. */
  get size(): number {
    return this.#isMeasured ? Math.max(1, Math.floor(REQUEST_MS / this.#operationMs)) : FIRST_SIZE;
  }

  /** Operations that one request should have at least, if as many wait. */
  get least(): number {
    return Math.max(1, Math.floor(SPREAD_MS / this.#operationMs));
  }

  /** Requests that should be under way at most. */
  get requests(): number {
    return Math.min(REQUESTS_MAX, Math.max(REQUESTS_MIN, Math.ceil(this.#operationMs)));
  }

  /** Takes into account how long the target took for a request. */
  learn(operations: number, ms: number): void {
    const operationMs = Math.max(LEAST_MS, ms / operations);
    this.#operationMs = this.#isMeasured ? (this.#operationMs + operationMs) / 2 : operationMs;
    this.#isMeasured = true;
  }
}
