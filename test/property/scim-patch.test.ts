import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, isSameJson, type Json, type JsonObject } from "../../src/core/json.ts";
import { GROUP } from "../../src/core/scim/definitions/group.ts";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { ScimError } from "../../src/core/scim/error.ts";
import { applyPatch } from "../../src/core/scim/patch/apply-patch.ts";
import type { Patched } from "../../src/core/scim/patch/operation.ts";
import { PATCH_URN, readPatch } from "../../src/core/scim/patch/read-patch.ts";
import type { Profile, ProfileKind } from "../../src/core/scim/profile.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { parseProjection, render } from "../../src/core/scim/request/project.ts";
import type { ResourceType } from "../../src/core/scim/schema.ts";
import { finishWork } from "../../src/core/work.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const KINDS: readonly ProfileKind[] = ["rfc", "generic", "entra", "okta", "strict"];
const anyProfile: fc.Arbitrary<Profile> = fc.constantFrom(...KINDS).map((kind) => ({ kind }));

const anyWord = fc.constantFrom("a", "A", "b", "c@x");
const anyType = fc.constantFrom("work", "home", "other");
const anyElement = fc.record({ value: anyWord, type: anyType }, { requiredKeys: ["value"] });
const anyPrimary = fc.record({ value: anyWord, type: anyType, primary: fc.boolean() });
const anyEmails = fc
  .tuple(fc.option(anyPrimary, { nil: undefined }), fc.array(anyElement, { maxLength: 3 }))
  .map(([first, rest]) => (first === undefined ? rest : [first, ...rest]));
const anyUser: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      userName: anyWord,
      title: anyWord,
      active: fc.boolean(),
      name: fc.record({ familyName: anyWord, givenName: anyWord }, { requiredKeys: [] }),
      emails: anyEmails,
      [ENTERPRISE]: fc.record(
        { department: anyWord, manager: fc.record({ value: anyWord }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["userName"] },
  )
  .map((body) => finishWork(readResource(USER, body as unknown, { kind: "generic" })).document);

const anyPath = fc.constantFrom(
  "userName",
  "title",
  "active",
  "name",
  "name.familyName",
  "emails",
  "emails.value",
  'emails[type eq "work"]',
  'emails[type eq "work"].value',
  'emails[value sw "a" or primary eq true].primary',
  'emails[type eq "home" and value eq "b"].display',
  "groups",
  "id",
  "externalId",
  "password",
  "shoeSize",
  "members",
  'members[value eq "a"]',
  'members[type eq "User"]',
  "displayName",
  `${ENTERPRISE}:department`,
  `${ENTERPRISE}:manager`,
  `${ENTERPRISE}:manager.value`,
  ENTERPRISE,
  "emails[",
  "",
);
const anyLeaf = fc.oneof(
  anyWord,
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
  fc.constant("True"),
  fc.constant(""),
);
const anyObject = fc.dictionary(
  fc.constantFrom(
    "value",
    "type",
    "primary",
    "Primary",
    "familyName",
    "department",
    "title",
    "emails",
    "members",
    "name.givenName",
    "x",
    "__proto__",
  ),
  fc.oneof(anyLeaf, anyElement, anyEmails),
);
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyLeaf,
  anyObject,
  anyEmails,
  fc.array(fc.oneof(anyLeaf, anyObject), { maxLength: 3 }),
);
const anyOperation = fc.record(
  { op: fc.constantFrom("add", "replace", "remove", "Add", "move"), path: anyPath, value: anyValue },
  { requiredKeys: ["op"] },
);
const anyOperations = fc.array(anyOperation, { maxLength: 4 });

type Result = Patched | ScimError;

