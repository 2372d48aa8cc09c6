import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../../../src/app/deps.ts";
import { type Caller, DIRECTORY_LIMITS, type Directory } from "../../../src/app/directory/directory.ts";
import { readRelationships } from "../../../src/app/directory/query/read-relationships.ts";
import { filterSubjectOf } from "../../../src/app/directory/view.ts";
import type { DirectoryType } from "../../../src/app/resource-types/directory-type.ts";
import { GROUPS, OrgTypes, USERS } from "../../../src/app/resource-types/directory-type.ts";
import { type ObjectId, type OrgId, type TokenId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Filter } from "../../../src/core/scim/filter/ast.ts";
import { bindFilter } from "../../../src/core/scim/filter/bind.ts";
import { matches } from "../../../src/core/scim/filter/evaluate.ts";
import { parseFilter } from "../../../src/core/scim/filter/parse.ts";
import { printFilter } from "../../../src/core/scim/filter/print.ts";
import { searchDocument } from "../../../src/core/scim/index/search-document.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import type { Found, ObjectSearch } from "../../../src/ports/search.ts";
import type { Store, Write } from "../../../src/ports/store.ts";
import type { ObjectRow } from "../../../src/ports/tables.ts";
import {
  anyGroupDocument,
  anyRowValues,
  anyThingDocument,
  anyUserDocument,
  BASE_URL,
  idAt,
  PRINCIPAL,
  THING,
} from "../store/search-cases.ts";
import { anyGroupFilter, anyThingFilter, anyUserFilter } from "../store/search-filters.ts";
import { newOrg, overEveryStore } from "../store/stores.ts";

const THINGS: DirectoryType = {
  resource: THING,
  kind: "custom:thing",
  auditCategory: "ResourceManagement",
  typesVersion: 0,
  defaults: {},
};
const TYPES = new OrgTypes([USERS, GROUPS, THINGS]);

function callerOf(org: OrgId): Caller {
  const actor: Actor = {
    ...{
      org,
      tokenId: trustId<TokenId>("t"),
      name: "t",
      principal: PRINCIPAL,
      profile: null,
      issuedTo: null,
      requestsPerSecond: null,
    },
    kind: "scim",
  };
  return { actor, types: TYPES, profile: GENERIC, baseUrl: BASE_URL };
}

function searchOf(org: OrgId, type: DirectoryType, more: Partial<ObjectSearch>): ObjectSearch {
  return {
    org,
    kind: type.kind,
    filter: undefined,
    sortBy: undefined,
    principal: PRINCIPAL,
    baseUrl: BASE_URL,
    memberTypes: { user: USERS.resource, group: GROUPS.resource },
    ...more,
  };
}

function put(
  org: OrgId,
  type: DirectoryType,
  n: number,
  doc: JsonObject,
  more: Partial<ObjectRow> = {},
): Write {
  const row: ObjectRow = {
    ...{ org, id: idAt(n), type: type.kind, version: 1, created: n, modified: n, deleted: null },
    ...{ external: {}, doc },
    ...more,
  };
  return { op: "insert", table: "object", row: { ...row, search: searchDocument(type.resource, doc) } };
}

/** What the evaluator says that matches, of the objects of this type. */
async function evaluated(
  store: Store,
  caller: Caller,
  type: DirectoryType,
  filter: Filter,
): Promise<readonly string[]> {
  const { org } = caller.actor;
  const rows = await store.page("object", { where: { org, type: type.kind, deleted: null }, limit: 1_000 });
  const directory = {
    deps: { store, env: { sleep: async () => undefined } },
    limits: DIRECTORY_LIMITS,
  } as unknown as Directory;
  const relationships = await readRelationships(directory, caller, rows, { members: true, groups: true });
  if ("kind" in relationships) throw new Error(relationships.what);
  const bound = bindFilter(type.resource, filter);
  return rows
    .filter((row) => matches(bound, filterSubjectOf(row, type, caller, relationships.get(row.id))))
    .map(({ id }) => id);
}

/** Everything that a search finds, in as many parts as it takes. */
async function findAll(store: Store, search: ObjectSearch): Promise<readonly Found[]> {
  const all: Found[] = [];
  let after: ObjectId | undefined;
  for (let parts = 0; parts < 1_000; parts += 1) {
    const { found, next } = await store.search(search, { kind: "scan", after, rows: 1_000 });
    all.push(...found);
    if (next === undefined) return all;
    after = next;
  }
  throw new Error("the search does not end");
}

/** Each with some 15 filters over some 8 objects. */
const RUNS = 25;

const anyObjects = (document: fc.Arbitrary<JsonObject>) =>
  fc.array(fc.tuple(document, anyRowValues), { minLength: 6, maxLength: 10 });
