import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json.ts";
import { readSchema } from "../../src/core/scim/definitions/read-schema.ts";
import { resourceTypesOf, toSchemaDocument } from "../../src/core/scim/definitions/type-set.ts";
import { bindFilter } from "../../src/core/scim/filter/bind.ts";
import { matches } from "../../src/core/scim/filter/evaluate.ts";
import { parseFilter } from "../../src/core/scim/filter/parse.ts";
import { indexKeys } from "../../src/core/scim/index/keys.ts";
import { findLookupKeys } from "../../src/core/scim/index/lookup.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { parseProjection, render } from "../../src/core/scim/request/project.ts";
import { replaceDocument } from "../../src/core/scim/request/replace.ts";
import type { AttributeDefinition, ResourceType, SchemaDefinition } from "../../src/core/scim/schema.ts";
import { isStorable } from "../../src/core/scim/text.ts";
import { finishWork } from "../../src/core/work.ts";

/** Any definition that is taken is published as it was read, and documents of it keep what they were given. */

const BASE = "urn:example:thing:1.0:Thing";
const MORE = "urn:example:more:2.0.1:Thing";
const STRICT = { kind: "strict" } as const;
const USUAL = new Set(["id", "meta", "schemas", "externalid", "value", "type", "display", "primary"]);
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()));

const anyName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,6}$/)
  .filter((name) => !USUAL.has(name.toLowerCase()) && !INHERITED.has(name.toLowerCase()));
const anyScalar = fc.constantFrom(
  "string",
  "boolean",
  "decimal",
  "integer",
  "dateTime",
  "binary",
  "reference",
);

/** What a simple attribute or sub-attribute may say of itself. */
const anySimple = fc
  .record({
    name: anyName,
    type: anyScalar,
    multiValued: fc.boolean(),
    caseExact: fc.boolean(),
    indexed: fc.boolean(),
    isUnique: fc.boolean(),
    isBound: fc.boolean(),
    returned: fc.constantFrom("default", "always", "request"),
    mutability: fc.constantFrom("readWrite", "immutable"),
    description: fc.string({ maxLength: 8 }).filter(isStorable),
  })
  .map(({ isUnique, isBound, ...attribute }): JsonObject => {
    const bound = { canonicalValues: ["Red", "blue"], restrictCanonicalValues: true };
    return {
      ...attribute,
      uniqueness: isUnique ? "server" : "none",
      ...(isBound && attribute.type === "string" ? bound : {}),
      ...(attribute.type === "reference" ? { referenceTypes: ["User", "Thing"] } : {}),
    };
  });

const byName = (attribute: JsonObject) => String(attribute["name"]).toLowerCase();
const several = (one: fc.Arbitrary<JsonObject>, maxLength: number) =>
  fc.uniqueArray(one, { minLength: 1, maxLength, selector: byName });

const anyComplex = fc
  .record({ name: anyName, multiValued: fc.boolean(), subAttributes: several(anySimple, 3) })
  .map((attribute): JsonObject => ({ ...attribute, type: "complex" }));
const anyAttributes = several(
  fc.oneof({ weight: 3, arbitrary: anySimple }, { weight: 1, arbitrary: anyComplex }),
  5,
);

function read(raw: JsonObject): SchemaDefinition {
  const result = readSchema(JSON.parse(JSON.stringify(raw)));
  if (result.kind === "wrong") throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test("what is read is published, and read again to the same", () => {
  fc.assert(
    fc.property(anyAttributes, (attributes) => {
      const once = read({ id: BASE, attributes });
      expect(read(toSchemaDocument(once))).toEqual(once);
    }),
    { numRuns: 200 },
  );
});

test("whatever comes, it is read or told what is wrong with it, with a place", () => {
  const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
  const known = ["name", "type", "subAttributes", "required", "uniqueness", "canonicalValues", "mutability"];
  const anyAttribute = fc.dictionary(fc.constantFrom(...known), anyJson);
  fc.assert(
    fc.property(fc.oneof(anyJson, fc.record({ id: anyJson, attributes: fc.array(anyAttribute) })), (raw) => {
      const result = readSchema(raw as Json);
      if (result.kind === "wrong") expect(result.problems.length).toBeGreaterThan(0);
      else expect(readSchema(toSchemaDocument(result.value))).toEqual(result);
    }),
    { numRuns: 300 },
  );
});

const WORDS = ["a", "Red", "blue", "Élan ☃", "x y", "1"];
const MOMENTS = ["2026-01-31T08:00:00Z", "2026-01-31T09:00:00.5+01:00", "1969-12-31T23:59:59-05:00"];

function anyValue({ type, canonicalValues }: AttributeDefinition): fc.Arbitrary<Json> {
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer();
    case "decimal":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "dateTime":
      return fc.constantFrom(...MOMENTS);
    case "binary":
      return fc.constantFrom("aGVsbG8=", "_-8", "AA");
    case "reference":
      return fc.constantFrom("https://a.example/X", "../Things/1", "urn:a:b");
    default:
      return fc.constantFrom(...(canonicalValues ?? WORDS));
  }
}

