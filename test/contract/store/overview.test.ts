import { expect, test } from "vitest";
import { type AccountId, type AppId, type CycleId, type OrgId, trustId } from "../../../src/core/ids.ts";
import { type CycleCounts, NO_CYCLE_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import type { Fault } from "../../../src/core/provisioning/fault.ts";
import { createFirstIdAt } from "../../../src/core/retention/record-ids.ts";
import type { Write } from "../../../src/ports/store.ts";
import { id } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const app = trustId<AppId>("app");
const FAULT: Fault = { kind: "invalid", code: "target.refused", params: {} } as unknown as Fault;

function putPending(org: OrgId, object: string, reason: string, fault: Fault | null): Write {
  const row = {
    org,
    app,
    object: id(object),
    reason,
    waiting_for: null,
    attempts: 1,
    equal_failures: 0,
    lane: null,
    failing_since: null,
  };
  const rest = { next_attempt: 1, parked: 0, fault, since: 1 } as const;
  return { op: "insert", table: "pending", row: { ...row, ...rest } };
}

function putLink(org: OrgId, object: string): Write {
  const row = { org, app, object: id(object), type: "user", account: trustId<AccountId>(object) } as const;
  const state = { status: "complete", scope: "in", provenance: "created", projected: {}, hash: "" } as const;
  return { op: "insert", table: "link", row: { ...row, ...state, version: 1, created: 1, modified: 1 } };
}

function putDisabled(org: OrgId, object: string, at: number, waited: number | null): Write {
  const row = { org, id: `log ${object} ${at}`, at, app, cycle: trustId<CycleId>("c"), step: null };
  const what = { object: id(object), type: "user", name: object, account: null, action: "disable" } as const;
  const how = {
    status: "success",
    reasons: [],
    changes: [],
    fault: null,
    waited_ms: waited,
    approved: 0,
  } as const;
  return { op: "insert", table: "provisioning_log", row: { ...row, ...what, ...how } };
}

function putCycle(org: OrgId, started: number, counts: Partial<CycleCounts>): Write {
  const id = trustId<CycleId>(createFirstIdAt(started).replace(/0$/, "1"));
  const row = {
    org,
    id,
    app,
    plan: null,
    kind: "incremental",
    state: "closed",
    started,
    ended: started,
  } as const;
  const how = { closed: 1, message: null, cancel_requested: null, steps_done: 0, steps_total: 0 } as const;
  return { op: "insert", table: "cycle", row: { ...row, ...how, counts: { ...NO_CYCLE_COUNTS, ...counts } } };
}

await overEveryStore(({ store }) => {
  test("a store says its version, its size and its last migration", async () => {
    const { version, bytes, migration } = await store().readStoreFacts();
    expect(version).toMatch(/^\d+\.\d/);
    expect(bytes).toBeGreaterThan(100_000);
    expect(migration).toMatch(/^00\d\d_/);
  });

  test("each object that waits is counted once, and those with an account beside", async () => {
    const org = newOrg();
    await store().commit([
      putPending(org, "a", "held", FAULT),
      putPending(org, "b", "failed", FAULT),
      putPending(org, "c", "reference", null),
      putPending(org, "d", "reference", null),
      putLink(org, "b"),
      putLink(org, "c"),
      putLink(org, "e"),
    ]);
    expect(await store().countStanding(org, app)).toEqual({ held: 1, failed: 1, waiting: 2, linked: 2 });
    expect(await store().countStanding(newOrg(), app)).toEqual({ held: 0, failed: 0, waiting: 0, linked: 0 });
  });

  test("the objects that have a link come in pages, of one type and one application", async () => {
    const org = newOrg();
    const linked = (after: string | undefined, limit: number, type: "user" | "group" = "user") =>
      store().linkedObjects(org, app, type, { after: after === undefined ? undefined : id(after), limit });
    await store().commit([putLink(org, "c"), putLink(org, "a"), putLink(org, "b"), putLink(newOrg(), "d")]);
    expect(await linked(undefined, 2)).toEqual(["a", "b"]);
    expect(await linked("b", 2)).toEqual(["c"]);
    expect(await linked(undefined, 2, "group")).toEqual([]);
    expect(
      await store().linkedObjects(org, trustId("other"), "user", { after: undefined, limit: 2 }),
    ).toEqual([]);
  });

  test("delays are those of a time, the newest first, without accounts that were not measured", async () => {
    const org = newOrg();
    await store().commit([
      putDisabled(org, "first", 1_500, 500),
      putDisabled(org, "second", 2_250, 250),
      putDisabled(org, "unassigned", 3_000, null),
    ]);
    const delays = (since: number, before: number, limit = 10) =>
      store().deprovisionDelays(org, app, { since, before }, limit);
    expect(await delays(0, 9_000)).toEqual([250, 500]);
    expect(await delays(1_501, 9_000)).toEqual([250]);
    expect(await delays(1_500, 2_250)).toEqual([500]);
    expect(await delays(0, 9_000, 1)).toEqual([250]);
  });

  test("cycles are added up by the time at which they began", async () => {
    const org = newOrg();
    await store().commit([
      putCycle(org, 1_000, { created: 2, failed: 1 }),
      putCycle(org, 1_999, { created: 3, adopted: 1, updated: 4, disabled: 5, deleted: 6 }),
      putCycle(org, 2_000, { created: 100 }),
      putCycle(newOrg(), 1_500, { created: 100 }),
    ]);
    expect(await store().sumCycles(org, app, { since: 1_000, before: 2_000 })).toEqual({
      ...{ cycles: 2, created: 5, updated: 5, disabled: 5, deleted: 6, failed: 1 },
    });
    expect(await store().sumCycles(org, app, { since: 0, before: 1_000 })).toEqual({
      ...{ cycles: 0, created: 0, updated: 0, disabled: 0, deleted: 0, failed: 0 },
    });
  });
});