function patch(before: JsonObject, operations: unknown, profile: Profile, type: ResourceType = USER): Result {
  try {
    const read = readPatch({ schemas: [PATCH_URN], Operations: operations }, type, profile);
    return finishWork(applyPatch(type, { document: before, externalId: "e" }, read, { profile }));
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

function applied(before: JsonObject, operations: unknown, profile: Profile): JsonObject {
  const result = patch(before, operations, profile);
  if (result instanceof ScimError) throw result;
  return result.document;
}

/** Operations that name only what is unknown are refused on their own, and ignored beside others. */
function appliedOrIgnored(before: JsonObject, operations: unknown, profile: Profile): JsonObject {
  const result = patch(before, operations, profile);
  const isIgnored = result instanceof ScimError && result.message.includes("would change nothing");
  return isIgnored ? before : applied(before, operations, profile);
}

test("whatever is sent, a PATCH yields a document or a ScimError, and leaves its input alone", () => {
  const outcomes = { done: 0, refused: 0 };
  fc.assert(
    fc.property(
      anyUser,
      anyOperations,
      anyProfile,
      fc.constantFrom(USER, GROUP),
      (before, operations, profile, type) => {
        const copy = structuredClone(before);
        const result = patch(before, operations, profile, type);
        expect(before).toEqual(copy);
        if (result instanceof ScimError) {
          outcomes.refused += 1;
          expect(result.status).toBe(400);
          return;
        }
        outcomes.done += 1;
        expect(result.changed).toBe(!isSameJson(before, result.document) || result.externalId !== "e");
        if (isSameJson(before, result.document)) expect(result.document).toBe(before);
      },
    ),
    { numRuns: 3000 },
  );
  expect(Math.min(outcomes.done, outcomes.refused)).toBeGreaterThan(100);
});

test("a PATCH never breaks the document: at most one primary, nothing empty, readable again as it is", () => {
  fc.assert(
    fc.property(anyUser, anyOperations, anyProfile, (before, operations, profile) => {
      const result = patch(before, operations, profile);
      if (result instanceof ScimError) return;
      const { document } = result;
      for (const value of Object.values(document)) expect(isFilled(value)).toBe(true);
      const emails = (document["emails"] ?? []) as readonly JsonObject[];
      expect(emails.filter((element) => element["primary"] === true).length).toBeLessThanOrEqual(1);
      expect(finishWork(readResource(USER, document, { kind: "generic" })).document).toEqual(document);
    }),
    { numRuns: 3000 },
  );
});

function isFilled(value: Json): boolean {
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0 && (value as readonly Json[]).every(isFilled);
  return !isObject(value) || (Object.keys(value).length > 0 && Object.values(value).every(isFilled));
}

test("all or nothing: a last operation that is refused refuses them all", () => {
  fc.assert(
    fc.property(anyUser, anyOperations, anyProfile, (before, operations, profile) => {
      const bad = { op: "remove", path: "userName" };
      expect(patch(before, [...operations, bad], profile)).toBeInstanceOf(ScimError);
    }),
  );
});

test("operations in one PATCH do what they do one after the other", () => {
  fc.assert(
    fc.property(anyUser, anyOperations, anyOperations, anyProfile, (before, first, second, profile) => {
      const together = patch(before, [...first, ...second], profile);
      if (together instanceof ScimError || first.length === 0 || second.length === 0) return;
      const halfway = appliedOrIgnored(before, first, profile);
      expect(together.document).toEqual(appliedOrIgnored(halfway, second, profile));
    }),
    { numRuns: 1000 },
  );
});

test("operations on different attributes may come in any order", () => {
  const anyApart = fc.tuple(
    fc.record({ op: fc.constantFrom("add", "replace"), path: fc.constant("title"), value: anyWord }),
    fc.record({
      op: fc.constantFrom("add", "replace"),
      path: fc.constant("name"),
      value: fc.record({ givenName: anyWord }),
    }),
    fc.record({
      op: fc.constantFrom("add", "replace"),
      path: fc.constant("emails"),
      value: fc.tuple(anyElement),
    }),
    fc.constantFrom(
      { op: "replace", path: "active", value: false },
      { op: "remove", path: `${ENTERPRISE}:manager` },
    ),
  );
  fc.assert(
    fc.property(anyUser, anyApart, fc.nat(), anyProfile, (before, operations, turn, profile) => {
      const others = [...operations.slice(turn % 4), ...operations.slice(0, turn % 4)].reverse();
      expect(applied(before, others, profile)).toEqual(applied(before, operations, profile));
    }),
    { numRuns: 500 },
  );
});

test("adding what is there changes nothing", () => {
  fc.assert(
    fc.property(anyUser, anyProfile, (before, profile) => {
      for (const [path, value] of Object.entries(before)) {
        expect(patch(before, [{ op: "add", path, value }], profile)).toMatchObject({ changed: false });
        expect(patch(before, [{ op: "replace", path, value }], profile)).toMatchObject({ changed: false });
      }
    }),
  );
});

test("doing an add or a replace of elements again changes nothing", () => {
  fc.assert(
    fc.property(
      anyUser,
      fc.constantFrom("add", "replace"),
      fc.array(anyElement, { minLength: 1, maxLength: 3 }),
      (before, op, value) => {
        const operations = [{ op, path: "emails", value }];
        const once = applied(before, operations, { kind: "generic" });
        expect(applied(once, operations, { kind: "generic" })).toBe(once);
      },
    ),
  );
});

test("the last to claim primary has it, and nobody else", () => {
  const anyClaim = fc.record({
    op: fc.constantFrom("add", "replace"),
    path: fc.constantFrom("emails", 'emails[type eq "work"]', 'emails[type eq "new"]'),
    value: fc.record({ value: anyWord, primary: fc.constant(true) }),
  });
  fc.assert(
    fc.property(anyUser, anyClaim, (before, claim) => {
      const result = patch(before, [claim], { kind: "generic" });
      if (result instanceof ScimError) return;
      const emails = (result.document["emails"] ?? []) as readonly JsonObject[];
      const primaries = emails.filter((element) => element["primary"] === true);
      expect(primaries).toHaveLength(1);
      expect(String(primaries[0]?.["value"]).toLowerCase()).toBe(claim.value.value.toLowerCase());
    }),
    { numRuns: 500 },
  );
});

test("add, then remove, gives what was there before", () => {
  fc.assert(
    fc.property(anyUser, (before) => {
      const added = { value: "new@x", type: "added" };
      const after = applied(
        before,
        [
          { op: "add", path: "emails", value: [added] },
          { op: "add", path: `${ENTERPRISE}:costCenter`, value: "C" },
          { op: "remove", path: 'emails[type eq "added"]' },
          { op: "remove", path: `${ENTERPRISE}:costCenter` },
        ],
        { kind: "rfc" },
      );
      expect(after).toBe(before);
    }),
  );
});

const NAMES = [
  "userName",
  "title",
  "name",
  "name.familyName",
  "emails",
  "emails.type",
  ENTERPRISE,
  `${ENTERPRISE}:department`,
  "meta",
  "meta.version",
  "id",
  "externalId",
];
const anyNames = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 });
const view = (document: JsonObject) => ({
  id: "1",
  externalId: "e",
  version: 1,
  created: "c",
  lastModified: "m",
  document,
});

