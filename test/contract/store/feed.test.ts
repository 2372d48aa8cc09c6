import pg from "pg";
import { describe, expect, test } from "vitest";
import { type AppId, type OrgId, type StepId, trustId } from "../../../src/core/ids.ts";
import type { ExchangeRow, ProvisioningLogRow } from "../../../src/ports/cycle-tables.ts";
import type { ObjectSelector, Store } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { feedRow, id, insertLease, putAssignment, putFeed, putMember, putObject } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const APP = trustId<AppId>("app");

/** Reads on from a cursor to the head, a few entries at a time. */
async function readOn(store: Store, org: OrgId, from: string, limit = 7) {
  const objects: string[] = [];
  let cursor = from;
  const head = await store.feedHead(org);
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page = await store.feed(org, cursor, head, limit);
    if (page.entries.length === 0) return { objects, cursor };
    objects.push(...page.entries.map(({ object }) => object));
    cursor = page.cursor;
  }
  throw new Error("the feed does not end");
}

await overEveryStore(({ kind, store, newPlace }) => {
  describe("feed", () => {
    test("entries come back whole, in order, and not beyond the head asked for", async () => {
      const org = newOrg();
      const start = await store().feedHead(org);
      await store().commit(putFeed(org, "a", "b", "c"));
      const head = await store().feedHead(org);
      const detail = '{"member":"group"}';
      const joined = {
        org,
        kind: "member",
        object: "g",
        other: "a",
        change: "added",
        at: 5,
        detail,
      } as const;
      await store().commit([{ op: "insert", table: "feed", row: joined }, ...putFeed(newOrg(), "x")]);
      const first = await store().feed(org, start, head, 10);
      const cursors = first.entries.map(({ cursor }) => cursor);
      expect(first).toStrictEqual({
        entries: ["a", "b", "c"].map((object, at) => {
          return { ...feedRow(org, object), detail: null, cursor: cursors[at] };
        }),
        cursor: head,
      });
      expect(cursors.at(-1)).toBe(head);
      expect((await store().feed(org, cursors[0]!, head, 1)).cursor).toBe(cursors[1]);
      const rest = await store().feed(org, head, await store().feedHead(org), 10);
      expect(rest.entries).toStrictEqual([{ ...joined, cursor: rest.cursor }]);
      expect(await store().feed(org, rest.cursor, await store().feedHead(org), 10)).toEqual({
        entries: [],
        cursor: rest.cursor,
      });
    });

    test("a refused change set leaves no entry", async () => {
      const org = newOrg();
      await store().commit([insertLease(org, "a")]);
      await store().commit([...putFeed(org, "x"), insertLease(org, "a")]);
      expect((await readOn(store(), org, await store().feedHead(newOrg()))).objects).toEqual([]);
    });

    test("a reader beside many writers misses nothing and sees nothing twice", async () => {
      const org = newOrg();
      let cursor = await store().feedHead(org);
      const seen: string[] = [];
      let isWriting = true;
      const reading = (async () => {
        for (let rounds = 0; rounds < 10_000 && isWriting; rounds += 1) {
          const read = await readOn(store(), org, cursor, 3);
          seen.push(...read.objects);
          cursor = read.cursor;
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          for (let n = 0; n < 25; n += 1)
            await store().commit(putFeed(org, `${writer}:${n}a`, `${writer}:${n}b`));
        }),
      );
      isWriting = false;
      await reading;
      seen.push(...(await readOn(store(), org, cursor, 50)).objects);
      expect(seen).toHaveLength(400);
      for (let writer = 0; writer < 8; writer += 1) {
        const own = seen.filter((object) => object.startsWith(`${writer}:`));
        expect(own).toEqual(
          Array.from({ length: 25 }, (_, n) => [`${writer}:${n}a`, `${writer}:${n}b`]).flat(),
        );
      }
    });
  });

  if (kind === "PostgreSQL") {
    test("an entry of a transaction that began earlier and ends later is not jumped over", async () => {
      const place = await newPlace();
      if (!("url" in place)) throw new Error("not a PostgreSQL place");
      const opened = await openStore(place);
      const org = newOrg();
      const slow = new pg.Client({ connectionString: place.url });
      await slow.connect();
      await slow.query("begin");
      await slow.query(
        "insert into feed (org, kind, object, change, at) values ($1, 'user', 'slow', 'changed', 1)",
        [org],
      );
      await opened.commit(putFeed(org, "quick"));
      const early = await readOn(opened, org, "0:0");
      await slow.query("commit");
      await slow.end();
      const late = await readOn(opened, org, early.cursor);
      expect([...early.objects, ...late.objects]).toEqual(["slow", "quick"]);
      await opened.close();
    });
  }

  describe("scope", () => {
    const pathsOf = (org: OrgId, ...ids: string[]) => reached("nested", org, ids);
    const reached = async (reach: "nested" | "immediate", org: OrgId, ids: readonly string[]) =>
      (await store().scopePaths(org, APP, ids.map(id), { reach })).map(
        ({ object, subject, role }) => `${object} by ${subject}${role === "" ? "" : ` as ${role}`}`,
      );

    /** ada in staff in company; company and club in each other; bob in club; eve in nothing. */
    async function company(): Promise<OrgId> {
      const org = newOrg();
      await store().commit([
        ...["ada", "bob", "eve"].map((name) => putObject(org, name, "user")),
        ...["staff", "company", "club"].map((name) => putObject(org, name, "group")),
        putMember(org, "staff", "ada"),
        putMember(org, "company", "staff", "group"),
        putMember(org, "company", "club", "group"),
        putMember(org, "club", "company", "group"),
        putMember(org, "club", "bob"),
        putMember(org, "club", "club", "group"),
      ]);
      return org;
    }

    test("users come in through groups at any depth, cycles allowed; groups by their own assignment", async () => {
      const org = await company();
      await store().commit([
        putAssignment(org, APP, "company", { role: "reader" }),
        putAssignment(org, APP, "staff", {}),
        putAssignment(org, APP, "eve", { subject_type: "user" }),
        putAssignment(org, "another", "club", {}),
      ]);
      expect(await pathsOf(org, "ada", "bob", "eve", "staff", "company", "club", "nobody")).toEqual([
        "ada by company as reader",
        "ada by staff",
        "bob by company as reader",
        "company by company as reader",
        "eve by eve",
        "staff by staff",
      ]);
      expect(await pathsOf(org)).toEqual([]);
    });

    test("with the reach immediate, only the members of the assigned group itself come in", async () => {
      const org = await company();
      await store().commit([
        putAssignment(org, APP, "company", { role: "reader" }),
        putAssignment(org, APP, "staff", {}),
        putMember(org, "company", "eve"),
      ]);
      expect(await reached("immediate", org, ["ada", "bob", "eve", "staff", "company", "club"])).toEqual([
        "ada by staff",
        "company by company as reader",
        "eve by company as reader",
        "staff by staff",
      ]);
    });

    test("no way leads through a group that is left out", async () => {
      const org = await company();
      await store().commit([putAssignment(org, APP, "company", {}), putAssignment(org, APP, "staff", {})]);
      const without = async (group: string, member?: string) => {
        const lost = { group: id(group), member: member === undefined ? undefined : id(member) };
        const ways = { reach: "nested", without: lost } as const;
        const paths = await store().scopePaths(org, APP, [id("ada")], ways);
        return paths.map(({ subject }) => subject);
      };
      expect(await without("staff")).toEqual([]);
      expect(await without("company")).toEqual(["staff"]);
      expect(await without("club")).toEqual(["company", "staff"]);
      expect(await without("company", "staff")).toEqual(["staff"]);
      expect(await without("staff", "ada")).toEqual([]);
      expect(await without("staff", "eve")).toEqual(["company", "staff"]);
    });

    test("everyone is every user and every group, once", async () => {
      const org = await company();
      await store().commit([putAssignment(org, APP, "*", { subject_type: "all" })]);
      expect(await store().scopePaths(org, APP, [id("ada"), id("club")], { reach: "nested" })).toStrictEqual([
        { object: "ada", subject: "*", subject_type: "all", role: "" },
        { object: "club", subject: "*", subject_type: "all", role: "" },
      ]);
    });

    test("a deleted group brings nobody in; a deleted user still has a path", async () => {
      const org = await company();
      const softDelete = (name: string) =>
        store().commit([{ op: "update", table: "object", key: { org, id: id(name) }, set: { deleted: 5 } }]);
      await store().commit([putAssignment(org, APP, "company", {})]);
      await softDelete("ada");
      expect(await pathsOf(org, "ada")).toEqual(["ada by company"]);
      await softDelete("staff");
      expect(await pathsOf(org, "ada")).toEqual([]);
    });

    test("users below a group, page by page", async () => {
      const org = await company();
      await store().commit([putMember(org, "staff", "bob"), putMember(org, "company", "eve")]);
      const below = (group: string, after?: string, limit = 10) =>
        store().usersBelow(org, id(group), after === undefined ? undefined : id(after), limit);
      expect(await below("company")).toEqual(["ada", "bob", "eve"]);
      expect(await below("company", undefined, 2)).toEqual(["ada", "bob"]);
      expect(await below("company", "bob", 2)).toEqual(["eve"]);
      expect(await below("staff")).toEqual(["ada", "bob"]);
      expect(await below("nothing")).toEqual([]);
    });

    test("the groups that objects are in, by member and group", async () => {
      const org = await newOrg();
      const deleted = putObject(org, "closed", "group", { deleted: 1 });
      const nameless = putObject(org, "nameless", "group", { doc: {} });
      await store().commit([putObject(org, "b", "group"), putObject(org, "a", "group"), deleted, nameless]);
      await store().commit(
        ["b", "a", "closed", "nameless"]
          .map((group) => putMember(org, group, "ada"))
          .concat(putMember(org, "b", "bob")),
      );
      const held = (...members: string[]) => store().groupsOf(org, members.map(id));
      const isNested = false;
      const adas = [
        { member: "ada", id: "a", name: "a", isNested },
        { member: "ada", id: "b", name: "b", isNested },
        { member: "ada", id: "nameless", name: null, isNested },
      ];
      expect(await held("ada")).toEqual(adas);
      const bobs = { member: "bob", id: "b", name: "b", isNested };
      expect(await held("bob", "eve", "ada")).toEqual([...adas, bobs]);
      await store().commit([putMember(org, "a", "b")]);
      expect(await held("bob")).toEqual([{ ...bobs, isNested: true }]);
      expect(await held("eve")).toEqual([]);
      expect(await held()).toEqual([]);
    });

    test("objects with their groups and the text of their documents", async () => {
      const org = await newOrg();
      await store().commit([
        ...["ada", "bob", "eve"].map((name) => putObject(org, name, "user", { doc: { userName: name } })),
        putObject(org, "gone", "user", { deleted: 1 }),
        ...["b", "a"].map((group) => putObject(org, group, "group")),
        putObject(org, "closed", "group", { deleted: 1 }),
        ...["b", "a", "closed"].map((group) => putMember(org, group, "ada")),
        putMember(org, "b", "a"),
        {
          op: "insert",
          table: "unique_value",
          row: { org, type: "user", path: "userName", value: "x", id: id("bob") },
        },
      ]);
      const read = async (which: ObjectSelector, withGroups = true) =>
        (await store().readObjects(org, "user", which, withGroups)).map(({ text, ...object }) => {
          return { ...object, doc: JSON.parse(text) };
        });
      const isNested = [true, false];
      const adas = ["a", "b"].map((name, at) => ({ id: name, name, isNested: isNested[at] }));
      const [ada] = await read({ kind: "id", id: id("ada") });
      expect(ada).toEqual({ ...(await store().get("object", { org, id: id("ada") })), groups: adas });
      expect(await read({ kind: "id", id: id("ada") }, false)).toEqual([{ ...ada, groups: undefined }]);
      for (const other of ["gone", "a", "nobody"])
        expect(await read({ kind: "id", id: id(other) })).toEqual([]);
      const holderOf = (value: string) => read({ kind: "unique-value", path: "userName", value });
      expect((await holderOf("x")).map((each) => [each.id, each.groups])).toEqual([["bob", []]]);
      expect(await holderOf("y")).toEqual([]);
      const behind = async (after: string | undefined, limit: number) =>
        (await read({ kind: "after", after: after === undefined ? undefined : id(after), limit })).map(
          (each) => each.id,
        );
      expect(await behind(undefined, 2)).toEqual(["ada", "bob"]);
      expect(await behind("bob", 2)).toEqual(["eve"]);
    });
  });

  describe("logs", () => {
    function logRow(org: OrgId, n: number, more: Partial<ProvisioningLogRow>): ProvisioningLogRow {
      return {
        ...{ org, id: `l${n}`, app: APP, cycle: trustId<ProvisioningLogRow["cycle"]>("c"), step: null },
        ...{
          object: id(`o${n}`),
          type: "user",
          name: "n",
          account: null,
          action: "disable",
          status: "success",
        },
        ...{ reasons: [], changes: [], approved: 0, waited_ms: null, fault: null, at: 100 },
        ...more,
      };
    }

    test("successful disables and deletes of one type since a time are counted", async () => {
      const org = newOrg();
      const rows: Partial<ProvisioningLogRow>[] = [
        {},
        { action: "delete", at: 150 },
        { at: 99 },
        { action: "update" },
        { status: "failure" },
        { type: "group" },
        { app: trustId<AppId>("another") },
        { approved: 1 },
      ];
      await store().commit(
        rows.map((more, n) => ({ op: "insert", table: "provisioning_log", row: logRow(org, n, more) })),
      );
      expect(await store().deprovisionedSince(org, APP, "user", 100)).toBe(2);
      expect(await store().deprovisionedSince(org, APP, "group", 100)).toBe(1);
      expect(await store().deprovisionedSince(org, APP, "user", 151)).toBe(0);
    });

    test("the accounts that got another value of an attribute since a time are counted, each once", async () => {
      const org = newOrg();
      const since = 1_700_000_000_000;
      const renamed = {
        changes: [
          { path: "title", from: "a", to: "b" },
          { path: 'x[type eq "y"]', from: 1, to: null },
        ],
      };
      const log: Partial<ProvisioningLogRow>[] = [
        renamed,
        { ...renamed, object: id("o0") },
        { changes: [{ path: "title", from: null, to: "b" }] },
        { changes: [{ path: "other", from: "a", to: '"path":"title"' }] },
        { ...renamed, status: "failure" },
        { ...renamed, type: "group" },
        { ...renamed, at: since - 1 },
        { ...renamed, action: "create" },
        { ...renamed, approved: 1 },
      ];
      const rows = log.map((more, n): ProvisioningLogRow => {
        const { at = since } = more;
        const time = at.toString(16).padStart(12, "0");
        const key = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000000${n}`;
        return { ...logRow(org, n, { action: "update", ...more }), at, id: key };
      });
      await store().commit(rows.map((row) => ({ op: "insert", table: "provisioning_log", row })));
      const count = (path: string, from: number) =>
        store().rewrittenSince(org, APP, { type: "user", path, since: from });
      expect(await count("title", since)).toBe(1);
      expect(await count("title", since - 1)).toBe(2);
      expect(await count('x[type eq "y"]', since)).toBe(1);
      expect(await count("other", since)).toBe(1);
      expect(await count("userName", since)).toBe(0);
    });

    test("trimming keeps the newest exchanges of those that went well, and of those that failed", async () => {
      const org = newOrg();
      const exchange = (n: number, app: AppId): ExchangeRow => ({
        ...{ org, id: `${app}${n}`, app, step: trustId<StepId>("s"), at: n, ms: 1, method: "GET", url: "/" },
        ...{ status: 200, ok: n % 3 === 0 ? 0 : 1, request: {}, response: {} },
      });
      const other = trustId<AppId>("other");
      const rows = Array.from({ length: 9 }, (_, n) => [exchange(n, APP), exchange(n, other)]).flat();
      await store().commit(rows.map((row) => ({ op: "insert", table: "exchange", row })));
      const left = async () =>
        (await store().page("exchange", { where: { org, app: APP }, limit: 20 })).map(({ id }) => id);
      await store().trimExchanges(org, APP, { good: 2, failed: 3 });
      expect(await left()).toEqual(["app0", "app3", "app6", "app7", "app8"]);
      await store().trimExchanges(org, APP, { good: 2, failed: 1 });
      expect(await left()).toEqual(["app6", "app7", "app8"]);
      expect(await store().count("exchange", { org, app: other })).toBe(9);
      await store().trimExchanges(org, APP, { good: 2, failed: 1 });
      expect(await store().count("exchange", { org, app: APP })).toBe(3);
      await store().trimExchanges(org, APP, { good: 9, failed: 0 });
      expect(await left()).toEqual(["app7", "app8"]);
    });
  });
});
