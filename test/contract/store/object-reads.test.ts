import fc from "fast-check";
import { expect, test } from "vitest";
import type { ObjectId, OrgId } from "../../../src/core/ids.ts";
import type { ObjectSnapshot, Store, Write } from "../../../src/ports/store.ts";
import { id, putMember, putObject } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const USERS = ["u1", "u2", "u3"];
const GROUPS = ["g1", "g2", "g3"];
const NAMES = ["a", "b"];

type Change =
  | { readonly kind: "rename" | "delete" | "restore" | "remove"; readonly who: string; readonly name: string }
  | { readonly kind: "join" | "leave"; readonly who: string; readonly group: string }
  | { readonly kind: "hold" | "release"; readonly who: string; readonly name: string };

const someone = fc.constantFrom(...USERS, ...GROUPS);
const name = fc.constantFrom(...NAMES);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("rename", "delete", "restore", "remove"),
    who: someone,
    name,
  }),
  fc.record({ kind: fc.constantFrom("join", "leave"), who: someone, group: fc.constantFrom(...GROUPS) }),
  fc.record({ kind: fc.constantFrom("hold", "release"), who: fc.constantFrom(...USERS), name }),
);

/** Some changes at once, and how many times everything is read just before and before they are settled. */
const turns = fc.array(
  fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 3 }), early: fc.nat(2) }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

function typeOf(who: string): "user" | "group" {
  return who.startsWith("u") ? "user" : "group";
}

function writesOf(org: OrgId, change: Change): readonly Write[] {
  const { who } = change;
  const key = { org, id: id(who) };
  const set = (values: object): Write => ({ op: "update", table: "object", key, set: values });
  switch (change.kind) {
    case "rename":
      return [set({ doc: { displayName: change.name }, version: 2 })];
    case "delete":
      return [set({ deleted: 1 })];
    case "restore":
      return [set({ deleted: null })];
    case "remove":
      return [{ op: "delete", table: "object", key }, putObject(org, who, typeOf(who))];
    case "join":
      return [{ ...putMember(org, change.group, who, typeOf(who)), op: "upsert" } as Write];
    case "leave":
      return [
        { op: "delete", table: "membership", key: { org, group_id: id(change.group), member_id: id(who) } },
      ];
    case "hold":
      return [
        { op: "upsert", table: "unique_value", row: { ...userNameKey(org, change.name), id: id(who) } },
      ];
    case "release":
      return [{ op: "delete", table: "unique_value", key: userNameKey(org, change.name) }];
  }
}

function userNameKey(org: OrgId, value: string) {
  return { org, type: "user", path: "userName", value } as const;
}

/** Everything as single reads show it, which may be remembered. */
async function single(store: Store, org: OrgId): Promise<unknown> {
  const one = async (who: string) =>
    store.readObjects(org, typeOf(who), { kind: "id", id: id(who) }, typeOf(who) === "user");
  const holder = async (value: string) =>
    store.readObjects(org, "user", { kind: "unique-value", path: "userName", value }, true);
  return {
    objects: (await Promise.all([...USERS, ...GROUPS].map(one))).flat(),
    holders: await Promise.all(NAMES.map(holder)),
  };
}

/** The same as pages show it, which never is. */
async function paged(store: Store, org: OrgId): Promise<unknown> {
  const page = (type: "user" | "group") =>
    store.readObjects(org, type, { kind: "after", after: undefined, limit: 10 }, type === "user");
  const users = await page("user");
  const byId = new Map<ObjectId, ObjectSnapshot>(users.map((user) => [user.id, user]));
  const holder = async (value: string) => {
    const held = await store.get("unique_value", userNameKey(org, value));
    const user = held && byId.get(held.id);
    return user === undefined ? [] : [user];
  };
  return { objects: [...users, ...(await page("group"))], holders: await Promise.all(NAMES.map(holder)) };
}

await overEveryStore(({ store }) => {
  test("what is remembered of an object is what is stored of it", async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (all) => {
        const org = await newOrg();
        await store().commit([...USERS, ...GROUPS].map((who) => putObject(org, who, typeOf(who))));
        await single(store(), org);
        for (const { changes, early } of all) {
          const before = Array.from({ length: early }, () => single(store(), org));
          const settled = changes.map((each) => store().commit(writesOf(org, each)));
          const meanwhile = Array.from({ length: early }, () => single(store(), org));
          await Promise.all([...before, ...settled, ...meanwhile]);
          const shown = await single(store(), org);
          expect(shown).toEqual(await paged(store(), org));
          expect(await single(store(), org)).toEqual(shown);
        }
      }),
      { numRuns: 60 },
    );
  });
});
