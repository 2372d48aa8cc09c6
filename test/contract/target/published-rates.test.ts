import { expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { createEnv } from "../../../src/platform/env.ts";
import type { CallRate } from "../../../src/ports/wire.ts";
import { createLimiter, type RateLimit } from "../../../src/simulators/webex/rate-limit.ts";
import { anyStep, connectTarget } from "../../targets/connect.ts";
import { startScriptedTarget } from "../../targets/scripted-target.ts";

/**
 * Creates over HTTP, on a simulated clock, at a server that counts them as gateways do. The same limits with 10,000
 * creates of twenty workers, without HTTP: `src/platform/wire/rate-gate.test.ts`.
 */

const CREATES = 1_500;
const START_MS = 1_000_000_000_000;
const never = new AbortController().signal;

interface Sent {
  readonly requests: number;
  readonly refused: number;
  readonly held: number;
  readonly seconds: number;
}

async function sendAll(limit: RateLimit, rates: readonly CallRate[], creates: number): Promise<Sent> {
  let nowMs = 0;
  const limiter = createLimiter(limit);
  let refused = 0;
  const running = await startScriptedTarget(() => {
    if (limiter(START_MS + nowMs) === undefined) return undefined;
    refused += 1;
    return { status: 429 };
  });
  // One create follows the other, so that a sleep can end at once: nothing else is on its way.
  const env = {
    ...createEnv(),
    now: () => START_MS + nowMs,
    monotonic: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
  const config = { url: running.url, rates: rates.map((rate) => ({ ...rate })) };
  const { target, wire } = await connectTarget(scimConnector, config, running.token, { env });
  try {
    for (let n = 0; n < creates; n += 1) {
      const attributes = { userName: `user-${n}@one.example`, active: true };
      await target.create({ type: "user", attributes }, anyStep, never);
    }
    const { calls, resources } = running;
    return { requests: calls.length, refused, held: resources.Users.size, seconds: nowMs / 1_000 };
  } finally {
    await target.close();
    await wire.close();
    await running.stop();
  }
}

test.each<[string, RateLimit, CallRate]>([
  [
    "a bucket of depth 20 that is refilled with 3 a second",
    { kind: "bucket", perSecond: 3, depth: 20 },
    { calls: "all", requests: 3, perSeconds: 1, burst: 20 },
  ],
  [
    "a window of 180 a minute",
    { kind: "window", requests: 180, seconds: 60 },
    { calls: "all", requests: 180, perSeconds: 60 },
  ],
])("%s is used to 95 percent and never exceeded", async (_, limit, rate) => {
  const { requests, refused, held, seconds } = await sendAll(limit, [rate], CREATES);
  expect([requests, refused, held]).toEqual([CREATES, 0, CREATES]);
  expect(CREATES / (seconds * 3)).toBeGreaterThanOrEqual(0.95);
});

test("without the limit in the settings the same server refuses", async () => {
  const { refused } = await sendAll({ kind: "window", requests: 180, seconds: 60 }, [], 200);
  expect(refused).toBeGreaterThan(0);
});
