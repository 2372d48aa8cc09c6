import fc from "fast-check";
import { parse as parseTheirs, type Filter as TheirFilter } from "scim2-parse-filter";
import { expect, test } from "vitest";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { ScimError } from "../../src/core/scim/error.ts";
import { COMPARE_OPS, type CompareOp, type Filter } from "../../src/core/scim/filter/ast.ts";
import { type BoundFilter, bindFilter } from "../../src/core/scim/filter/bind.ts";
import { type FilterSubject, matches } from "../../src/core/scim/filter/evaluate.ts";
import { parseFilter } from "../../src/core/scim/filter/parse.ts";
import { printFilter } from "../../src/core/scim/filter/print.ts";
import { foldKey, indexKeys } from "../../src/core/scim/index/keys.ts";
import { findLookupKeys } from "../../src/core/scim/index/lookup.ts";
import { isStorable } from "../../src/core/scim/text.ts";

const anyText = fc.string({ unit: "binary", maxLength: 12 }).filter(isStorable);
const anyName = fc.stringMatching(/^\$?[A-Za-z][A-Za-z0-9_-]{0,8}$/);
const anyPath = fc.oneof(
  anyName,
  fc.tuple(anyName, anyName).map(([attribute, sub]) => `${attribute}.${sub}`),
  fc
    .tuple(anyName, anyName)
    .map(([attribute, sub]) => `urn:ietf:params:scim:schemas:x:2.0:User:${attribute}.${sub}`),
);
const anyNumber = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((number) => (Object.is(number, -0) ? 0 : number));
const anyValue = fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null));

/** Random filters, as deep and wide as the limits allow; without a value path below another. */
const anyFilterOver = (
  path: fc.Arbitrary<string>,
  value: fc.Arbitrary<string | number | boolean | null>,
  op: fc.Arbitrary<CompareOp> = fc.constantFrom(...COMPARE_OPS),
) => {
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({ kind: fc.constant("compare" as const), path, op, value }),
    fc.record({ kind: fc.constant("present" as const), path }),
  );
  const trees = (base: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
    fc.letrec<{ tree: Filter }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        base,
        fc.record({
          kind: fc.constantFrom("and" as const, "or" as const),
          filters: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant("not" as const), filter: tie("tree") }),
      ),
    })).tree;
  const valuePath = fc.record({ kind: fc.constant("valuePath" as const), path, filter: trees(leaf) });
  return trees(fc.oneof({ arbitrary: leaf, weight: 3 }, { arbitrary: valuePath, weight: 1 }));
};
const isWithinLimits = (filter: Filter): boolean =>
  countNodes(filter) <= 200 && printFilter(filter).length <= 10_000;
const anyFilter = anyFilterOver(anyPath, anyValue).filter(isWithinLimits);

function countNodes(filter: Filter): number {
  if (filter.kind === "and" || filter.kind === "or") {
    return filter.filters.reduce((sum, part) => sum + countNodes(part), 1);
  }
  return filter.kind === "not" || filter.kind === "valuePath" ? 1 + countNodes(filter.filter) : 1;
}

test("parsing what was printed gives the same filter", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(parseFilter(printFilter(filter))).toEqual(filter);
    }),
    { numRuns: 1000 },
  );
});

const anyGarbage = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "(",
        ")",
        "[",
        "]",
        '"',
        "\\",
        " ",
        ".",
        "$",
        "not",
        "and",
        "or",
        "pr",
        "eq",
        "a",
        "a.b",
        "1",
        "null",
        '"x"',
        "urn:x:",
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join("")),
  anyFilter.chain((filter) => {
    const text = printFilter(filter);
    return fc
      .tuple(fc.nat(text.length), fc.nat(3))
      .map(([at, length]) => text.slice(0, at) + text.slice(at + length));
  }),
);

test("whatever the text, parsing and binding throw nothing but a ScimError of status 400", () => {
  fc.assert(
    fc.property(anyGarbage, fc.boolean(), (text, barewordFilter) => {
      try {
        const filter = parseFilter(text, { barewordFilter });
        // Printing writes numbers in the usual way.
        const usual = JSON.parse(
          JSON.stringify(filter, (key, held) => (key === "unusualAt" ? undefined : held)),
        );
        expect(parseFilter(printFilter(filter))).toEqual(usual);
        bindFilter(USER, filter);
      } catch (error) {
        if (!(error instanceof ScimError)) throw error;
        expect([error.status, error.scimType]).toEqual([400, "invalidFilter"]);
      }
    }),
    { numRuns: 2000 },
  );
});

/** Both grammars flattened to one shape. Ours keeps the parentheses of `(a and b) and c`, theirs may not. */
type Plain = readonly unknown[];
const join = (op: string, parts: readonly Plain[]): Plain => [
  op,
  ...parts.flatMap((part) => (part[0] === op ? part.slice(1) : [part])),
];

