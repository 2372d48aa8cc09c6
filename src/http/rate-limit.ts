/** How often a token may ask. */
export interface RateLimits {
  /** Requests that it may go on sending each second; 0: as many as it likes. */
  readonly requestsPerSecond: number;
  /** Requests that it may send at once after a pause. */
  readonly requestBurst: number;
}

/** Four times what identity providers ask of a service; a first cycle's burst goes through at once. */
export const DEFAULT_RATE: RateLimits = { requestsPerSecond: 100, requestBurst: 1_000 };

interface Bucket {
  /** Requests that are left, as of `at`. */
  left: number;
  at: number;
}

const BUCKETS_MAX = 10_000;

/**
 * A token bucket for each bearer. Of one process: several behind a load balancer each allow the rate. Remembers
 * 10 000 bearers; who was not heard of for longest is forgotten first, and begins with a full bucket.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: RateLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** The limits of a bearer that may send this many requests each second; those of all others if null. */
  limitsFor(requestsPerSecond: number | null): RateLimits {
    if (requestsPerSecond === null) return this.#limits;
    return { requestsPerSecond, requestBurst: Math.max(this.#limits.requestBurst, requestsPerSecond) };
  }

  /** Takes a request from the bearer's bucket; when it is empty, the whole seconds until it is not. */
  take(bearer: string, limits: RateLimits = this.#limits): number | undefined {
    const { requestsPerSecond, requestBurst } = limits;
    if (requestsPerSecond === 0) return undefined;
    const now = this.#now();
    const { left, at } = this.#buckets.get(bearer) ?? { left: requestBurst, at: now };
    // A clock that was set back refills nothing.
    const refilled = Math.min(requestBurst, left + (Math.max(0, now - at) / 1_000) * requestsPerSecond);
    const isAllowed = refilled >= 1;
    // Put behind the others, so that the first of the map is who was not heard of for longest.
    this.#buckets.delete(bearer);
    this.#buckets.set(bearer, { left: isAllowed ? refilled - 1 : refilled, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > BUCKETS_MAX && oldest !== undefined) this.#buckets.delete(oldest);
    return isAllowed ? undefined : Math.ceil((1 - refilled) / requestsPerSecond);
  }

  /** Bearers that are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}
