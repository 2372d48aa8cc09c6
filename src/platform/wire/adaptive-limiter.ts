import { setMaxListeners } from "node:events";
import type { Env } from "../../ports/env.ts";
import type { CallRate } from "../../ports/wire.ts";
import { type CallKind, RateGate } from "./rate-gate.ts";

export interface AdaptiveLimiterOptions {
  /** Never more calls in flight than this. */
  readonly inFlightMax: number;
  /** Limits that the target publishes. Calls begin as often as these allow; unlimited without. */
  readonly rates?: readonly CallRate[];
}

/** How a call ended, as far as the target's strength is concerned. */
export type Pressure = "good" | "pushed-back" | "neutral";

/** A place among the calls in flight; to be given back once. */
export interface Ticket {
  readonly round: number;
}

/** Decides when the next call to a target may begin. */
export interface AdaptiveLimiter {
  /** A place, as soon as there is one; undefined when the signal came first. Urgent calls go first, then in the order of asking. */
  enter(signal: AbortSignal, call?: LimitedCall): Promise<Ticket | undefined>;
  leave(ticket: Ticket, pressure: Pressure): void;
  /** The target asked for rest: halves the limit, and lets nothing begin for `ms`. */
  slowDown(ms: number): void;
  readonly limit: number;
}

const START_LIMIT = 8;
const KINDS: readonly CallKind[] = ["reads", "writes"];

/** A call, as far as its place in the queue is concerned. It writes and is not urgent by default. */
export interface LimitedCall {
  readonly calls?: CallKind;
  readonly isUrgent?: boolean;
}

interface Waiter {
  readonly calls: CallKind;
  readonly isUrgent: boolean;
  readonly admit: (ticket: Ticket | undefined) => void;
}

/**
 * The number of calls that a target takes at once. It starts at 8, grows by one after as many good answers as it
 * allows at once, and halves when the target pushes back or does not answer in time, down to one.
 *
 * A burst of refusals counts once: after halving, only calls that began under the new limit can halve it
 * again. (TCP's congestion control does the same, for the same reason.)
 */
class AdaptiveLimit {
  readonly #max: number;
  #value: number;
  #goodAnswers = 0;
  #round = 0;
  #isRoundTried = true;

  constructor(max: number) {
    this.#max = max;
    this.#value = Math.min(START_LIMIT, max);
  }

  get value(): number {
    return this.#value;
  }

  get round(): number {
    return this.#round;
  }

  /** Takes the end of a call into account that began in this round. */
  learn(round: number, pressure: Pressure): void {
    const isCurrent = round === this.#round;
    if (isCurrent) this.#isRoundTried = true;
    if (pressure === "pushed-back" && isCurrent) this.#halve();
    if (pressure === "good") this.#recordSuccess();
  }

  /** Halves the limit, unless no call has ended since it was halved last. */
  lower(): void {
    if (this.#isRoundTried) this.#halve();
  }

  #halve(): void {
    this.#value = Math.max(1, Math.floor(this.#value / 2));
    this.#goodAnswers = 0;
    this.#round += 1;
    this.#isRoundTried = false;
  }

  #recordSuccess(): void {
    this.#goodAnswers += 1;
    if (this.#goodAnswers < this.#value) return;
    this.#goodAnswers = 0;
    this.#value = Math.min(this.#value + 1, this.#max);
  }
}

/** Opens a gate whose limit follows the target. */
export function openAdaptiveLimiter(
  env: Pick<Env, "monotonic" | "sleep">,
  options: AdaptiveLimiterOptions,
): AdaptiveLimiter {
  const waiters: Waiter[] = [];
  const limit = new AdaptiveLimit(options.inFlightMax);
  let inFlight = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  const gates = (options.rates ?? []).map((rate) => new RateGate(rate));
  let isWaking = false;

  function pump(): void {
    while (waiters.length > 0 && inFlight < limit.value) {
      const now = env.monotonic();
      const waits = KINDS.map((calls) => ({ calls, waitMs: waitBefore(calls, now) }));
      // Reads do not stand behind writes that have to wait, nor the other way round.
      const next = waiters.find(({ calls }) =>
        waits.some((each) => each.calls === calls && each.waitMs <= 0),
      );
      if (next === undefined) {
        const waiting = waits.filter(({ calls }) => waiters.some((each) => each.calls === calls));
        wakeAfter(Math.min(...waiting.map(({ waitMs }) => waitMs)));
        return;
      }
      for (const gate of gates) if (gate.concerns(next.calls)) gate.take(now);
      inFlight += 1;
      waiters.splice(waiters.indexOf(next), 1);
      next.admit({ round: limit.round });
    }
  }

  function waitBefore(calls: CallKind, now: number): number {
    const concerned = gates.filter((gate) => gate.concerns(calls));
    return Math.max(pausedUntil - now, ...concerned.map((gate) => gate.waitMs(now)));
  }

  function wakeAfter(ms: number): void {
    if (isWaking) return;
    isWaking = true;
    void env.sleep(Math.ceil(ms)).then(() => {
      isWaking = false;
      pump();
    });
  }

  return {
    enter(signal, { calls = "writes", isUrgent = false } = {}) {
      if (signal.aborted) return Promise.resolve(undefined);
      // One signal calls off a whole cycle: many calls listen to it at once, each for as long as it lasts.
      setMaxListeners(0, signal);
      return new Promise((resolve) => {
        const waiter = createWaiter(waiters, { calls, isUrgent }, signal, resolve);
        const place = isUrgent ? waiters.findIndex((other) => !other.isUrgent) : -1;
        waiters.splice(place === -1 ? waiters.length : place, 0, waiter);
        pump();
      });
    },
    leave(ticket, pressure) {
      inFlight -= 1;
      limit.learn(ticket.round, pressure);
      pump();
    },
    slowDown(ms) {
      limit.lower();
      pausedUntil = Math.max(pausedUntil, env.monotonic() + ms);
    },
    get limit() {
      return limit.value;
    },
  };
}

/** A waiter that leaves the queue, without a ticket, when the signal comes first. */
function createWaiter(
  waiters: Waiter[],
  call: Pick<Waiter, "calls" | "isUrgent">,
  signal: AbortSignal,
  resolve: (ticket: Ticket | undefined) => void,
): Waiter {
  const waiter: Waiter = {
    ...call,
    admit: (ticket) => {
      signal.removeEventListener("abort", giveUp);
      resolve(ticket);
    },
  };
  function giveUp(): void {
    waiters.splice(waiters.indexOf(waiter), 1);
    waiter.admit(undefined);
  }
  signal.addEventListener("abort", giveUp, { once: true });
  return waiter;
}
