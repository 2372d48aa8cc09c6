/**
 * How many requests are taken: `window` counts them in windows of fixed length, `bucket` refills steadily up to its
 * depth, and `none` takes all.
 */
export type RateLimit =
  | { readonly kind: "window"; readonly requests: number; readonly seconds: number }
  | { readonly kind: "bucket"; readonly perSecond: number; readonly depth: number }
  | { readonly kind: "none" };

/** Takes one request: undefined if it may pass, otherwise the whole seconds until the next one may. */
export type Limiter = (nowMs: number) => number | undefined;

/** A limiter that has seen no request yet. */
export function createLimiter(limit: RateLimit): Limiter {
  switch (limit.kind) {
    case "window":
      return createWindow(limit);
    case "bucket":
      return createBucket(limit);
    case "none":
      return () => undefined;
  }
}

function createWindow({ requests, seconds }: RateLimit & { readonly kind: "window" }): Limiter {
  const lengthMs = seconds * 1_000;
  let [startMs, taken] = [Number.NEGATIVE_INFINITY, 0];
  return (nowMs) => {
    // The first request opens a window, as most gateways do; a grid of minutes would let twice as many pass.
    if (nowMs - startMs >= lengthMs) [startMs, taken] = [nowMs, 0];
    if (taken >= requests) return wholeSeconds(startMs + lengthMs - nowMs);
    taken += 1;
    return undefined;
  };
}

function createBucket({ perSecond, depth }: RateLimit & { readonly kind: "bucket" }): Limiter {
  let [level, lastMs] = [depth, Number.NEGATIVE_INFINITY];
  return (nowMs) => {
    level = Math.min(depth, level + (Math.max(0, nowMs - lastMs) / 1_000) * perSecond);
    lastMs = nowMs;
    // Sums of fractions may end just below a whole number.
    if (level < 1 - 1e-9) return wholeSeconds(((1 - level) / perSecond) * 1_000);
    level -= 1;
    return undefined;
  };
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