const identity = (value: Json) =>
  typeof value === "string" ? value.normalize("NFKC").toLowerCase() : `${value}`;

function anyOf(attribute: AttributeDefinition): fc.Arbitrary<Json> {
  const one =
    attribute.subAttributes === undefined ? anyValue(attribute) : anyHolder(attribute.subAttributes);
  if (!attribute.multiValued) return one;
  const selector = attribute.subAttributes === undefined ? identity : (value: Json) => JSON.stringify(value);
  return fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector });
}

/** Some of the attributes, at least one, with values. */
function anyHolder(attributes: readonly AttributeDefinition[]): fc.Arbitrary<JsonObject> {
  const [first] = attributes;
  const model = Object.fromEntries(attributes.map((each) => [each.name, anyOf(each)]));
  return fc.record(model, { requiredKeys: first === undefined ? [] : [first.name] });
}

function typeOf(base: readonly JsonObject[], more: readonly JsonObject[]): ResourceType {
  const schemas = [read({ id: BASE, attributes: base }), read({ id: MORE, attributes: more })];
  const extensions = [{ schema: MORE, required: true }];
  const things = { name: "Thing", endpoint: "/Things", description: "", schema: BASE, extensions };
  return resourceTypesOf({ schemas, types: [things] }).at(-1)!;
}

const anyCase = fc.tuple(anyAttributes, anyAttributes).chain(([base, more]) => {
  const type = typeOf(base, more);
  const schema = type.extensions[0]!.schema;
  return fc.tuple(fc.constant(type), anyHolder(type.schema.attributes), anyHolder(schema.attributes));
});

function subjectOf(document: JsonObject) {
  const meta = { created: "", lastModified: "", resourceType: "Thing", version: 'W/"1"', location: "" };
  return { id: "1", meta, document };
}

/** A filter for each simple value that a document has. */
function filtersOf(prefix: string, attributes: readonly AttributeDefinition[], held: JsonObject): string[] {
  return attributes.flatMap(({ name, subAttributes }) => {
    const value = held[name];
    const values: readonly Json[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
    if (subAttributes === undefined)
      return values.map((each) => `${prefix}${name} eq ${JSON.stringify(each)}`);
    return values.flatMap((each) => filtersOf(`${prefix}${name}.`, subAttributes, each as JsonObject));
  });
}

test("a document is kept as it came, comes back the same, and each of its values finds it", () => {
  fc.assert(
    fc.property(anyCase, ([type, base, more]) => {
      const body = { schemas: [BASE, MORE], ...base, [MORE]: more };
      const { document } = finishWork(readResource(type, body, STRICT));
      const plain = JSON.parse(JSON.stringify({ ...base, [MORE]: more }));
      expect(JSON.parse(JSON.stringify(document))).toEqual(plain);
      const stored = { id: "1", version: 1, created: "", lastModified: "", document };
      const shown = render(type, stored, {
        projection: parseProjection(type, {}),
        baseUrl: "https://x.example",
        context: "write",
      });
      const { id: _id, meta: _meta, ...again } = shown;
      expect(replaceDocument(type, document, finishWork(readResource(type, again, STRICT)).document)).toBe(
        document,
      );
      const keys = new Set(indexKeys(type, document).map(({ path, value }) => `${path} ${value}`));
      const filters = [
        ...filtersOf("", type.schema.attributes, base),
        ...filtersOf(`${MORE}:`, type.extensions[0]!.schema.attributes, more),
      ];
      for (const text of filters) {
        const filter = bindFilter(type, parseFilter(text), { profile: STRICT });
        expect([text, matches(filter, subjectOf(document))]).toEqual([text, true]);
        const lookups = findLookupKeys(filter) ?? [];
        expect(lookups.filter(({ path, value }) => !keys.has(`${path} ${value}`))).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});
