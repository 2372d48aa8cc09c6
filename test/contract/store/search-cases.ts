import fc from "fast-check";
import { type ObjectId, type PrincipalId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import {
  defineAttribute,
  defineComplex,
  definePlural,
  PRIMARY,
} from "../../../src/core/scim/definitions/attribute.ts";
import { ENTERPRISE_USER_SCHEMA } from "../../../src/core/scim/definitions/enterprise-user.ts";
import type { ResourceType } from "../../../src/core/scim/schema.ts";

/** A type of one's own with every kind of attribute. */
export const THING: ResourceType = {
  id: "Thing",
  name: "Thing",
  endpoint: "/Things",
  description: "A thing",
  schema: {
    id: "urn:example:Thing",
    name: "Thing",
    description: "A thing",
    attributes: [
      defineAttribute("label", ""),
      defineAttribute("code", "", { caseExact: true }),
      defineAttribute("size", "", { type: "integer" }),
      defineAttribute("price", "", { type: "decimal" }),
      defineAttribute("fit", "", { type: "boolean" }),
      defineAttribute("bought", "", { type: "dateTime" }),
      defineAttribute("tags", "", { multiValued: true }),
      defineAttribute("sizes", "", { type: "integer", multiValued: true }),
      defineAttribute("checked", "", { type: "dateTime", multiValued: true }),
      defineAttribute("flags", "", { type: "boolean", multiValued: true }),
      defineAttribute("hits", "", { multiValued: true, mutability: "readOnly" }),
      defineComplex("maker", "", [
        defineAttribute("name", ""),
        defineAttribute("since", "", { type: "dateTime" }),
        defineAttribute("marks", "", { multiValued: true }),
      ]),
      defineComplex(
        "parts",
        "",
        [
          defineAttribute("value", ""),
          defineAttribute("weight", "", { type: "decimal" }),
          defineAttribute("made", "", { type: "dateTime", caseExact: true }),
          defineAttribute("marks", "", { multiValued: true, caseExact: true }),
          PRIMARY,
        ],
        { multiValued: true },
      ),
      definePlural("links", "", defineAttribute("value", "", { type: "reference", caseExact: true })),
    ],
  },
  extensions: [
    {
      required: false,
      schema: {
        id: "urn:example:ext:2.0:Thing",
        name: "More",
        description: "More",
        attributes: [defineAttribute("note", ""), defineAttribute("rank", "", { type: "integer" })],
      },
    },
  ],
};

export const PRINCIPAL = trustId<PrincipalId>("01900000-0000-7000-8000-00000000000a");
export const OTHER_PRINCIPAL = trustId<PrincipalId>("01900000-0000-7000-8000-00000000000b");
export const BASE_URL = "https://scim.example/scim/o/v2";
export const idAt = (n: number) =>
  trustId<ObjectId>(`01900000-0000-7000-8000-${String(n).padStart(12, "0")}`);

const TEXTS = [
  ...[
    "",
    "a",
    "A",
    "b",
    "ab",
    "ba",
    "aba",
    "Ab ",
    " ",
    "%",
    "_",
    "a%b",
    "'",
    '"',
    "\\",
    'a"b',
    "\n",
    "\u0001",
  ],
  ...[
    "ß",
    "ss",
    "ﬁ",
    "fi",
    "ΑΣ",
    "ας",
    "ασ",
    "İ",
    "é",
    "e\u0301",
    "Å",
    "😀",
    "～",
    "\u{10000}",
    "a😀",
    "😀a",
  ],
  ...["0", "1", "true", "null", "{}", "[]", "$.a", "work", "Work", "direct", "User", "group", '{"a":1}'],
];
const NUMBERS = [
  0,
  1,
  -1,
  2,
  1.5,
  0.1,
  0.2,
  0.1 + 0.2,
  0.3,
  1e21,
  1e-7,
  123456789.12345679,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
];
export const DATES = [
  ...["2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00", "2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00"],
  ...[
    "2026-01-31T12:00:00.0005Z",
    "2026-01-31T11:59:59.999Z",
    "1969-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z",
  ],
  ...["9999-12-31T23:59:59.999999999Z", "2026-01-31T12:00:00.123456789-05:30"],
];
/** Times of objects in milliseconds, and filters' own. */
const TIMES = [0, 1, 999, 1_000, 1_768_000_000_123, 1_768_000_000_120, 1_768_000_000_003];
export const TIME_TEXTS = TIMES.map((ms) => new Date(ms).toISOString());

export const anyText = fc.oneof(
  { arbitrary: fc.constantFrom(...TEXTS), weight: 4 },
  fc.string({ unit: fc.constantFrom("a", "B", "Σ", "ς", "😀", "～", "é"), maxLength: 4 }),
);
const anyInteger = fc.constantFrom(...NUMBERS.filter(Number.isSafeInteger));
export const anyNumber = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    .map((n) => (Object.is(n, -0) ? 0 : n)),
);
export const anyDate = fc.constantFrom(...DATES);
const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 3 });
/** Now and then of another type, as it was when the definition was another. */
const mostly = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: value, weight: 9 }, fc.constantFrom<string | number | boolean>("x", 7, true));
/** An object of which each member may be left out. */
const partial = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

const anyEmail = partial({ value: anyText, type: fc.constantFrom("work", "Home"), primary: fc.boolean() });

export const anyUserDocument = partial({
  userName: anyText,
  displayName: anyText,
  nickName: anyText,
  profileUrl: anyText,
  active: fc.boolean(),
  name: partial({ familyName: anyText, givenName: anyText }),
  emails: some(anyEmail),
  x509Certificates: some(partial({ value: fc.constantFrom("aGk=", "aGk", "AGK=") })),
  [ENTERPRISE_USER_SCHEMA.id]: partial({
    department: anyText,
    manager: partial({ value: fc.constantFrom("M", "m") }),
  }),
});
export const anyGroupDocument = partial({ displayName: anyText });
export const anyThingDocument = partial({
  label: anyText,
  code: mostly(anyText),
  size: mostly(anyInteger),
  price: mostly(anyNumber),
  fit: mostly(fc.boolean()),
  bought: mostly(anyDate),
  tags: some(mostly(anyText)),
  sizes: some(mostly(anyInteger)),
  checked: some(anyDate),
  flags: some(fc.boolean()),
  maker: partial({ name: anyText, since: anyDate, marks: some(anyText) }),
  parts: some(
    partial({
      value: anyText,
      weight: anyNumber,
      made: anyDate,
      marks: some(anyText),
      primary: fc.boolean(),
    }),
  ),
  links: some(partial({ value: anyText, type: anyText })),
  "urn:example:ext:2.0:Thing": partial({ note: anyText, rank: anyInteger }),
});

export const anyRowValues = fc.record({
  version: fc.constantFrom(1, 2, 10),
  created: fc.constantFrom(...TIMES),
  modified: fc.constantFrom(...TIMES),
  external: partial({ [PRINCIPAL]: anyText, [OTHER_PRINCIPAL]: anyText }),
});
