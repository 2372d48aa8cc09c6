import fc from "fast-check";
import { ENTERPRISE_USER_SCHEMA } from "../../../src/core/scim/definitions/enterprise-user.ts";
import { COMPARE_OPS, type CompareOp, type Filter } from "../../../src/core/scim/filter/ast.ts";
import { anyDate, anyNumber, anyText, BASE_URL, DATES, idAt, TIME_TEXTS } from "./search-cases.ts";

const TEXT_OPS: readonly CompareOp[] = COMPARE_OPS;
const ORDER_OPS: readonly CompareOp[] = ["eq", "ne", "gt", "ge", "lt", "le"];
const EQUAL_OPS: readonly CompareOp[] = ["eq", "ne"];

type Leaf = readonly [
  path: string,
  ops: readonly CompareOp[],
  value: fc.Arbitrary<string | number | boolean | null>,
];
const texts = (...paths: readonly string[]): readonly Leaf[] =>
  paths.map((path) => [path, TEXT_OPS, anyText]);
const dates = (...paths: readonly string[]): readonly Leaf[] =>
  paths.flatMap((path): Leaf[] => [
    [path, ORDER_OPS, anyDate],
    [path, ["co", "sw", "ew"], fc.constantFrom("2026", "T12:00:00", "z", "Z", "", ".000Z", "+01:00")],
  ]);
const numbers = (...paths: readonly string[]): readonly Leaf[] =>
  paths.map((path) => [path, ORDER_OPS, anyNumber]);
const flags = (...paths: readonly string[]): readonly Leaf[] =>
  paths.map((path) => [path, EQUAL_OPS, fc.boolean()]);
const words = (path: string, ...values: readonly string[]): readonly Leaf[] => [
  [path, TEXT_OPS, fc.constantFrom(...values)],
];

const COMMON_LEAVES: readonly Leaf[] = [
  ...words("id", idAt(1), idAt(2), "0190", "2", ""),
  ...texts("externalId"),
  ...words("meta.resourceType", "User", "user", "Group", "Thing", "e"),
  ...words("meta.version", 'W/"1"', 'W/"2"', 'W/"10"', "1", 'W/"'),
  ...words("meta.location", `${BASE_URL}/Users/${idAt(1)}`, `${BASE_URL}/Groups/${idAt(2)}`, BASE_URL, "2"),
  ["meta.created", ORDER_OPS, fc.constantFrom(...TIME_TEXTS, ...DATES)],
  ["meta.lastModified", ORDER_OPS, fc.constantFrom(...TIME_TEXTS, "1970-01-01T00:00:00.0015Z")],
  ["meta.created", ["co", "sw", "ew"], fc.constantFrom("1970", ".123Z", ".003Z", ".000Z", "Z", "T00:00:0")],
  ...words("schemas", ENTERPRISE_USER_SCHEMA.id, "urn:example:Thing", "urn:example:ext:2.0:Thing", "urn", ""),
];

interface Brackets {
  readonly path: string;
  readonly leaves: readonly Leaf[];
}

/** The filters on one type of resource; all of them can be bound. */
function filtersOver(
  leaves: readonly Leaf[],
  complexPaths: readonly string[],
  brackets: readonly Brackets[],
) {
  const trees = (base: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
    fc.letrec<{ tree: Filter }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { arbitrary: base, weight: 4 },
        fc.record({
          kind: fc.constantFrom("and" as const, "or" as const),
          filters: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant("not" as const), filter: tie("tree") }),
      ),
    })).tree;
  const leafOver = (those: readonly Leaf[], present: readonly string[]): fc.Arbitrary<Filter> =>
    fc.oneof(
      {
        arbitrary: fc.constantFrom(...those).chain(([path, ops, value]) =>
          fc.record({
            kind: fc.constant("compare" as const),
            path: fc.constant(path),
            op: fc.constantFrom(...ops),
            value,
          }),
        ),
        weight: 6,
      },
      fc
        .constantFrom(...those, ...present.map((path) => [path] as const))
        .map(([path]) => ({ kind: "present" as const, path })),
      fc.constantFrom(...those).chain(([path]) =>
        fc.record({
          kind: fc.constant("compare" as const),
          path: fc.constant(path),
          op: fc.constantFrom("eq" as const, "ne" as const),
          value: fc.constant(null),
        }),
      ),
    );
  const bracketed = brackets.map(({ path, leaves: inside }) =>
    fc.record({
      kind: fc.constant("valuePath" as const),
      path: fc.constant(path),
      filter: trees(leafOver(inside, [])),
    }),
  );
  return trees(
    fc.oneof(
      { arbitrary: leafOver([...leaves, ...COMMON_LEAVES], [...complexPaths, "meta"]), weight: 4 },
      ...bracketed,
    ),
  );
}

