import { expect, test } from "vitest";
import { type AccountId, type AppId, type CycleId, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { Fault } from "../../../src/core/provisioning/fault.ts";
import type { Write } from "../../../src/ports/store.ts";
import { directoryObject, id } from "./rows.ts";
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

function putUser(org: OrgId, name: string, modified: number, active: boolean): Write {
  const row = directoryObject(org, name, "user", { modified });
  return { op: "insert", table: "object", row: { ...row, search: { active } } };
}

function putDisabled(org: OrgId, object: string, at: number): Write {
  const row = { org, id: `log ${object} ${at}`, at, app, cycle: trustId<CycleId>("c"), step: null };
  const what = { object: id(object), type: "user", name: object, account: null, action: "disable" } as const;
  const how = { status: "success", reasons: [], changes: [], fault: null } as const;
  return { op: "insert", table: "provisioning_log", row: { ...row, ...what, ...how } };
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

  test("delays are those of users who are blocked since, the newest first", async () => {
    const org = newOrg();
    await store().commit([
      putUser(org, "blocked", 1_000, false),
      putUser(org, "later", 2_000, false),
      putUser(org, "active", 1_000, true),
      putUser(org, "changed", 9_000, false),
      putDisabled(org, "blocked", 1_500),
      putDisabled(org, "later", 2_250),
      putDisabled(org, "active", 3_000),
      putDisabled(org, "changed", 3_000),
    ]);
    expect(await store().deprovisionDelays(org, app, 0, 10)).toEqual([250, 500]);
    expect(await store().deprovisionDelays(org, app, 2_000, 10)).toEqual([250]);
    expect(await store().deprovisionDelays(org, app, 0, 1)).toEqual([250]);
  });
});
