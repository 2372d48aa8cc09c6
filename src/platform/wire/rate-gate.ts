import type { CallRate } from "../../ports/wire.ts";

/** Whether a call reads or writes. */
export type CallKind = "reads" | "writes";

/** The share of a published rate that is used. The rest is room for clocks and networks that are not even. */
const RATE_SHARE = 0.97;
/** The share of a published burst that is used. */
const BURST_SHARE = 0.9;
/** Timers fire late: a call that begins late does not delay the next ones, as long as the delay is no longer than this. */
const LATE_MS_MAX = 250;
const LATE_SHARE = 0.02;

/**
 * Keeps one published limit (the generic cell rate algorithm). In any stretch of `perSeconds`, wherever it begins, no
 * more than `requests` calls start, so that a window whose beginning is not known is kept too; with a burst, no more
 * than a bucket of that depth holds.
 */
export class RateGate {
  readonly #calls: CallRate["calls"];
  readonly #intervalMs: number;
  readonly #toleranceMs: number;
  #dueAt = Number.NEGATIVE_INFINITY;

  constructor({ calls, requests, perSeconds, burst }: CallRate) {
    const windowMs = perSeconds * 1_000;
    this.#calls = calls;
    this.#intervalMs = windowMs / (requests * RATE_SHARE);
    const lateMs = Math.min(windowMs * LATE_SHARE, LATE_MS_MAX);
    const burstMs = burst === undefined ? 0 : (burst * BURST_SHARE - 1) * this.#intervalMs;
    this.#toleranceMs = Math.max(lateMs, burstMs);
  }

  concerns(calls: CallKind): boolean {
    return this.#calls === "all" || this.#calls === calls;
  }

  /** Milliseconds until the next call may begin; 0 or less when it may begin now. */
  waitMs(now: number): number {
    return this.#dueAt - this.#toleranceMs - now;
  }

  /** Counts a call that begins now. */
  take(now: number): void {
    this.#dueAt = Math.max(this.#dueAt, now) + this.#intervalMs;
  }
}