const META: Brackets = {
  path: "meta",
  leaves: [
    ...words("resourceType", "User", "Thing"),
    ...words("version", 'W/"1"', "1"),
    ["created", ORDER_OPS, fc.constantFrom(...TIME_TEXTS)],
    ["lastModified", ["co", "sw", "ew"], fc.constantFrom("1970", ".123Z")],
    ...words("location", BASE_URL, "2"),
  ],
};
const SCHEMAS: Brackets = {
  path: "schemas",
  leaves: words("value", ENTERPRISE_USER_SCHEMA.id, "urn:example:Thing", "urn"),
};
const manager = `${ENTERPRISE_USER_SCHEMA.id}:manager`;

export const anyUserFilter = filtersOver(
  [
    ...texts(
      "userName",
      "displayName",
      "nickName",
      "profileUrl",
      "name.familyName",
      "name.givenName",
      "title",
    ),
    ...texts("emails.value", "emails.type", "emails.display", `${ENTERPRISE_USER_SCHEMA.id}:department`),
    ...flags("active", "emails.primary"),
    ...words(`${manager}.value`, "M", "m", "x"),
    ["x509Certificates.value", EQUAL_OPS, fc.constantFrom("aGk=", "aGk", "x")],
    ...words("groups.value", idAt(1), idAt(2), "0190"),
    ...words("groups.$ref", `${BASE_URL}/Groups/${idAt(1)}`, BASE_URL),
    ...words("groups.type", "direct", "Direct", "indirect"),
    ...texts("groups.display"),
  ],
  ["name", "emails", "groups", manager, "addresses"],
  [
    { path: "emails", leaves: [...texts("value", "type", "display"), ...flags("primary")] },
    { path: "name", leaves: texts("familyName", "givenName", "formatted") },
    {
      path: "groups",
      leaves: [...words("value", idAt(1), idAt(2)), ...texts("display"), ...words("type", "direct")],
    },
    { path: manager, leaves: words("value", "M", "m") },
    META,
    SCHEMAS,
  ],
);

export const anyGroupFilter = filtersOver(
  [
    ...texts("displayName"),
    ...words("members.value", idAt(1), idAt(2), "0190", "2"),
    ...words("members.$ref", `${BASE_URL}/Users/${idAt(1)}`, `${BASE_URL}/Groups/`),
    ...words("members.type", "user", "Group", "u"),
    ...texts("members.display"),
  ],
  ["members"],
  [
    {
      path: "members",
      leaves: [
        ...words("value", idAt(1), idAt(2), "1"),
        ...words("type", "User", "group"),
        ...texts("display"),
      ],
    },
    META,
    SCHEMAS,
  ],
);

export const anyThingFilter = filtersOver(
  [
    ...texts("label", "code", "tags", "hits", "maker.name", "maker.marks", "parts.value", "parts.marks"),
    ...texts("links.value", "urn:example:ext:2.0:Thing:note"),
    ...numbers("size", "price", "sizes", "parts.weight", "urn:example:ext:2.0:Thing:rank"),
    ...flags("fit", "flags", "parts.primary"),
    ...dates("bought", "checked", "maker.since", "parts.made"),
  ],
  ["maker", "parts", "links"],
  [
    { path: "tags", leaves: texts("value") },
    { path: "sizes", leaves: numbers("value") },
    { path: "checked", leaves: dates("value") },
    { path: "flags", leaves: flags("value") },
    { path: "maker", leaves: [...texts("name", "marks"), ...dates("since")] },
    {
      path: "parts",
      leaves: [...texts("value", "marks"), ...numbers("weight"), ...dates("made"), ...flags("primary")],
    },
    META,
    SCHEMAS,
  ],
);
