import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { defineAttribute, defineComplex, definePlural } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import type { ResourceType } from "../schema.ts";
import { searchDocument } from "./search-document.ts";

const THING: ResourceType = {
  id: "Thing",
  name: "Thing",
  endpoint: "/Things",
  description: "A thing",
  schema: {
    id: "urn:example:Thing",
    name: "Thing",
    description: "A thing",
    attributes: [
      defineAttribute("bought", "", { type: "dateTime" }),
      defineAttribute("repaired", "", { type: "dateTime", multiValued: true }),
      defineAttribute("size", "", { type: "integer" }),
      defineAttribute("tags", "", { multiValued: true }),
      defineAttribute("codes", "", { multiValued: true, caseExact: true }),
      defineComplex("maker", "", [
        defineAttribute("name", ""),
        defineAttribute("since", "", { type: "dateTime" }),
      ]),
      definePlural("links", "", defineAttribute("value", "", { caseExact: true })),
      defineAttribute("hits", "", { type: "integer", multiValued: true, mutability: "readOnly" }),
    ],
  },
  extensions: [],
};

const NOON = Date.UTC(2026, 0, 31, 12);

test.each<[string, ResourceType, JsonObject, JsonObject]>([
  [
    "text is folded as its case counts",
    USER,
    { userName: "ÅDA ﬁ", emails: [{ value: "A@X", type: "Work", primary: true }], profileUrl: "HTTP://X" },
    { userName: "åda fi", emails: [{ value: "a@x", type: "work", primary: true }], profileUrl: "HTTP://X" },
  ],
  [
    "an extension keeps its place, empty too",
    USER,
    { userName: "a", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {} },
    { userName: "a", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {} },
  ],
  [
    "relationships and unknown attributes are left out",
    GROUP,
    { displayName: "A", members: [], other: 1 },
    { displayName: "a" },
  ],
  [
    "a date is its instant, and its text",
    THING,
    {
      bought: "2026-01-31T13:00:00+01:00",
      repaired: ["2026-01-31T12:00:00Z"],
      maker: { since: "2026-01-31T12:00:00Z" },
    },
    {
      bought: NOON,
      "bought~": "2026-01-31t13:00:00+01:00",
      repaired: [NOON],
      "repaired~": ["2026-01-31t12:00:00z"],
      maker: { since: NOON, "since~": "2026-01-31t12:00:00z" },
    },
  ],
  [
    "several values are a list, one is none",
    THING,
    { tags: "One", maker: [{ name: "N" }] },
    { tags: ["one"], maker: { name: "n" } },
  ],
  ["nothing is left of nothing", THING, { tags: [], codes: [null], size: null }, {}],
  [
    "a value of another type is there, as one that equals nothing",
    THING,
    { size: "4", codes: [7, "A"], bought: "soon", maker: "Acme", links: ["x"] },
    { size: "?", codes: [0, "A"], bought: "?", "bought~": "soon", maker: {}, links: [{}] },
  ],
])("%s", (_name, type, document, search) => {
  expect(searchDocument(type, document)).toEqual(search);
});