/** True when nothing in the part is missing from the whole; lists may be shorter. */
function isPart(part: Json, whole: Json): boolean {
  if (Array.isArray(part) && Array.isArray(whole)) {
    return (part as readonly Json[]).every((one) =>
      (whole as readonly Json[]).some((other) => isPart(one, other)),
    );
  }
  if (!isObject(part) || !isObject(whole)) return isSameJson(part, whole);
  return Object.entries(part).every(([name, value]) => name in whole && isPart(value, whole[name] ?? null));
}

test("a projection shows parts of the whole, always with id and schemas, and exclusion what inclusion leaves", () => {
  fc.assert(
    fc.property(anyUser, anyNames, (document, names) => {
      const show = (query: { attributes?: readonly string[]; excludedAttributes?: readonly string[] }) =>
        render(USER, view(document), { projection: parseProjection(USER, query), baseUrl: "https://x" });
      const whole = show({});
      const included = show({ attributes: names });
      const excluded = show({ excludedAttributes: names });
      for (const shown of [included, excluded]) {
        expect(shown).toMatchObject({ id: whole["id"], schemas: whole["schemas"] });
        expect(isPart(shown, whole)).toBe(true);
      }
      for (const name of Object.keys(whole)) expect(name in included || name in excluded).toBe(true);
      expect(show({ attributes: [...names, ...names] })).toEqual(included);
    }),
  );
});
