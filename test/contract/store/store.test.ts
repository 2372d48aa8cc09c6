import { describe, expect, test } from "vitest";
import { type AccountId, type AppId, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { Json } from "../../../src/core/json.ts";
import { NO_PLAN_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import type { ChangeSet, Write } from "../../../src/ports/store.ts";
import type { LinkRow } from "../../../src/ports/tables.ts";
import { directoryObject, id, insertLease, lease, putObject } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const APP = trustId<AppId>("app");
const COMMITTED = { kind: "committed" };

function link(org: OrgId, object: string, account: string): LinkRow {
  return {
    ...{ org, app: APP, object: id(object), type: "user", account: trustId<AccountId>(account) },
    ...{ status: "complete", scope: "in", provenance: "created", projected: { active: true }, hash: "h" },
    ...{ version: 1, created: 1, modified: 1 },
  };
}

await overEveryStore(({ store }) => {
  describe("commit", () => {
    const key = (org: OrgId, name = "a") => ({ org, name });

    /** What a write is told when the lease "a" is there at version 1 and "b" is not. */
    const CASES: readonly [string, (org: OrgId) => Write, "exists" | "stale" | undefined][] = [
      ["insert, free", (org) => insertLease(org, "b"), undefined],
      ["insert, taken", (org) => insertLease(org, "a"), "exists"],
      ["ensure, free", (org) => ({ op: "ensure", table: "lease", row: lease(org, "b") }), undefined],
      ["ensure, taken", (org) => ({ op: "ensure", table: "lease", row: lease(org, "a") }), undefined],
      ["upsert, free", (org) => ({ op: "upsert", table: "lease", row: lease(org, "b") }), undefined],
      ["upsert, taken", (org) => ({ op: "upsert", table: "lease", row: lease(org, "a") }), undefined],
      [
        "update, expected",
        (org) => ({
          op: "update",
          table: "lease",
          key: key(org),
          set: { version: 2 },
          expect: { version: 1 },
        }),
        undefined,
      ],
      [
        "update, another version",
        (org) => ({
          op: "update",
          table: "lease",
          key: key(org),
          set: { version: 3 },
          expect: { version: 2 },
        }),
        "stale",
      ],
      [
        "update, absent",
        (org) => ({ op: "update", table: "lease", key: key(org, "b"), set: { version: 2 } }),
        "stale",
      ],
      ["delete, there", (org) => ({ op: "delete", table: "lease", key: key(org) }), undefined],
      ["delete, absent", (org) => ({ op: "delete", table: "lease", key: key(org, "b") }), undefined],
      [
        "delete, expected",
        (org) => ({ op: "delete", table: "lease", key: key(org), expect: { version: 1, holder: "one" } }),
        undefined,
      ],
      [
        "delete, another version",
        (org) => ({ op: "delete", table: "lease", key: key(org), expect: { version: 2 } }),
        "stale",
      ],
      [
        "delete, expected but absent",
        (org) => ({ op: "delete", table: "lease", key: key(org, "b"), expect: {} }),
        "stale",
      ],
      [
        "require, equal",
        (org) => ({ op: "require", table: "lease", key: key(org), expect: { version: 1 } }),
        undefined,
      ],
      [
        "require, unequal",
        (org) => ({ op: "require", table: "lease", key: key(org), expect: { version: 2 } }),
        "stale",
      ],
      [
        "require, absent and is",
        (org) => ({ op: "require", table: "lease", key: key(org, "b"), expect: "absent" }),
        undefined,
      ],
      [
        "require, absent and is not",
        (org) => ({ op: "require", table: "lease", key: key(org), expect: "absent" }),
        "stale",
      ],
      [
        "requireNone, and there is none",
        (org) => ({ op: "requireNone", table: "lease", where: { org, holder: "nobody" } }),
        undefined,
      ],
      [
        "requireNone, and there is one",
        (org) => ({ op: "requireNone", table: "lease", where: { org, name: "a", holder: "one" } }),
        "stale",
      ],
      [
        "requireNone of what was written just before",
        (org) => ({ op: "requireNone", table: "lease", where: { org, name: "witness" } }),
        "stale",
      ],
    ];

    test.each(CASES)("%s", async (_name, write, reason) => {
      const org = newOrg();
      await store().commit([insertLease(org, "a")]);
      const outcome = await store().commit([
        insertLease(org, "witness"),
        write(org),
        insertLease(org, "last"),
      ]);
      expect(outcome).toEqual(reason === undefined ? COMMITTED : { kind: "conflict", index: 1, reason });
      const witnesses = await store().page("lease", { where: { org, name: "witness" }, limit: 10 });
      expect(witnesses).toHaveLength(reason === undefined ? 1 : 0);
    });

    test("what each write leaves behind", async () => {
      const org = newOrg();
      const read = (name: string) => store().get("lease", key(org, name));
      await store().commit([insertLease(org, "a"), insertLease(org, "b"), insertLease(org, "c")]);
      await store().commit([
        { op: "ensure", table: "lease", row: lease(org, "a", { holder: "two" }) },
        { op: "upsert", table: "lease", row: lease(org, "b", { holder: "two", version: 7 }) },
        { op: "update", table: "lease", key: key(org, "c"), set: { expires: 5 } },
      ]);
      expect(await read("a")).toEqual(lease(org, "a"));
      expect(await read("b")).toEqual(lease(org, "b", { holder: "two", version: 7 }));
      expect(await read("c")).toEqual(lease(org, "c", { expires: 5 }));
      await store().commit([{ op: "delete", table: "lease", key: key(org, "a") }]);
      expect(await read("a")).toBeUndefined();
    });

    test("a second unique key refuses as the first does", async () => {
      const org = newOrg();
      const put = (object: string, account: string, op: "insert" | "ensure" | "upsert" = "insert") =>
        store().commit([{ op, table: "link", row: link(org, object, account) }]);
      const exists = { kind: "conflict", index: 0, reason: "exists" };
      expect(await put("ada", "1")).toEqual(COMMITTED);
      for (const op of ["insert", "ensure", "upsert"] as const)
        expect(await put("bob", "1", op)).toEqual(exists);
      expect(await put("bob", "2")).toEqual(COMMITTED);
      const moved = await store().commit([
        {
          op: "update",
          table: "link",
          key: link(org, "bob", "2"),
          set: { account: trustId<AccountId>("1") },
        },
      ]);
      expect(moved).toEqual(exists);
    });

    test("upserts and ensures of rows that have nothing but a key", async () => {
      const org = newOrg();
      const row = { org, app: APP, group_id: id("g"), member_id: id("m") };
      const both: ChangeSet = [
        { op: "upsert", table: "link_member", row },
        { op: "ensure", table: "link_member", row },
      ];
      expect(await store().commit(both)).toEqual(COMMITTED);
      expect(await store().commit(both)).toEqual(COMMITTED);
      expect(await store().count("link_member", { org })).toBe(1);
    });

    test("a row written twice in one change set", async () => {
      const org = newOrg();
      const twice = (op: "insert" | "upsert"): ChangeSet =>
        [1, 2].map((version) => ({ op, table: "lease", row: lease(org, "a", { version }) }));
      expect(await store().commit(twice("insert"))).toEqual({ kind: "conflict", index: 1, reason: "exists" });
      expect(await store().commit(twice("upsert"))).toEqual(COMMITTED);
      expect(await store().get("lease", key(org))).toEqual(lease(org, "a", { version: 2 }));
    });

    test("the place of a refusal among many rows alike", async () => {
      const org = newOrg();
      await store().commit([insertLease(org, "n3")]);
      const changes = Array.from({ length: 6 }, (_, n) => insertLease(org, `n${n}`));
      expect(await store().commit(changes)).toEqual({ kind: "conflict", index: 3, reason: "exists" });
      expect(await store().count("lease", { org })).toBe(1);
    });

    test("a change set of thousands of rows is written whole or not at all, beside others", async () => {
      const org = newOrg();
      const many = Array.from({ length: 4_500 }, (_, at) => insertLease(org, `long${at}`));
      const twice = [...many, insertLease(org, "long3")];
      expect(await store().commit(twice)).toEqual({ kind: "conflict", index: many.length, reason: "exists" });
      expect(await store().count("lease", { org })).toBe(0);
      const together = [[insertLease(org, "a"), ...many], [insertLease(org, "b")]];
      expect(await Promise.all(together.map(store().commit))).toEqual([COMMITTED, COMMITTED]);
      expect(await store().count("lease", { org })).toBe(many.length + 2);
      const late = [...many.map((_, at) => insertLease(org, `late${at}`)), insertLease(org, "a")];
      expect(await store().commit(late)).toEqual({ kind: "conflict", index: many.length, reason: "exists" });
      expect(await store().count("lease", { org })).toBe(many.length + 2);
    });

    test("nothing to write is committed", async () => {
      expect(await store().commit([])).toEqual(COMMITTED);
    });

    test("each of many at once is accepted or refused by itself, and can be read when acknowledged", async () => {
      const org = newOrg();
      await store().commit([insertLease(org, "taken")]);
      const outcomes = await Promise.all(
        Array.from({ length: 60 }, async (_, n) => {
          const isRefused = n % 7 === 3;
          const outcome = await store().commit([
            insertLease(org, `x${n}`),
            ...(isRefused ? [insertLease(org, "taken")] : []),
          ]);
          return { outcome, isRefused, row: await store().get("lease", key(org, `x${n}`)) };
        }),
      );
      for (const { outcome, isRefused, row } of outcomes) {
        expect(outcome.kind).toBe(isRefused ? "conflict" : "committed");
        expect(row === undefined).toBe(isRefused);
      }
    });

    test("of many that expect the same version, exactly one wins; counting up so loses no count", async () => {
      const org = newOrg();
      await store().commit([{ op: "insert", table: "lease", row: lease(org, "count", { version: 0 }) }]);
      const increment = async (from: number) =>
        store().commit([
          {
            op: "update",
            table: "lease",
            key: key(org, "count"),
            set: { version: from + 1 },
            expect: { version: from },
          },
        ]);
      for (let round = 0; round < 5; round += 1) {
        const outcomes = await Promise.all(Array.from({ length: 12 }, () => increment(round)));
        expect(outcomes.filter(({ kind }) => kind === "committed")).toHaveLength(1);
      }
      expect(await store().get("lease", key(org, "count"))).toMatchObject({ version: 5 });
    });

    test("of many that require what the others write, one at most gets through", async () => {
      const org = newOrg();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          store().commit([
            { op: "require", table: "lease", key: key(org, "only"), expect: "absent" },
            insertLease(org, `by-${n}`),
            { op: "upsert", table: "lease", row: lease(org, "only") },
          ]),
        ),
      );
      expect(outcomes.filter(({ kind }) => kind === "committed")).toHaveLength(1);
      expect(await store().count("lease", { org })).toBe(2);
    });

    test("a change set that the database cannot take rejects, and spares those beside it", async () => {
      const org = newOrg();
      const broken = { ...lease(org, "broken"), holder: null } as unknown as ReturnType<typeof lease>;
      const outcomes = await Promise.allSettled([
        store().commit([insertLease(org, "before")]),
        store().commit([insertLease(org, "with"), { op: "insert", table: "lease", row: broken }]),
        store().commit([insertLease(org, "after")]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(outcomes[1]).toMatchObject({ reason: { code: "store.write-failed" } });
      const rows = await store().page("lease", { where: { org }, limit: 10 });
      expect(rows.map(({ name }) => name)).toEqual(["after", "before"]);
    });
  });

  test("a value whose text was made already is stored like any other", async () => {
    const org = newOrg();
    const [first, second] = [{ displayName: 'ᚠ "a"' }, { displayName: "b", active: false }];
    const row = { ...directoryObject(org, "a", "user", { doc: first }), search: {} };
    const texts = (doc: Json) => ({ doc: JSON.stringify(doc) });
    expect(await store().commit([{ op: "insert", table: "object", row, texts: texts(first) }])).toEqual(
      COMMITTED,
    );
    expect(await store().get("object", { org, id: id("a") })).toMatchObject({ doc: first });
    const set = { doc: second, search: {}, version: 2 };
    const key = { org, id: id("a") };
    expect(await store().commit([{ op: "update", table: "object", key, set, texts: texts(second) }])).toEqual(
      COMMITTED,
    );
    expect(await store().get("object", key)).toMatchObject({ doc: second, external: {}, version: 2 });
  });

  describe("reading", () => {
    test("JSON, text and null come back as they were", async () => {
      const org = newOrg();
      const doc = {
        empty: {},
        list: [1, "zwei", null, [true, { π: 3.25, big: 9_007_199_254_740_991 }]],
        text: `"quotes" 'apostrophes' \\ back\nslash — 名前 Ünïcode 𝒳 🙂`,
        deep: { a: { b: { c: { d: [] } } } },
        negative: -0.5,
        "key.with $ signs": "$1 ? :x",
      };
      const row = directoryObject(org, "zoë", "user", { doc, external: { "p-1": "Ünö" }, deleted: 5 });
      await store().commit([{ op: "insert", table: "object", row: { ...row, search: { a: "never read" } } }]);
      expect(await store().get("object", row)).toStrictEqual(row);
      await store().commit([
        { op: "update", table: "object", key: row, set: { doc: { a: 1 }, search: { a: 1 }, deleted: null } },
      ]);
      expect(await store().get("object", row)).toStrictEqual({ ...row, doc: { a: 1 }, deleted: null });
    });

    test.each<[string, Json]>([
      ["null", null],
      ["a list", [{ code: "in-scope", params: {} }]],
      ["a text", "text"],
      ["a number that looks like text", "12"],
      ["false", false],
    ])("a JSON column that holds %s", async (_name, mappings) => {
      const org = newOrg();
      const row = {
        ...{ org, id: APP, name: "a", name_key: "a", connector: "scim", config: {}, secret: null },
        ...{
          mappings: mappings as never,
          scopes: mappings as never,
          roles: mappings as never,
          settings: {},
          template: null,
          template_mappings: null,
          seed: "0f",
          version: 1,
          target_version: 1,
          created: 1,
          modified: 1,
        },
      };
      await store().commit([{ op: "insert", table: "application", row }]);
      expect(await store().get("application", row)).toStrictEqual(row);
    });

    test("a row whose typed JSON is damaged is an error, not an empty row", async () => {
      const org = newOrg();
      const key = { org, id: trustId<never>("p") };
      const row = {
        ...{ ...key, app: APP, kind: "initial" as const, state: "planned" as const, created: 1 },
        ...{ config_version: 1, watermark: null, upto: null, hash: null, counts: NO_PLAN_COUNTS },
        notes: "none" as never,
        attributes: [],
        sending: null,
      };
      await store().commit([{ op: "insert", table: "plan", row }]);
      await expect(store().get("plan", key)).rejects.toThrow("plan.notes is not a list");
    });

    test("where, among and count", async () => {
      const org = newOrg();
      await store().commit([
        putObject(org, "ada", "user"),
        putObject(org, "bob", "user", { deleted: 9 }),
        putObject(org, "eve", "user", { version: 4 }),
        putObject(org, "all", "group"),
      ]);
      const idsOf = async (...page: Parameters<typeof ask>) => (await ask(...page)).map((row) => row.id);
      const ask = (where: object, more: object = {}) =>
        store().page("object", { where: { org, ...where }, limit: 10, ...more });
      expect(await idsOf({ type: "user" })).toEqual(["ada", "bob", "eve"]);
      expect(await idsOf({ type: "user", deleted: null })).toEqual(["ada", "eve"]);
      expect(await idsOf({}, { among: { column: "id", values: ["eve", "all", "nobody"] } })).toEqual([
        "all",
        "eve",
      ]);
      expect(await idsOf({}, { among: { column: "version", values: [4, 5] } })).toEqual(["eve"]);
      expect(await idsOf({}, { among: { column: "id", values: [] } })).toEqual([]);
      const many = Array.from({ length: 40_000 }, (_, n) => `x${n}`);
      expect(await idsOf({}, { among: { column: "id", values: [...many, "ada"] } })).toEqual(["ada"]);
      expect(await store().count("object", { org, type: "user" })).toBe(3);
      expect(await store().count("object", { org, deleted: null })).toBe(3);
      expect(await store().count("object", { org: newOrg() })).toBe(0);
    });

    test.each([0, -1, 1.5, 10_001])("a limit of %s is refused", async (limit) => {
      await expect(store().page("lease", { where: {}, limit })).rejects.toThrow(RangeError);
    });

    test("nothing of another organization is seen or touched", async () => {
      const [mine, other] = [newOrg(), newOrg()];
      await store().commit([insertLease(mine, "a")]);
      await store().commit([{ op: "delete", table: "lease", key: { org: other, name: "a" } }]);
      expect(await store().get("lease", { org: other, name: "a" })).toBeUndefined();
      expect(await store().get("lease", { org: mine, name: "a" })).toEqual(lease(mine, "a"));
    });
  });
});
