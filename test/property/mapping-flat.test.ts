import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_USER_MAPPING } from "../../src/connectors/scim/defaults.ts";
import type { Json, JsonObject } from "../../src/core/json.ts";
import {
  alignTypes,
  diffFlat,
  flattenAccount,
  normaliseFlat,
  unflatten,
} from "../../src/core/mapping/flat.ts";
import { parseMapping } from "../../src/core/mapping/mapping.ts";
import { isOverlapping, parsePath, type ScimPath } from "../../src/core/mapping/path.ts";
import { carryForward, projectObject } from "../../src/core/mapping/project.ts";
import { environment, regex } from "../mapping.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const anyName = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_$-]{0,8}$/),
  fc.constantFrom(
    "title",
    "ACTIVE",
    "emails",
    "name",
    "roles",
    "constructor",
    "toString",
    "value",
    "hasOwnProperty",
  ),
);
const anySchema = fc.constantFrom(
  "",
  "",
  `${ENTERPRISE}:`,
  "urn:example:params:2.0:Ext:",
  "URN:Example:Params:2.0:ext:",
);
const anyOperand = fc.oneof(
  fc.string().map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`),
  fc.constantFrom('"work"', '"WORK"', '"home"', "true", "false", "1", "-2.5"),
);
const anyFilter = fc.oneof(
  fc.constant(""),
  fc
    .tuple(fc.oneof(fc.constant("type"), anyName), anyOperand)
    .map(([name, operand]) => `[${name} eq ${operand}]`),
  fc.tuple(anyOperand, anyOperand).map(([one, two]) => `[type eq ${one} and primary eq ${two}]`),
);
const anySub = fc.oneof(
  fc.constant(""),
  fc.constant(".value"),
  anyName.map((name) => `.${name}`),
);
const anyPathText = fc.tuple(anySchema, anyName, anyFilter, anySub).map((parts) => parts.join(""));

const anyJsonValue: fc.Arbitrary<Json> = fc.oneof(
  fc.string(),
  fc.constantFrom("True", "false", "", "7"),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 4 }),
);

/** Paths that one mapping may have together: `parseMapping` refuses the others. */
function togetherOf(texts: readonly string[]): readonly ScimPath[] {
  const kept: ScimPath[] = [];
  for (const text of texts) {
    const path = parsePath(text);
    if (path === undefined || !isWritable(path)) continue;
    if (!kept.some((other) => isOverlapping(other, path))) kept.push(path);
  }
  return kept;
}

function isWritable(path: ScimPath): boolean {
  const target = { target: path.text, kind: "constant", value: "x", apply: "always", matching: 1 };
  return parseMapping({ type: "user", attributes: [target] }, regex).ok;
}

const anyFlat = fc
  .tuple(fc.array(anyPathText, { maxLength: 8 }), fc.array(anyJsonValue, { minLength: 8, maxLength: 8 }))
  .map(([texts, values]) =>
    normaliseFlat(
      Object.fromEntries(togetherOf(texts).map((path, index) => [path.text, values[index] ?? null])),
    ),
  );

test("the canonical text of a path is its own canonical text", () => {
  fc.assert(
    fc.property(anyPathText, (text) => {
      const path = parsePath(text);
      fc.pre(path !== undefined);
      expect(parsePath(path.text)).toEqual(path);
    }),
    { numRuns: 1000 },
  );
});

test("normalising twice is normalising once", () => {
  const anyEntries = fc.dictionary(fc.oneof(anyPathText, fc.string()), anyJsonValue);
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const once = normaliseFlat(entries);
      expect(normaliseFlat(once)).toEqual(once);
    }),
    { numRuns: 500 },
  );
});

test("what is unflattened reads back as it was, also through JSON", () => {
  let entries = 0;
  fc.assert(
    fc.property(anyFlat, (flat) => {
      entries += Object.keys(flat).length;
      const resource = unflatten(flat);
      expect(flattenAccount(Object.keys(flat), resource)).toEqual(flat);
      const sent: JsonObject = JSON.parse(JSON.stringify(resource));
      expect(flattenAccount(Object.keys(flat), sent)).toEqual(flat);
    }),
    { numRuns: 500 },
  );
  expect(entries).toBeGreaterThan(500);
});

test("a difference, carried out, leaves none", () => {
  fc.assert(
    fc.property(anyFlat, anyFlat, (before, after) => {
      expect(diffFlat(after, after)).toEqual([]);
      const result: Record<string, Json> = { ...before };
      for (const { path, from, to } of diffFlat(before, after)) {
        expect(Object.hasOwn(before, path) ? before[path] : null).toEqual(from);
        if (to === null) delete result[path];
        else result[path] = to;
      }
      expect(result).toEqual(after);
    }),
    { numRuns: 300 },
  );
});

test("likening changes nothing that says the same already, and settles at once", () => {
  fc.assert(
    fc.property(anyFlat, anyFlat, (account, wanted) => {
      expect(alignTypes(wanted, wanted)).toEqual(wanted);
      const once = alignTypes(account, wanted);
      expect(alignTypes(once, wanted)).toEqual(once);
    }),
    { numRuns: 300 },
  );
});

test("a projected person settles: what was created is what an update wants, and what the target shows", () => {
  const parsed = parseMapping(DEFAULT_USER_MAPPING, regex);
  if (!parsed.ok) throw new Error("the default mapping does not compile");
  const { mapping } = parsed;
  const anyPerson = fc.record(
    {
      userName: fc.string({ minLength: 1 }),
      active: fc.boolean(),
      title: fc.string(),
      name: fc.record({ givenName: fc.string(), familyName: fc.string() }, { requiredKeys: [] }),
      emails: fc.array(fc.record({ type: fc.constantFrom("work", "Work", "home"), value: fc.string() })),
      [ENTERPRISE]: fc.record({ department: fc.string(), manager: fc.record({ value: fc.uuid() }) }),
    },
    { requiredKeys: ["userName"] },
  );
  fc.assert(
    fc.property(anyPerson, fc.boolean(), (document, softDeleted) => {
      const source = { id: "id-1", document, softDeleted };
      const created = projectObject(mapping, source, "create", environment);
      expect(created.problems).toEqual([]);
      const updated = projectObject(mapping, source, "update", environment);
      expect(diffFlat(created.attributes, carryForward(created.attributes, updated))).toEqual([]);
      const shown = flattenAccount(mapping.paths, unflatten(created.attributes));
      expect(diffFlat(shown, created.attributes)).toEqual([]);
      expect(normaliseFlat(created.attributes)).toEqual(created.attributes);
    }),
    { numRuns: 300 },
  );
});
