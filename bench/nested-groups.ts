import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEachPage } from "../src/app/paging.ts";
import { addAssigned } from "../src/app/provisioning/plan/fan-out.ts";
import { readParents } from "../src/app/read-parents.ts";
import { type AppId, type ObjectId, type OrgId, trustId } from "../src/core/ids.ts";
import { createEnv } from "../src/platform/env.ts";
import type { Store, Write } from "../src/ports/store.ts";
import { loadBundled } from "./bundled.ts";
import { figure, note, type Report, runBenchmark, show } from "./report.ts";

const DEPTH = 6;
/** Groups in each group above the lowest level: 1, 6, 36, 216 and 1 296 groups, and the rest below them. */
const GROUPS_IN_GROUP = 6;
const ROWS_AT_ONCE = 1_000;
/** As plans read people. */
const PEOPLE_AT_ONCE = 400;

const env = createEnv();

interface Nested {
  readonly org: OrgId;
  readonly app: AppId;
  readonly top: ObjectId;
  readonly people: readonly ObjectId[];
}

/** Expands groups in groups with the reads that plans make: downwards from the top, and upwards from each person. */
async function nestedGroups(isQuick: boolean): Promise<Report> {
  const [people, groups] = isQuick ? [10_000, 2_000] : [100_000, 10_000];
  const directory = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const load = await loadBundled({ open: "src/store/open.ts" });
  const { openStore }: typeof import("../src/store/open.ts") = await load("open");
  const store = await openStore({ directory });
  try {
    note(`writing ${people} people and ${groups} groups`);
    const nested = await fill(store, people, groups);
    const down = await measure(async () => {
      const users = new Set<ObjectId>();
      const context = { deps: { store }, org: nested.org, settings: { nestedGroups: true } };
      await addAssigned(context, { users }, nested.top);
      if (users.size !== people) throw new Error(`${users.size} people below the top group`);
    });
    note(`downwards: ${show(down.cpuMs, "ms")}`);
    const up = await measure(() => findScope(store, nested));
    note(`upwards: ${show(up.cpuMs, "ms")}`);
    const parents = await measure(() => findParents(store, nested));
    const table = await measure(() => readTable(store, nested));
    return {
      title: `${people} people in ${groups} groups, ${DEPTH} deep`,
      how:
        "The compiled SQLite store in this process. Each person is in one group of the lowest level, and one group at the top is " +
        "assigned. Processor time of all threads, once, in a process that has just filled the store.",
      figures: [
        figure(
          "downwards",
          show(down.cpuMs, "ms"),
          "the users whom the assignment of the top group concerns",
        ),
        figure(
          "downwards, elapsed",
          show(down.seconds * 1_000, "ms"),
          "the same by the clock; the aim is 2 s",
        ),
        figure(
          "upwards",
          show(up.cpuMs, "ms"),
          `why each person is in scope, ${PEOPLE_AT_ONCE} people at once`,
        ),
        figure(
          "groups of people",
          show(parents.cpuMs, "ms"),
          "all groups above each person, with their names",
        ),
        figure("memberships", show(table.cpuMs, "ms"), "reading the rows of all memberships, for comparison"),
        figure("ratio", show(down.cpuMs / table.cpuMs, ""), "downwards, of reading the rows"),
      ],
    };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(work: () => Promise<void>) {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, seconds: (performance.now() - start) / 1_000 };
}

async function fill(store: Store, people: number, groups: number): Promise<Nested> {
  const org = trustId<OrgId>(env.newId());
  const app = trustId<AppId>(env.newId());
  const newIds = (count: number) => Array.from({ length: count }, () => trustId<ObjectId>(env.newId()));
  const levels: (readonly ObjectId[])[] = [];
  let left = groups;
  for (let level = 0; level < DEPTH; level += 1) {
    const size = level === DEPTH - 1 ? left : GROUPS_IN_GROUP ** level;
    levels.push(newIds(size));
    left -= size;
  }
  const rows: Write[] = [
    {
      op: "insert",
      table: "assignment",
      row: { org, app, subject: levels[0]?.[0] ?? "", subject_type: "group", role: "", created: 1 },
    },
  ];
  for (const [at, level] of levels.entries()) {
    const above = levels[at - 1];
    for (const [n, id] of level.entries()) {
      rows.push(objectWrite(org, id, "group", n));
      const parent = above?.[n % above.length];
      if (parent !== undefined) rows.push(memberWrite(org, parent, id, "group"));
    }
  }
  const lowest = levels.at(-1) ?? [];
  const users = newIds(people);
  for (const [n, id] of users.entries()) {
    rows.push(objectWrite(org, id, "user", n));
    const group = lowest[n % lowest.length];
    if (group !== undefined) rows.push(memberWrite(org, group, id, "user"));
  }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await store.commit(rows.slice(at, at + ROWS_AT_ONCE));
  const [[top] = []] = levels;
  if (top === undefined) throw new Error("there is no group");
  return { org, app, top, people: users };
}

function objectWrite(org: OrgId, id: ObjectId, type: "user" | "group", n: number): Write {
  const doc = type === "user" ? { userName: `u${n}@contoso.example` } : { displayName: `Group ${n}` };
  const times = { version: 1, created: 1, modified: 1, deleted: null };
  return { op: "insert", table: "object", row: { org, id, type, ...times, external: {}, doc, search: doc } };
}

function memberWrite(
  org: OrgId,
  group_id: ObjectId,
  member_id: ObjectId,
  member_type: "user" | "group",
): Write {
  return { op: "insert", table: "membership", row: { org, group_id, member_id, member_type } };
}

async function findScope(store: Store, { org, app, people }: Nested): Promise<void> {
  let found = 0;
  for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
    const ids = people.slice(at, at + PEOPLE_AT_ONCE);
    found += (await store.scopePaths(org, app, ids, { reach: "nested" })).length;
  }
  if (found !== people.length) throw new Error(`${found} people are in scope`);
}

async function findParents(store: Store, { org, people }: Nested): Promise<void> {
  for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
    const parents = await readParents({ deps: { store }, org }, people.slice(at, at + PEOPLE_AT_ONCE));
    if (parents.size <= PEOPLE_AT_ONCE) throw new Error("no groups above");
  }
}

async function readTable(store: Store, { org }: Nested): Promise<void> {
  let count = 0;
  for await (const rows of readEachPage(store, "membership", { org })) count += rows.length;
  if (count === 0) throw new Error("no memberships");
}

await runBenchmark(nestedGroups);