function plainOurs(filter: Filter): Plain {
  switch (filter.kind) {
    case "and":
    case "or":
      return join(filter.kind, filter.filters.map(plainOurs));
    case "not":
      return ["not", plainOurs(filter.filter)];
    case "valuePath":
      return ["[]", filter.path, plainOurs(filter.filter)];
    case "present":
      return ["pr", filter.path];
    case "compare":
      return [filter.op, filter.path, filter.value];
  }
}

function plainTheirs(filter: TheirFilter): Plain {
  switch (filter.op) {
    case "and":
    case "or":
      return join(filter.op, filter.filters.map(plainTheirs));
    case "not":
      return ["not", plainTheirs(filter.filter)];
    case "[]":
      return ["[]", filter.attrPath, plainTheirs(filter.valFilter)];
    case "pr":
      return ["pr", filter.attrPath];
    default:
      return [filter.op, filter.attrPath, filter.compValue];
  }
}

test("reads valid filters as scim2-parse-filter does", () => {
  // Within what that parser understands: no `$`, no escapes, whole numbers. (Its evaluator is not trusted at all.)
  const name = fc
    .stringMatching(/^[a-z][A-Za-z]{2,8}$/)
    .filter((word) => !["not", "and", "true", "false", "null"].includes(word));
  const value = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9 @.]{0,8}$/),
    fc.nat(1000),
    fc.boolean(),
    fc.constant(null),
  );
  const dotted = fc.oneof(
    name,
    fc.tuple(name, name).map((parts) => parts.join(".")),
  );
  fc.assert(
    fc.property(anyFilterOver(dotted, value).filter(isWithinLimits), (filter) => {
      const text = printFilter(filter);
      expect(plainOurs(parseFilter(text))).toEqual(plainTheirs(parseTheirs(text)));
    }),
    { numRuns: 500 },
  );
});

const anyWord = fc.constantFrom("a", "A", "b", "ß", "ά", "ΑΣ", "ας", "ﬁ");
const mostlyEq = fc.oneof(
  { arbitrary: fc.constant("eq" as const), weight: 5 },
  fc.constantFrom(...COMPARE_OPS),
);
const anyUserFilter = anyFilterOver(
  fc.constantFrom("userName", "externalId", "displayName", "emails.value", "emails", "title", "id"),
  anyWord,
  mostlyEq,
).map((filter) => withUserValuePaths(filter));

/** Value paths only over e-mail addresses, so that every filter can be bound. */
function withUserValuePaths(filter: Filter, inside = false): Filter {
  const path = inside ? "value" : undefined;
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, filters: filter.filters.map((part) => withUserValuePaths(part, inside)) };
    case "not":
      return { kind: "not", filter: withUserValuePaths(filter.filter, inside) };
    case "valuePath":
      return { kind: "valuePath", path: "emails", filter: withUserValuePaths(filter.filter, true) };
    default:
      return path === undefined ? filter : { ...filter, path };
  }
}

const anySubject: fc.Arbitrary<FilterSubject> = fc
  .record({
    id: anyWord,
    externalId: anyWord,
    userName: anyWord,
    displayName: anyWord,
    emails: fc.array(fc.record({ value: anyWord }), { minLength: 1, maxLength: 2 }),
  })
  .map(({ id, externalId, ...document }) => ({
    id,
    externalId,
    document,
    meta: { created: "", lastModified: "", resourceType: "User", version: "", location: "" },
  }));

const keysOf = (subject: FilterSubject): ReadonlySet<string> =>
  new Set([
    `id ${foldKey(subject.id, true)}`,
    `externalId ${foldKey(subject.externalId ?? "", true)}`,
    ...indexKeys(USER, subject.document).map(({ path, value }) => `${path} ${value}`),
  ]);

test("every match of a filter holds one of its lookup keys", () => {
  let looked = 0;
  fc.assert(
    fc.property(anyUserFilter, anySubject, (filter, subject) => {
      const bound: BoundFilter = bindFilter(USER, filter);
      const lookups = findLookupKeys(bound);
      if (lookups === undefined || !matches(bound, subject)) return;
      looked += 1;
      const keys = keysOf(subject);
      expect(lookups.some(({ path, value }) => keys.has(`${path} ${value}`))).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(looked).toBeGreaterThan(20);
});

test("folding twice is folding once, and a prefix folds to a prefix", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = foldKey(text, false);
      expect(foldKey(folded, false)).toBe(folded);
    }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("Σ", "a", "Α", "ς"), { maxLength: 6 }),
      fc.nat(6),
      (letters, length) => {
        const text = letters.join("");
        expect(foldKey(text, false).startsWith(foldKey(text.slice(0, length), false))).toBe(true);
      },
    ),
  );
});

test("not, and and or obey De Morgan", () => {
  fc.assert(
    fc.property(anyUserFilter, anyUserFilter, anySubject, (left, right, subject) => {
      const holds = (filter: Filter): boolean => matches(bindFilter(USER, filter), subject);
      const negated = holds({ kind: "not", filter: { kind: "or", filters: [left, right] } });
      const apart = holds({ kind: "not", filter: left }) && holds({ kind: "not", filter: right });
      expect(negated).toBe(apart);
      expect(negated).toBe(!(holds(left) || holds(right)));
    }),
    { numRuns: 500 },
  );
});
