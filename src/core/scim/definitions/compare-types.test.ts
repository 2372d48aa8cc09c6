import { expect, test } from "vitest";
import { bindFilter } from "../filter/bind.ts";
import { parseFilter } from "../filter/parse.ts";
import { findRepeatedPath, indexKeys } from "../index/keys.ts";
import { findLookupKeys } from "../index/lookup.ts";
import type { AttributeDefinition, ResourceType, SchemaDefinition } from "../schema.ts";
import { defineAttribute, defineComplex } from "./attribute.ts";
import { compareTypes, isUsed } from "./compare-types.ts";

const URN = "urn:example:crew:1.0";

function schema(id: string, attributes: readonly AttributeDefinition[]): SchemaDefinition {
  return { id, name: "Crew", description: "", attributes };
}

function type(
  base: readonly AttributeDefinition[],
  extension?: readonly AttributeDefinition[],
): ResourceType {
  return {
    id: "Ship",
    name: "Ship",
    endpoint: "/Ships",
    description: "",
    schema: schema("urn:example:ship:1.0", base),
    extensions: extension === undefined ? [] : [{ schema: schema(URN, extension), required: false }],
  };
}

const a = defineAttribute("a", "");
const licence = (sub: AttributeDefinition) =>
  defineComplex("l", "", [sub, defineAttribute("type", "")], { multiValued: true });

test.each<[string, ResourceType, ResourceType, readonly string[], readonly string[]]>([
  ["more attributes and extensions", type([a]), type([a, defineAttribute("b", "")], [a]), [], []],
  ["an attribute that goes", type([a], [a]), type([], [a]), ["a"], []],
  ["an extension that goes", type([a], [a]), type([a]), [URN], []],
  ["another type", type([], [a]), type([], [{ ...a, type: "integer" }]), [`${URN}:a`], []],
  ["one value instead of many", type([{ ...a, multiValued: true }]), type([a]), ["a"], []],
  ["letter case of the name", type([a]), type([{ ...a, name: "A" }]), ["a"], []],
  ["whether case counts", type([a]), type([{ ...a, caseExact: true }]), ["a"], []],
  [
    "whether case counts for a number",
    type([{ ...a, type: "integer" }]),
    type([{ ...a, type: "integer", caseExact: true }]),
    [],
    [],
  ],
  [
    "a list that becomes computed",
    type([{ ...a, multiValued: true }]),
    type([{ ...a, multiValued: true, mutability: "readOnly" }]),
    ["a"],
    [],
  ],
  ["what is no longer kept", type([a]), type([{ ...a, mutability: "writeOnly" }]), ["a"], []],
  [
    "required, returned, description",
    type([a]),
    type([{ ...a, required: true, returned: "request", description: "x" }]),
    [],
    [],
  ],
  ["an index", type([], [a]), type([], [{ ...a, indexed: true }]), [], [`${URN}:a`]],
  ["uniqueness", type([{ ...a, indexed: true }]), type([{ ...a, uniqueness: "server" }]), [], ["a"]],
  [
    "an index beside uniqueness",
    type([{ ...a, uniqueness: "server" }]),
    type([{ ...a, uniqueness: "global", indexed: true }]),
    [],
    [],
  ],
  [
    "a part that goes",
    type([licence(defineAttribute("value", ""))]),
    type([licence(defineAttribute("code", ""))]),
    ["l.value"],
    [],
  ],
  [
    "a part that becomes unique",
    type([licence(defineAttribute("value", ""))]),
    type([licence(defineAttribute("value", "", { uniqueness: "server" }))]),
    [],
    ["l.value"],
  ],
])("%s", (_, before, after, losses, rekeyed) => {
  const change = compareTypes(before, after);
  expect(change.losses.map(({ path }) => path)).toEqual(losses);
  expect(change.rekeyed.map(({ path }) => path)).toEqual(rekeyed);
});

test("a loss is used by the documents that have a value there", () => {
  const loss = (extension: string | undefined, name?: string, sub?: string) => {
    return { path: "", extension, attribute: name, sub };
  };
  const document = { l: [{ type: "x" }, { value: 1 }], [URN]: { a: false } };
  expect(isUsed(document, loss(undefined, "l", "value"))).toBe(true);
  expect(isUsed(document, loss(undefined, "l", "code"))).toBe(false);
  expect(isUsed(document, loss(URN, "a"))).toBe(true);
  expect(isUsed(document, loss(URN))).toBe(true);
  expect(isUsed(document, loss("urn:other"))).toBe(false);
  expect(isUsed(document, loss(undefined, "valueOf"))).toBe(false);
});

test.each<[Partial<AttributeDefinition>, readonly (string | number | boolean)[], string, readonly string[]]>([
  [{ type: "integer" }, [3, -0], "a eq 3", ["3", "0"]],
  [{ type: "decimal" }, [1.5], "a eq 15e-1", ["1.5"]],
  [{ type: "boolean" }, [true], "a eq true", ["true"]],
  [
    { type: "dateTime" },
    ["2026-01-31T08:00:00Z", "2026-01-31T09:00:00+01:00"],
    'a eq "2026-01-31T08:00:00.000Z"',
    ["1769846400000"],
  ],
  [{ type: "reference" }, ["https://A.example/"], 'a eq "https://A.example/"', ["https://A.example/"]],
  [{ type: "binary" }, ["QQ=="], 'a eq "QQ=="', ["QQ=="]],
  [{ caseExact: true }, ["Abc"], 'a eq "Abc"', ["Abc"]],
  [{}, ["Tide"], 'a eq "TIDE"', ["tide"]],
])("the keys of %j are what a filter looks for", (differences, values, filter, keys) => {
  const only = type([defineAttribute("a", "", { multiValued: true, indexed: true, ...differences })]);
  expect(indexKeys(only, { a: values }).map(({ value }) => value)).toEqual(keys);
  const [lookup] = findLookupKeys(bindFilter(only, parseFilter(filter))) ?? [];
  expect(lookup?.path).toBe("a");
  expect(keys).toContain(lookup?.value);
});

test("a unique value may not be in one document twice, in whatever case", () => {
  const unique = type([licence(defineAttribute("value", "", { uniqueness: "server" }))], [a]);
  const document = (...values: readonly string[]) => ({ l: values.map((value) => ({ value })) });
  expect(findRepeatedPath(unique, document("x", "y"))).toBeUndefined();
  expect(findRepeatedPath(unique, document("x", "X"))).toBe("l.value");
  expect(indexKeys(unique, document("x", "y"))).toEqual([
    { path: "l.value", value: "x", unique: true },
    { path: "l.value", value: "y", unique: true },
  ]);
});
