import { expect, test } from "vitest";
import { type AppId, type CycleId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import type { Statement } from "../dialect.ts";
import { loadMigrations } from "../migrations.ts";
import { createReads } from "../reads.ts";
import { openConnection } from "./connection.ts";
import { SQLITE_WORDS, sqliteDialect } from "./dialect.ts";
import { describeIndexes } from "./selectivity.ts";

const connection = await openConnection(":memory:", { readOnly: false });
for (const { sql } of loadMigrations(SQLITE_WORDS)) connection.exec(sql);
describeIndexes(connection);
// What an opened database reads by itself.
connection.exec("analyze sqlite_schema");

test("of what is stored the planner has no samples: it would plan anew for each value", async () => {
  const filled = await openConnection(":memory:", { readOnly: false });
  filled.exec("create table t (org text, id text, primary key (org, id)) strict, without rowid");
  filled.exec("insert into t values ('o', 'a'), ('o', 'b'), ('p', 'c')");
  describeIndexes(filled);
  const tables = filled.rows({
    sql: "select name from sqlite_schema where name like 'sqlite_stat%'",
    parameters: [],
  });
  const counts = tables.map(({ name }) => {
    const [row] = filled.rows({ sql: `select count(*) as n from ${String(name)}`, parameters: [] });
    return [name, row?.["n"]];
  });
  expect(counts).toContainEqual(["sqlite_stat1", 1]);
  for (const [name, count] of counts) if (name !== "sqlite_stat1") expect([name, count]).toEqual([name, 0]);
  filled.close();
});

const plans: string[] = [];
const explain = async ({ sql, parameters }: Statement): Promise<[]> => {
  const steps = connection.rows({ sql: `explain query plan ${sql}`, parameters });
  plans.push(steps.map((step) => String(step["detail"])).join("\n"));
  return [];
};
const reads = createReads(sqliteDialect, { query: explain, lists: explain });

const org = trustId<OrgId>("o");
const app = trustId<AppId>("a");
const id = trustId<ObjectId>("x");
const limit = 10;
const ALL = { text: undefined, active: undefined, source: undefined };
const cycle = trustId<CycleId>("c");
const NO_FILTER = {
  failedOnly: false,
  status: undefined,
  step: undefined,
  cycle: undefined,
  object: undefined,
};
const PLACE = { id, name: "x" };

/** What is read, and the index with the columns that it must be found by. */
const CASES: readonly [string, () => Promise<unknown>, string][] = [
  [
    "open journal entries",
    () =>
      reads.page("journal", {
        where: { org, app },
        among: { column: "state", values: ["intended", "unknown"] },
        limit,
      }),
    "journal_by_state (org=? AND app=? AND state=?)",
  ],
  [
    "who waits for an object",
    () => reads.page("pending", { where: { org, app, waiting_for: id }, limit }),
    "pending_by_awaited (org=? AND app=? AND waiting_for=?)",
  ],
  [
    "the groups of a member",
    () => reads.page("membership", { where: { org, member_id: id }, limit }),
    "membership_by_member (org=? AND member_id=?)",
  ],
  [
    "the groups of many members",
    () => reads.page("membership", { where: { org }, among: { column: "member_id", values: [id] }, limit }),
    "membership_by_member (org=? AND member_id=?)",
  ],
  [
    "a page of users",
    () => reads.page("object", { where: { org, type: "user" }, after: "x", limit }),
    "object_by_type (org=? AND type=? AND id>?)",
  ],
  [
    "which source owns an object",
    () => reads.page("source_object", { where: { org, object: id }, limit }),
    "source_object_by_object (org=? AND object=?)",
  ],
  [
    "the log of an object",
    () => reads.page("provisioning_log", { where: { org, app, object: id }, descending: true, limit }),
    "provisioning_log_by_object (org=? AND app=? AND object=?)",
  ],
  [
    "the newest log entries",
    () => reads.page("provisioning_log", { where: { org, app }, descending: true, limit }),
    "provisioning_log_by_app (org=? AND app=?)",
  ],
  [
    "recent deprovisioning",
    () => reads.deprovisionedSince(org, app, "user", 1),
    "provisioning_log_deprovisioned (org=? AND app=? AND type=? AND at>?)",
  ],
  [
    "groups on the way up",
    () => reads.scopePaths(org, app, [id], { reach: "nested" }),
    "membership_by_member (org=? AND member_id=?)",
  ],
  [
    "a part of the users in order of their names",
    () =>
      reads.walkObjects(org, "user", ALL, {
        order: "names",
        descending: false,
        after: PLACE,
        rows: limit,
        limit,
      }),
    "c USING PRIMARY KEY (org=? AND type=? AND path=? AND (value,id)>(?,?))",
  ],
  [
    "a part of the groups in order of their names, backwards",
    () =>
      reads.walkObjects(org, "group", ALL, {
        order: "names",
        descending: true,
        after: PLACE,
        rows: limit,
        limit,
      }),
    "c USING PRIMARY KEY (org=? AND type=? AND path=? AND (value,id)<(?,?))",
  ],
  [
    "a part of the users in order of their ids",
    () =>
      reads.walkObjects(org, "user", ALL, {
        order: "ids",
        descending: false,
        after: PLACE,
        rows: limit,
        limit,
      }),
    "object_alive (org=? AND type=? AND id>?)",
  ],
  [
    "index entries that hold a text",
    () => reads.walkEntries(org, "user", "x", { path: "displayName", after: "x", limit }),
    "c USING PRIMARY KEY (org=? AND type=? AND path=? AND value>?)",
  ],
  ["inactive users", () => reads.inactiveUsers(org, limit), "object_inactive (org=? AND type=?)"],
  [
    "the sources of objects",
    () => reads.sourcesOf(org, [id]),
    "source_object_by_object (org=? AND object=?)",
  ],
  [
    "the audit trail of an object",
    () => reads.page("audit", { where: { org, target: "x" }, descending: true, limit }),
    "audit_by_target (org=? AND target=?)",
  ],
  [
    "the timeline of an object, which names its area as well",
    () => reads.page("audit", { where: { org, target: "x", category: "y" }, descending: true, limit }),
    "audit_by_target (org=? AND target=?)",
  ],
  ...(["actor", "category", "activity"] as const).map((column): (typeof CASES)[number] => [
    `the audit trail by ${column} until a moment`,
    () => reads.page("audit", { where: { org, [column]: "x" }, descending: true, after: "z", limit }),
    `audit_by_${column} (org=? AND ${column}=? AND id<?)`,
  ]),
  [
    "the audit trail until a moment",
    () => reads.page("audit", { where: { org }, descending: true, after: "z", limit }),
    "sqlite_autoindex_audit_1 (org=? AND id<?)",
  ],
  [
    "the failures of a log",
    () => reads.page("provisioning_log", { where: { org, app, status: "failure" }, descending: true, limit }),
    "provisioning_log_by_status (org=? AND app=? AND status=?)",
  ],
  [
    "the log of a cycle",
    () => reads.page("provisioning_log", { where: { org, app, cycle }, descending: true, limit }),
    "provisioning_log_by_cycle (org=? AND app=? AND cycle=?)",
  ],
  [
    "the exchanges with a status",
    () => reads.findExchanges(org, app, { ...NO_FILTER, status: 429 }, { after: "z", limit }),
    "exchange_by_status (org=? AND app=? AND status=? AND id<?)",
  ],
  [
    "the time to deprovision",
    () => reads.deprovisionDelays(org, app, { since: 1, before: 2 }, limit),
    "provisioning_log_deprovisioned (org=? AND app=? AND type=? AND at>? AND at<?)",
  ],
  [
    "the cycles of a day",
    () => reads.sumCycles(org, app, { since: 1, before: 2 }),
    "cycle_by_app (org=? AND app=? AND id>? AND id<?)",
  ],
  [
    "users below a group",
    () => reads.usersBelow(org, id, undefined, limit),
    "membership USING PRIMARY KEY (org=? AND group_id=? AND member_id>?)",
  ],
];

test.each(CASES)("%s", async (_name, read, index) => {
  await read();
  expect(plans.at(-1)).toContain(index);
});
