import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { type AppId, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { loadMigrations, MIGRATION_TABLE } from "../../../src/store/migrations.ts";
import { openStore } from "../../../src/store/open.ts";
import { POSTGRES_WORDS } from "../../../src/store/postgres/dialect.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { SQLITE_WORDS } from "../../../src/store/sqlite/dialect.ts";
import { overEveryStore, type Place } from "./stores.ts";

/** Runs SQL in a database of one's own; rows come with JSON as text. */
type Run = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function inDatabase(place: Place, work: (run: Run) => Promise<void>): Promise<void> {
  if ("url" in place) {
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    await work(async (sql) => (await client.query(sql)).rows).finally(() => client.end());
    return;
  }
  mkdirSync(place.directory, { recursive: true });
  const connection = await openConnection(join(place.directory, "muster.db"), { readOnly: false });
  await work(async (sql) => {
    if (sql.startsWith("select")) return connection.rows({ sql, parameters: [] });
    connection.exec(sql);
    return [];
  }).finally(() => connection.close());
}

const DOCS: readonly (readonly [table: string, type: string, doc: JsonObject, search: JsonObject])[] = [
  ["object", "user", { userName: "ÄDA", active: true }, { userName: "äda", active: true }],
  ["object", "group", { displayName: "The Crew's" }, { displayName: "the crew's" }],
  [
    "import_object",
    "user",
    { userName: "Bob", emails: [{ value: "B@X" }] },
    { userName: "bob", emails: [{ value: "b@x" }] },
  ],
];
const DAY_MS = 86_400_000;
/** More than are filled in one go. */
const MANY = 1_200;

function insert(table: string, type: string, at: number, doc: JsonObject): string {
  const text = JSON.stringify(doc).replaceAll("'", "''");
  return table === "object"
    ? `insert into object (org, id, type, version, created, modified, deleted, external, doc)
       values ('o', 'id-${at}', '${type}', 1, 1, 1, null, '{}', '${text}')`
    : `insert into import_object (org, "import", type, line, key, name, name_key, new_id, hash, doc, entries)
       values ('o', 'i', '${type}', ${at}, 'k', 'n', 'n', 'id', 'h', '${text}', '[]')`;
}

async function migrateTo(run: Run, kind: string, last: number): Promise<void> {
  const words = kind === "SQLite" ? SQLITE_WORDS : POSTGRES_WORDS;
  await run(MIGRATION_TABLE);
  for (const { number, name, sql } of loadMigrations(words).filter((each) => each.number <= last)) {
    await run(sql);
    await run(`insert into migration (number, name) values (${number}, '${name}')`);
  }
}

await overEveryStore(({ kind, newPlace }) => {
  test("a database from before searches gets the search form of every document", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 2);
      for (const [at, [table, type, doc]] of DOCS.entries()) await run(insert(table, type, at, doc));
      const many = Array.from({ length: MANY }, (_, at) =>
        insert("object", "user", 10 + at, { userName: `U${at}` }),
      );
      for (const one of many) await run(one);
    });
    await (await openStore(place)).close();
    await inDatabase(place, async (run) => {
      const rows =
        await run(`select 'object' as tbl, type, doc, search from object where id in ('id-0', 'id-1')
        union all select 'import_object', type, doc, search from import_object`);
      const parsed = rows.map((row) => [row["tbl"], row["type"], json(row["doc"]), json(row["search"])]);
      expect(parsed).toHaveLength(DOCS.length);
      expect(parsed).toEqual(expect.arrayContaining(DOCS.map((each) => [...each])));
      const filled = await run("select search from object where type = 'user' and id > 'id-1'");
      expect(
        filled.map((row) => json(row["search"])).filter(({ userName }) => /^u\d+$/.test(userName)),
      ).toHaveLength(MANY);
    });
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("a database with the former names keeps its index entries, unique values and feed", async () => {
    const place = await newPlace();
    const entry = { org: "o", type: "user", path: "p", value: "v", id: "u" };
    const values = Object.values(entry)
      .map((value) => `'${value}'`)
      .join();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 7);
      for (const table of ["claim", "object_key"]) {
        await run(`insert into ${table} (${Object.keys(entry).join()}) values (${values})`);
      }
      for (const sign of [1, 0, -1]) {
        await run(
          `insert into feed (org, kind, object, sign, at) values ('o', 'user', 'u${sign}', ${sign}, 1)`,
        );
      }
    });
    const store = await openStore(place);
    try {
      const where = { org: trustId<OrgId>("o") };
      expect(await store.page("unique_value", { where, limit: 9 })).toEqual([entry]);
      expect(await store.page("index_entry", { where, limit: 9 })).toEqual([entry]);
      const { entries } = await store.feed(where.org, store.feedStart, await store.feedHead(where.org), 9);
      expect(entries.map(({ object, change }) => [object, change])).toEqual([
        ["u1", "added"],
        ["u0", "changed"],
        ["u-1", "removed"],
      ]);
    } finally {
      await store.close();
    }
    const names =
      kind === "SQLite"
        ? "select name from sqlite_schema"
        : "select conname as name from pg_constraint union all select relname from pg_class";
    await inDatabase(place, async (run) => {
      const all = (await run(names)).map((row) => String(row["name"]));
      expect(all).toContain("unique_value");
      expect(all.filter((name) => /claim|object_key/.test(name))).toEqual([]);
    });
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("a database with two memories of refusals keeps the refused values, and asks the targets again", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 9);
      await run(`insert into provisioning (org, app, state, abilities, config_version, version)
        values ('o', 'a', 'on', '{"refusals":[{"path":"title"}]}', 1, 1)`);
      await run(`insert into target_refusal (org, app, object, part, value, fault, version, at)
        values ('o', 'a', 'u', 'title', '"Chief"', '{"kind":"invalid","code":"target.invalid","params":{}}', 1, 1)`);
    });
    const store = await openStore(place);
    try {
      const where = { org: trustId<OrgId>("o"), app: trustId<AppId>("a") };
      const kept = { object: "u", part: "title", value: "Chief", evidence_for: null };
      // One answer was enough until then: the value gets the attempts that are left.
      const retried = { answers: 1, parked: 0, retry_at: DAY_MS + 1 };
      expect(await store.page("target_refusal", { where, limit: 9 })).toMatchObject([
        { ...kept, ...retried },
      ]);
      expect(await store.page("due_change", { where, limit: 9 })).toMatchObject([
        { object: "u", due: DAY_MS + 1 },
      ]);
      expect(await store.get("provisioning", where)).toMatchObject({ state: "on", abilities: null });
    } finally {
      await store.close();
    }
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("an application from before seeds draws from its id, as it did", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 17);
      await run(`insert into application (org, id, name, name_key, connector, config, settings, version, target_version,
        created, modified) values ('o', 'a', 'A', 'a', 'scim', '{}', '{}', 1, 1, 1, 1)`);
    });
    const store = await openStore(place);
    try {
      const key = { org: trustId<OrgId>("o"), id: trustId<AppId>("a") };
      expect(await store.get("application", key)).toMatchObject({ name: "A", seed: "a" });
    } finally {
      await store.close();
    }
  });
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
function json(value: unknown): any {
  return typeof value === "string" ? JSON.parse(value) : value;
}

