import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lease, takeLease } from "../../../src/app/background/lease.ts";
import { withLease } from "../../../src/app/background/with-lease.ts";
import { trustId } from "../../../src/core/ids.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { createEnv } from "../../../src/platform/env.ts";
import type { Wire } from "../../../src/ports/wire.ts";
import { openRecordedWire } from "../../targets/connect.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";

/** A process that is paused between the journal and the first byte of a call, on the real store and wire. */

const LEASE_MS = 30_000;
let scim: ScimServer;
let target: HostileTarget;
beforeAll(async () => {
  [scim, target] = await Promise.all([startScimServer(), startHostileTarget()]);
});
afterAll(() => Promise.all([scim.close(), target.stop()]));

/** The same wire; `pause` runs when it is about to send for the first time. */
function pausedBefore(wire: Wire, pause: () => void): Wire {
  let isPaused = false;
  return {
    describe: (request) => wire.describe(request),
    slowDown: (ms) => wire.slowDown(ms),
    flush: () => wire.flush(),
    send(request, signal) {
      const mayStart = () => {
        if (!isPaused) pause();
        isPaused = true;
        return request.mayStart?.() ?? true;
      };
      return wire.send({ ...request, mayStart }, signal);
    },
  };
}

async function callAfterPause(name: string, atPause: (lease: Lease) => void) {
  const clock = openClock();
  const env = createEnv(clock);
  const org = await scim.newOrg();
  const lease = await takeLease({ ...scim.deps, env, leaseMs: LEASE_MS }, { org, name }, "first");
  if (lease === undefined) throw new Error("the lease is taken");
  const { wire } = openRecordedWire(target.url);
  const paused = pausedBefore(wire, () => {
    clock.advance(LEASE_MS);
    atPause(lease);
  });
  const guarded = withLease({ ...scim.deps, env, wireTo: () => paused }, lease);
  const sentBefore = target.requests.length;
  const wireOf = guarded.wireTo(org, trustId("01900000-0000-7000-8000-000000000002"), {
    baseUrl: target.url,
  });
  const answer = await wireOf.send(
    { method: "GET", url: `${target.url}/Users` },
    new AbortController().signal,
  );
  const sent = target.requests.length - sentBefore;
  await lease.release();
  await wire.close();
  return { answer, sent, isLost: lease.lost.aborted };
}

test("a call that waits while the process is paused is sent once the lease is renewed", async () => {
  const { answer, sent, isLost } = await callAfterPause("renewed", () => {});
  expect(answer).toMatchObject({ kind: "answer" });
  expect([sent, isLost]).toEqual([1, false]);
});

test("a call is not sent when another process has taken the lease in the pause", async () => {
  const { answer, sent, isLost } = await callAfterPause("lost", ({ claim }) => {
    if (claim.op !== "require" || claim.table !== "lease") throw new Error("the claim is a lease");
    // Queued before the renewal of the paused process.
    const set = { holder: "second", version: 1 };
    void scim.deps.store.commit([{ op: "update", table: "lease", key: claim.key, set }]);
  });
  expect(answer).toMatchObject({ kind: "failure", cause: "aborted", sent: false });
  expect([sent, isLost]).toEqual([0, true]);
});
