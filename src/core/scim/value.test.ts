import { expect, test } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { defineAttribute, defineComplex, definePlural } from "./definitions/attribute.ts";
import { type ProfileKind, tolerancesOf } from "./profile.ts";
import type { AttributeDefinition } from "./schema.ts";
import { readValue } from "./value.ts";

const of = (type: AttributeDefinition["type"], multiValued = false): AttributeDefinition =>
  defineAttribute("a", "", { type, multiValued });
const emails = definePlural("emails", "", defineAttribute("value", ""));
const manager = defineComplex("manager", "", [
  defineAttribute("value", ""),
  defineAttribute("displayName", "", { mutability: "readOnly" }),
]);
const read = (definition: AttributeDefinition, raw: Json, kind: ProfileKind): Json | undefined =>
  readValue(definition, raw, tolerancesOf({ kind }));

test.each<[string, AttributeDefinition, Json, Json | undefined]>([
  ["text", of("string"), "x", "x"],
  ["null", of("string"), null, undefined],
  ["an empty list", of("string"), [], undefined],
  ["a whole number", of("integer"), 3, 3],
  ["a decimal", of("decimal"), 0.5, 0.5],
  ["a date", of("dateTime"), "2026-01-31T08:00:00+01:00", "2026-01-31T08:00:00+01:00"],
  ["base64", of("binary"), "aGk=", "aGk="],
  ["base64url without padding", of("binary"), "_-8", "_-8"],
  ["a relative reference", of("reference"), "../Users/1", "../Users/1"],
  ["a list of text", of("string", true), ["a", "b", "A"], ["a", "b"]],
  ["names in any case", emails, [{ VALUE: "a", Primary: true }], [{ value: "a", primary: true }]],
  ["unknown parts ignored", emails, [{ value: "a", constructor: 1 }], [{ value: "a" }]],
  ["read-only parts ignored", manager, { value: "1", displayName: "B" }, { value: "1" }],
  ["nothing left", manager, { displayName: "B" }, undefined],
  ["null parts dropped", emails, [{ value: "a", type: null }], [{ value: "a" }]],
  [
    "duplicates folded",
    emails,
    [
      { value: "a", type: "work" },
      { value: "A", type: "Work", display: "d" },
    ],
    [{ value: "A", type: "Work", display: "d" }],
  ],
])("rfc reads %s", (_, definition, raw, expected) => {
  expect(read(definition, raw, "rfc")).toEqual(expected);
});

test.each<[string, AttributeDefinition, Json]>([
  ["a number for text", of("string"), 1],
  ["text for a boolean", of("boolean"), "True"],
  ["a fraction", of("integer"), 1.5],
  ["text for a number", of("integer"), "1"],
  ["a date without time", of("dateTime"), "2026-01-31"],
  ["no base64", of("binary"), "a b"],
  ["half base64", of("binary"), "aGkaa"],
  ["no URI", of("reference"), "not a uri"],
  ["a list for one value", of("string"), ["a"]],
  ["an object for text", of("string"), {}],
  ["text for a complex value", manager, "1"],
  [
    "two primaries",
    emails,
    [
      { value: "a", primary: true },
      { value: "b", primary: true },
    ],
  ],
  [
    "two displays for one value and type",
    emails,
    [
      { value: "a", type: "work", display: "A" },
      { value: "A", type: "Work", display: "B" },
    ],
  ],
  ["NUL", of("string"), "a\0"],
])("rfc refuses %s", (_, definition, raw) => {
  expect(() => read(definition, raw, "rfc")).toThrow(expect.objectContaining({ scimType: "invalidValue" }));
});

test.each<[string, AttributeDefinition, Json, Json | undefined]>([
  ["False", of("boolean"), "False", false],
  ["a numeral", of("integer"), "12", 12],
  ["a number for text", of("string"), 12, "12"],
  ["an empty reference", of("reference"), "", undefined],
  ["a bare reference", manager, "1", { value: "1" }],
  ["a list of one reference", manager, [{ value: "1" }], { value: "1" }],
  ["a list of one bare reference", manager, ["1"], { value: "1" }],
  ["an empty text for a reference", manager, "", undefined],
  ["one element without a list", emails, { value: "a" }, [{ value: "a" }]],
  ["bare elements", emails, ["a", "b"], [{ value: "a" }, { value: "b" }]],
])("generic reads %s", (_, definition, raw, expected) => {
  expect(read(definition, raw, "generic")).toEqual(expected);
});

test.each<[string, JsonObject, JsonObject]>([
  ["an assignment", { value: '{"id":"1","value":"a","displayName":"A"}' }, { value: "a", display: "A" }],
  [
    "parts beside it, which win",
    { display: "B", primary: true, value: '{"value":"a","display":"A"}' },
    { value: "a", display: "B", primary: true },
  ],
  ["JSON without a value", { value: '{"id":"1"}' }, { value: '{"id":"1"}' }],
  ["JSON that is cut off", { value: '{"value":"a"' }, { value: '{"value":"a"' }],
  ["other text", { value: "a" }, { value: "a" }],
])("entra reads a value that is JSON in a text: %s", (_, element, expected) => {
  expect(read(emails, [element], "entra")).toEqual([expected]);
  expect(read(emails, [element], "generic")).toEqual([element]);
});

test("lists in lists are refused, however deep", () => {
  let deep: Json = "x";
  for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
  for (const definition of [manager, emails, of("string")]) {
    expect(() => read(definition, deep, "generic")).toThrow(
      expect.objectContaining({ scimType: "invalidValue" }),
    );
  }
});

test("strict refuses what others ignore", () => {
  expect(() => read(emails, [{ value: "a", x: 1 }], "strict")).toThrow(
    expect.objectContaining({ scimType: "invalidSyntax" }),
  );
  expect(() => read(emails, [{ value: "a" }, { value: "A" }], "strict")).toThrow(
    expect.objectContaining({ scimType: "invalidValue" }),
  );
  expect(() => read(emails, { value: "a" }, "strict")).toThrow(
    expect.objectContaining({ scimType: "invalidValue" }),
  );
});
