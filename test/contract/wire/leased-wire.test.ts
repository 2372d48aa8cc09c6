import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lease, takeLease } from "../../../src/app/background/lease.ts";
import { withLease } from "../../../src/app/background/with-lease.ts";
import { trustId } from "../../../src/core/ids.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { createEnv } from "../../../src/platform/env.ts";
import type { OpenWire } from "../../../src/platform/wire/wire.ts";
import type { Wire, WireAnswer, WireRequest } from "../../../src/ports/wire.ts";
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
function pausedBefore(wire: OpenWire, pause: () => void): Wire {
  let isPaused = false;
  const pausing =
    ({ mayStart = () => true }: WireRequest) =>
    () => {
      if (!isPaused) pause();
      isPaused = true;
      return mayStart();
    };
  return {
    describe: (request) => wire.describe(request),
    slowDown: (ms) => wire.slowDown(ms),
    flush: () => wire.flush(),
    send: (request, signal) => wire.send({ ...request, mayStart: pausing(request) }, signal),
    sendJoined: ({ carrier, parts, split }, signal) =>
      wire.sendJoined({ carrier: { ...carrier, mayStart: pausing(carrier) }, parts, split }, signal),
  };
}

/** A GET, or one that travels in another request. */
async function send(wire: Wire, isJoined: boolean): Promise<WireAnswer> {
  const request = { method: "GET", url: `${target.url}/Users` } as const;
  const { signal } = new AbortController();
  if (!isJoined) return wire.send(request, signal);
  const joined = await wire.sendJoined?.({ carrier: request, parts: [request], split: () => [] }, signal);
  if (joined === undefined) throw new Error("the wire joins no requests");
  return joined.carrier;
}

async function callAfterPause(name: string, isJoined: boolean, atPause: (lease: Lease) => void) {
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
  const answer = await send(wireOf, isJoined);
  const sent = target.requests.length - sentBefore;
  await lease.release();
  await wire.close();
  return { answer, sent, isLost: lease.lost.aborted };
}

const KINDS = [
  ["a call", false],
  ["a joined call", true],
] as const;

test.each(KINDS)(
  "%s that waits while the process is paused is sent once the lease is renewed",
  async (_what, isJoined) => {
    const { answer, sent, isLost } = await callAfterPause(`renewed ${isJoined}`, isJoined, () => {});
    expect(answer).toMatchObject({ kind: "answer" });
    expect([sent, isLost]).toEqual([1, false]);
  },
);

test.each(KINDS)(
  "%s is not sent when another process has taken the lease in the pause",
  async (_what, isJoined) => {
    const { answer, sent, isLost } = await callAfterPause(`lost ${isJoined}`, isJoined, ({ claim }) => {
      if (claim.op !== "require" || claim.table !== "lease") throw new Error("the claim is a lease");
      // Queued before the renewal of the paused process.
      const set = { holder: "second", version: 1 };
      void scim.deps.store.commit([{ op: "update", table: "lease", key: claim.key, set }]);
    });
    expect(answer).toMatchObject({ kind: "failure", cause: "aborted", sent: false });
    expect([sent, isLost]).toEqual([0, true]);
  },
);
