import { expect, test } from "vitest";
import { regex } from "../../../test/mapping.ts";
import type { Json, JsonObject } from "../json.ts";
import { ATTRIBUTES_MAX, parseMapping } from "./mapping.ts";

const MATCHING = { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 };

function withAttribute(attribute: Json): JsonObject {
  return { type: "user", attributes: [MATCHING, attribute] };
}

const TITLE = { target: "title", kind: "direct", source: "jobTitle", apply: "always" };

test("search paths come by precedence, references end in their value", () => {
  const parsed = parseMapping(
    {
      type: "user",
      attributes: [
        { ...TITLE, target: "externalId", matching: 2 },
        MATCHING,
        { ...TITLE, target: "urn:example:X:buddy", source: "manager", reference: "user" },
      ],
    },
    regex,
  );
  expect(parsed.ok && parsed.mapping.searchPaths).toEqual([["userName"], ["externalId"]]);
  expect(parsed.ok && parsed.mapping.paths.map(({ text }) => text)).toEqual([
    "externalId",
    "userName",
    "urn:example:X:buddy.value",
  ]);
});

const AT = "/attributes/1";

test.each<readonly [string, Json, string, string]>([
  ["no object", 5, "", "mapping-not-an-object"],
  ["another type", { type: "device", attributes: [MATCHING] }, "/type", "mapping-type-invalid"],
  ["no attributes", { type: "user" }, "/attributes", "mapping-attributes-invalid"],
  ["nothing to match by", { type: "user", attributes: [TITLE] }, "/attributes", "matching-missing"],
  ["an unknown member", { type: "user", attributes: [MATCHING], more: 1 }, "/more", "member-unknown"],
  ["an attribute that is none", withAttribute("x"), AT, "attribute-not-an-object"],
  ["an unknown kind", withAttribute({ ...TITLE, kind: "other" }), `${AT}/kind`, "kind-invalid"],
  ["the value of another kind", withAttribute({ ...TITLE, value: "x" }), `${AT}/value`, "member-unknown"],
  ["no target", withAttribute({ ...TITLE, target: 1 }), `${AT}/target`, "target-invalid"],
  ["a target that is no path", withAttribute({ ...TITLE, target: "a b" }), `${AT}/target`, "target-invalid"],
  ["a read-only target", withAttribute({ ...TITLE, target: "id" }), `${AT}/target`, "target-not-writable"],
  ["members", withAttribute({ ...TITLE, target: "members" }), `${AT}/target`, "target-not-writable"],
  ["a whole name", withAttribute({ ...TITLE, target: "name" }), `${AT}/target`, "target-needs-sub-attribute"],
  ["all e-mails", withAttribute({ ...TITLE, target: "emails.value" }), `${AT}/target`, "target-needs-filter"],
  [
    "what its filter fixes",
    withAttribute({ ...TITLE, target: 'emails[type eq "work"].type' }),
    `${AT}/target`,
    "target-fixed-by-filter",
  ],
  [
    "a filter that nothing satisfies",
    withAttribute({ ...TITLE, target: 'emails[type eq "a" and type eq "b"].value' }),
    `${AT}/target`,
    "target-fixed-by-filter",
  ],
  ["a path twice", withAttribute({ ...TITLE, target: "USERNAME" }), `${AT}/target`, "target-overlaps"],
  ["an invalid source", withAttribute({ ...TITLE, source: "a b" }), `${AT}/source`, "source-invalid"],
  [
    "an invalid constant",
    withAttribute({ target: "title", kind: "constant", value: { a: 1 }, apply: "always" }),
    `${AT}/value`,
    "constant-invalid",
  ],
  ["no apply", withAttribute({ ...TITLE, apply: "sometimes" }), `${AT}/apply`, "apply-invalid"],
  ["matching 0", withAttribute({ ...TITLE, matching: 0 }), `${AT}/matching`, "matching-invalid"],
  [
    "matching by reference",
    withAttribute({ ...TITLE, matching: 2, reference: "user" }),
    `${AT}/matching`,
    "matching-on-reference",
  ],
  [
    "another reference",
    withAttribute({ ...TITLE, reference: "group" }),
    `${AT}/reference`,
    "reference-invalid",
  ],
  [
    "a null default",
    withAttribute({ ...TITLE, defaultIfNull: null }),
    `${AT}/defaultIfNull`,
    "default-invalid",
  ],
])("refuses %s", (_, json, pointer, code) => {
  const parsed = parseMapping(json, regex);
  expect(parsed.ok ? [] : parsed.errors.map((error) => [error.pointer, error.code])).toEqual([
    [pointer, code],
  ]);
});

test("an expression's error carries its position", () => {
  const json = withAttribute({
    target: "title",
    kind: "expression",
    expression: "ToUper()",
    apply: "always",
  });
  expect(parseMapping(json, regex)).toEqual({
    ok: false,
    errors: [
      {
        code: "function-unknown",
        pointer: `${AT}/expression`,
        position: 0,
        expected: "ToUpper",
        params: { name: "ToUper" },
      },
    ],
  });
});

test("a target that stands twice is reported beside another error of its entry", () => {
  const wrong = { target: "USERNAME", kind: "expression", expression: "ToUpper([mail", apply: "always" };
  const parsed = parseMapping(withAttribute(wrong), regex);
  const errors = parsed.ok ? [] : parsed.errors.map(({ code, pointer }) => `${pointer} ${code}`);
  expect(errors).toHaveLength(2);
  expect(errors).toContain(`${AT}/target target-overlaps`);
});

test("a pattern has to compile", () => {
  const replacing = (pattern: string) => {
    const expression = `Replace([title], , "${pattern}", , "", , )`;
    return parseMapping(
      withAttribute({ target: "title", kind: "expression", expression, apply: "always" }),
      regex,
    );
  };
  expect(replacing("x+(")).toMatchObject({
    errors: [{ code: "pattern-invalid", params: { pattern: "x+(" } }],
  });
  expect(replacing("x+").ok).toBe(true);
});

test("limits the number of attributes and tells all errors at once", () => {
  const many = { type: "user", attributes: Array(ATTRIBUTES_MAX + 1).fill(MATCHING) };
  expect(parseMapping(many, regex)).toMatchObject({ errors: [{ code: "mapping-attributes-too-many" }] });
  const two = parseMapping(
    {
      type: "user",
      attributes: [
        { ...MATCHING, apply: 1 },
        { ...TITLE, source: "" },
      ],
    },
    regex,
  );
  expect(two.ok ? [] : two.errors.map(({ pointer }) => pointer)).toEqual([
    "/attributes/0/apply",
    "/attributes/1/source",
  ]);
});