await overEveryStore(({ kind, newPlace }) => {
  test("assignments from before roles were part of the key keep theirs, and take further ones", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 17);
      await run(`insert into assignment (org, app, subject, subject_type, role, created)
        values ('o', 'a', '*', 'all', null, 1), ('o', 'a', 'u', 'user', 'admin', 2)`);
    });
    const store = await openStore(place);
    try {
      const where = { org: trustId<OrgId>("o"), app: trustId<AppId>("a") };
      const before = [
        { ...where, subject: "*", subject_type: "all", role: "", created: 1 },
        { ...where, subject: "u", subject_type: "user", role: "admin", created: 2 },
      ];
      expect(await store.page("assignment", { where, limit: 9 })).toEqual(before);
      const row = { ...where, subject: "u", subject_type: "user", role: "editor", created: 3 } as const;
      expect(await store.commit([{ op: "insert", table: "assignment", row }])).toMatchObject({
        kind: "committed",
      });
      expect(await store.count("assignment", { org: where.org, subject: "u" })).toBe(2);
    } finally {
      await store.close();
    }
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("a daily evaluation of everyone becomes one of each linked object", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 22);
      await run(
        "insert into due_change (org, app, due, object) values ('o', 'a', 7, '*'), ('o', 'a', 7, 'u'), ('o', 'b', 5, 'w')",
      );
      for (const object of ["u", "v"]) {
        await run(`insert into link (org, app, object, type, account, status, scope, provenance, projected, hash, version,
          created, modified) values ('o', 'a', '${object}', 'user', '${object}', 'complete', 'in', 'created', '{}', '', 1, 1, 1)`);
      }
    });
    const store = await openStore(place);
    try {
      const rows = await store.page("due_change", { where: { org: trustId<OrgId>("o") }, limit: 9 });
      expect(rows.map(({ app, due, object }) => [app, due, object])).toEqual([
        ["a", 7, "u"],
        ["a", 7, "v"],
        ["b", 5, "w"],
      ]);
    } finally {
      await store.close();
    }
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("users and staged users from before get the index entries that searches read", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 38);
      const doc = { userName: "ADA", displayName: "Ada L" };
      for (const [at, type, deleted] of [
        [1, "user", "null"],
        [2, "user", "7"],
        [3, "group", "null"],
      ] as const) {
        await run(`insert into object (org, id, type, version, created, modified, deleted, external, doc, search)
          values ('o', 'id-${at}', '${type}', 1, 1, 1, ${deleted}, '{}', '${JSON.stringify(doc)}', '{}')`);
      }
      await run(`insert into import_object (org, "import", type, line, key, name, name_key, new_id, hash, doc, search, entries)
        values ('o', 'i', 'user', 2, 'k', 'n', 'n', 'id', 'h', '{"userName":"Bob"}', '{}', '[["userName","bob",1]]')`);
    });
    const store = await openStore(place);
    try {
      const where = { org: trustId<OrgId>("o") };
      const value = "ada\nada l";
      expect(await store.page("index_entry", { where, limit: 9 })).toEqual([
        { ...where, type: "user", path: "search", value, id: "id-1" },
      ]);
      const [staged] = await store.page("import_object", { where, limit: 9 });
      expect(staged?.entries).toEqual([
        ["userName", "bob", 1],
        ["search", "bob", 0],
      ]);
    } finally {
      await store.close();
    }
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("records of the audit trail from before seals keep their content, and get places in the order of their ids", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 39);
      for (const id of ["b", "a", "c"]) {
        await run(`insert into audit (org, id, at, actor, service, category, activity, target, detail, seal)
          values ('o', '${id}', 5, 'system', 'admin', 'token', 'create', 't', '{"name":"${id}"}', null)`);
      }
    });
    const store = await openStore(place);
    try {
      const records = await store.auditAt({ after: 0, upto: 9, limit: 9 });
      const same = { at: 5, actor: "system", service: "admin", category: "token", activity: "create" };
      expect(records).toEqual(
        ["a", "b", "c"].map((id, at) => ({
          ...same,
          ...{ org: "o", id, target: "t", detail: { name: id }, place: at + 1 },
        })),
      );
      const { place: _, ...row } = records[0]!;
      await store.commit([{ op: "insert", table: "audit", row: { ...row, id: "d" } }]);
      expect(await store.newestAuditPlace()).toBe(4);
    } finally {
      await store.close();
    }
  });
});

await overEveryStore(({ kind, newPlace }) => {
  test("links from before histories begin theirs with themselves", async () => {
    const place = await newPlace();
    await inDatabase(place, async (run) => {
      await migrateTo(run, kind, 59);
      await run(
        `insert into link (org, app, object, type, account, status, scope, provenance, projected, hash, version, created, modified)
         values ('o', 'a', 'u', 'user', 'acc', 'complete', 'in', 'adopted', '{}', 'h', 3, 7, 9)`,
      );
    });
    const store = await openStore(place);
    const page = { where: { org: trustId<OrgId>("o"), app: trustId<AppId>("a") }, limit: 10 };
    expect(await store.page("link_event", page)).toEqual([
      {
        ...{ org: "o", app: "a", object: "u", id: "u", type: "user", account: "acc", at: 7 },
        ...{ kind: "adopted", actor: "system", cause: null, former: null },
      },
    ]);
    await store.close();
  });
});