const anyCase = (document: fc.Arbitrary<JsonObject>, filter: fc.Arbitrary<Filter>) =>
  fc.record({ objects: anyObjects(document), filters: fc.array(filter, { minLength: 10, maxLength: 20 }) });
const anyMemberships = fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { maxLength: 12 });

await overEveryStore(({ store }) => {
  /** Compares both on the objects of one type among users, groups and things; how many agreed on a match. */
  async function compare(
    type: DirectoryType,
    {
      objects,
      filters,
      members,
    }: {
      readonly objects: readonly (readonly [JsonObject, Partial<ObjectRow>])[];
      readonly filters: readonly Filter[];
      readonly members: readonly (readonly [number, number])[];
    },
  ): Promise<number> {
    const org = newOrg();
    const others = type === GROUPS ? USERS : GROUPS;
    const otherDocs = [{ displayName: "a" }, { displayName: "ΑΣ" }, { displayName: "Work" }];
    const [groups, people] = type === GROUPS ? [0, 20] : [20, 0];
    const writes: Write[] = [
      ...objects.map(([doc, more], n) => put(org, type, n, doc, more)),
      ...otherDocs.map((doc, n) => put(org, others, 20 + n, doc, n === 2 ? { deleted: 5 } : {})),
      ...members.map(([group, member]): Write => {
        const row = { org, group_id: idAt(groups + group), member_id: idAt(people + member) };
        return {
          op: "ensure",
          table: "membership",
          row: { ...row, member_type: member % 3 === 0 ? "group" : "user" },
        };
      }),
    ];
    expect(await store().commit(writes)).toEqual({ kind: "committed" });
    const caller = callerOf(org);
    let agreed = 0;
    for (const filter of filters) {
      const search = searchOf(org, type, { filter: bindFilter(type.resource, filter) });
      const found = await findAll(store(), search);
      const ids = await evaluated(store(), caller, type, filter);
      expect(
        found.map(({ id }) => id),
        printFilter(filter),
      ).toEqual(ids);
      if (ids.length > 0 && ids.length < objects.length) agreed += 1;
    }
    return agreed;
  }

  test.each([
    ["users", USERS, anyCase(anyUserDocument, anyUserFilter)],
    ["groups", GROUPS, anyCase(anyGroupDocument, anyGroupFilter)],
    ["things", THINGS, anyCase(anyThingDocument, anyThingFilter)],
  ] as const)("finds the %s that the evaluator finds", async (_name, type, cases) => {
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(cases, anyMemberships, async (input, members) => {
        agreed += await compare(type, { ...input, members });
      }),
      { numRuns: RUNS },
    );
    expect(agreed).toBeGreaterThan(20);
  });

  test("takes a filter apart on objects that are too large for one statement, and finds the same", async () => {
    const nickName = "a".repeat(1_600_000);
    const input = fc.record({
      objects: fc.array(fc.tuple(anyUserDocument, anyRowValues), { minLength: 3, maxLength: 3 }),
      filters: fc.array(anyUserFilter, { minLength: 8, maxLength: 8 }),
    });
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(input, anyMemberships, async ({ objects, filters }, members) => {
        const large = objects.map(([doc, more]) => [{ ...doc, nickName }, more] as const);
        agreed += await compare(USERS, { objects: large, filters, members });
      }),
      { numRuns: 4 },
    );
    expect(agreed).toBeGreaterThan(0);
  });

  test("an element that satisfies one of several conditions is found by each of them", async () => {
    const org = newOrg();
    const doc = { userName: "u", nickName: "a".repeat(3_100_000), emails: [{ value: "a@x", type: "work" }] };
    expect(await store().commit([put(org, USERS, 0, doc)])).toEqual({ kind: "committed" });
    for (const [text, isFound] of [
      ['emails[value eq "b@x" or type eq "work"]', true],
      ['emails[value eq "b@x" or type eq "home"]', false],
      ['not (emails[value eq "b@x" or type eq "home"]) and nickName co "aab"', false],
      ['emails[value eq "a@x" and type eq "work"] and not (nickName co "aab")', true],
    ] as const) {
      const filter = bindFilter(USERS.resource, parseFilter(text));
      const found = await findAll(store(), searchOf(org, USERS, { filter }));
      expect([text, found.length]).toEqual([text, isFound ? 1 : 0]);
      const among = await store().search(searchOf(org, USERS, { filter }), { kind: "among", ids: [idAt(0)] });
      expect([text, among.found.length, among.looked]).toEqual([text, isFound ? 1 : 0, 1]);
    }
  });
});
