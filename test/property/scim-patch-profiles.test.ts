import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json.ts";
import { ScimError } from "../../src/core/scim/error.ts";
import { PROFILE_KINDS, type ProfileKind } from "../../src/core/scim/profile.ts";
import { patch } from "../patching.ts";

/** What the strictest profile accepts has one reading: every other profile makes the same of it. */

const email = fc.record(
  {
    value: fc.constantFrom("a@x", "A@X", "b@x", "", " "),
    type: fc.constantFrom("work", "Work", "home"),
    primary: fc.boolean(),
    display: fc.constantFrom("d", ""),
  },
  { requiredKeys: [] },
);
const text = fc.constantFrom<Json>("", " ", "x", "X", "true", "12", null);
const OPERATIONS = fc.oneof(
  fc.record({
    op: fc.constantFrom("add", "replace", "remove"),
    path: fc.constantFrom("title", "nickName", "name.givenName", "active", "displayName"),
    value: fc.oneof(text, fc.boolean(), fc.constant(12)),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace", "remove"),
    path: fc.constantFrom(
      "emails",
      "EMAILS",
      'emails[type eq "work"]',
      'emails[value eq "a@x"]',
      "emails[primary eq true]",
    ),
    value: fc.oneof(fc.array(email, { maxLength: 3 }), email, text),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace", "remove"),
    path: fc.constantFrom(
      'emails[type eq "work"].value',
      'emails[type eq "home" and primary eq true].display',
      'emails[not (type eq "work")].primary',
      "emails.type",
    ),
    value: fc.oneof(text, fc.boolean()),
  }),
  fc.record({
    op: fc.constantFrom("add", "remove"),
    path: fc.constantFrom("emails", "title", "name", "active"),
  }),
);
const BEFORE = fc.record(
  {
    userName: fc.constant("u"),
    active: fc.boolean(),
    title: fc.constantFrom("t"),
    name: fc.constant({ givenName: "G", familyName: "F" }),
    emails: fc.constantFrom<JsonObject[]>(
      [{ value: "a@x", type: "work", primary: true }],
      [
        { value: "a@x", type: "work", primary: true },
        { value: "b@x", type: "home" },
      ],
      [{ value: "A@x" }, { value: "b@x", type: "work" }],
    ),
  },
  { requiredKeys: ["userName", "active"] },
);

function outcome(
  before: JsonObject,
  operations: readonly unknown[],
  kind: ProfileKind,
): JsonObject | ScimError {
  try {
    return patch(before, operations, kind).document;
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

test("a PATCH that strict accepts has the same result in every profile", () => {
  let accepted = 0;
  fc.assert(
    fc.property(BEFORE, fc.array(OPERATIONS, { minLength: 1, maxLength: 3 }), (before, operations) => {
      const strict = outcome(before, operations, "strict");
      if (strict instanceof ScimError) return;
      accepted += 1;
      for (const kind of PROFILE_KINDS) {
        expect(outcome(before, operations, kind), kind).toEqual(strict);
      }
    }),
    { seed: 20_261_129, numRuns: 4_000 },
  );
  expect(accepted).toBeGreaterThan(200);
});
