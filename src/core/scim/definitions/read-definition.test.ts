import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../json.ts";
import { readSchema } from "./read-schema.ts";
import { readType } from "./read-type.ts";
import { checkTypeSet, EMPTY_SET, resourceTypesOf, toSchemaDocument, usersOf } from "./type-set.ts";

const URN = "urn:example:params:scim:schemas:extension:crew:1.0:User";
const schema = (attributes: readonly Json[], more: JsonObject = {}) => ({ id: URN, attributes, ...more });

function problemsOf(raw: Json): string[] {
  const read = readSchema(raw);
  return read.kind === "read" ? [] : read.problems.map(({ place, problem }) => `${place} ${problem}`);
}

test("what is left out has the defaults of RFC 7643 §2.2", () => {
  const read = readSchema(
    schema([{ name: "berth" }, { name: "c", type: "complex", subAttributes: [{ name: "d" }] }]),
  );
  const plain = {
    type: "string",
    multiValued: false,
    description: "",
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
  };
  expect(read).toEqual({
    kind: "read",
    value: {
      id: URN,
      name: "User",
      description: "",
      attributes: [
        { ...plain, name: "berth" },
        { ...plain, name: "c", type: "complex", subAttributes: [{ ...plain, name: "d" }] },
      ],
    },
  });
});

test("every characteristic is read, and written as it is read", () => {
  const whole = schema(
    [
      {
        name: "rank",
        type: "string",
        multiValued: false,
        description: "Rank on board.",
        required: true,
        canonicalValues: ["mate", "master"],
        caseExact: true,
        mutability: "immutable",
        returned: "always",
        uniqueness: "server",
        indexed: true,
        keptWhenOmitted: true,
        restrictCanonicalValues: true,
      },
      { name: "ship", type: "reference", referenceTypes: ["Ship", "external"], returned: "request" },
      { name: "pin", mutability: "writeOnly" },
      {
        name: "licences",
        type: "complex",
        multiValued: true,
        subAttributes: [
          { name: "value", type: "integer", uniqueness: "global" },
          { name: "$ref", type: "reference" },
          { name: "primary", type: "boolean" },
        ],
      },
    ],
    {
      name: "Crew",
      description: "Who sails.",
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
      meta: {},
    },
  );
  const read = readSchema(whole);
  if (read.kind !== "read") throw new Error(JSON.stringify(read.problems));
  expect(read.value.attributes[0]).toEqual(whole.attributes[0]);
  expect(read.value.attributes[2]).toMatchObject({ mutability: "writeOnly", returned: "never" });
  expect(readSchema(toSchemaDocument(read.value))).toEqual(read);
});

describe("what is wrong is told with its place", () => {
  const sub = (attribute: JsonObject) => schema([{ name: "a", type: "complex", subAttributes: [attribute] }]);
  test.each<[string, Json, string[]]>([
    ["no object", [], [" not-object", "id missing", "attributes missing"]],
    ["no URN", schema([], { id: "crew" }), ["id bad-urn"]],
    ["a URN with a blank", schema([], { id: "urn:a:b c" }), ["id bad-urn"]],
    [
      "a URN of a message",
      schema([], { id: "urn:ietf:params:scim:api:messages:2.0:PatchOp" }),
      ["id reserved-urn"],
    ],
    [
      "the core schema",
      schema([], { id: "urn:ietf:params:scim:schemas:core:2.0:User" }),
      ["id reserved-urn"],
    ],
    [
      "the enterprise extension in another case",
      schema([], { id: "URN:IETF:params:scim:schemas:extension:enterprise:2.0:user" }),
      ["id reserved-urn"],
    ],
    ["attributes that are no list", { id: URN, attributes: {} }, ["attributes not-list"]],
    ["an attribute that is text", schema(["a"]), ["attributes[0] not-object", "attributes[0].name missing"]],
    ["an unknown member", schema([{ name: "a", requried: true }]), ["attributes[0].requried unknown-member"]],
    ["a bad name", schema([{ name: "a.b" }]), ["attributes[0].name bad-name"]],
    ["a name with a digit first", schema([{ name: "1a" }]), ["attributes[0].name bad-name"]],
    ["$ref outside of a complex attribute", schema([{ name: "$ref" }]), ["attributes[0].name bad-name"]],
    ["a common attribute's name", schema([{ name: "Meta" }]), ["attributes[0].name reserved-name"]],
    ["a name every object has", schema([{ name: "constructor" }]), ["attributes[0].name reserved-name"]],
    [
      "a name twice in different case",
      schema([{ name: "a" }, { name: "A" }]),
      ["attributes[1].name repeated"],
    ],
    ["an unknown type", schema([{ name: "a", type: "number" }]), ["attributes[0].type not-one-of"]],
    ["a type in another case", schema([{ name: "a", type: "String" }]), ["attributes[0].type not-one-of"]],
    [
      "a text for a boolean",
      schema([{ name: "a", required: "true" }]),
      ["attributes[0].required not-boolean"],
    ],
    [
      "complex without parts",
      schema([{ name: "a", type: "complex" }]),
      ["attributes[0].subAttributes subs-missing"],
    ],
    [
      "parts of a simple attribute",
      schema([{ name: "a", subAttributes: [{ name: "b" }] }]),
      ["attributes[0].subAttributes subs-on-simple"],
    ],
    [
      "complex in complex",
      sub({ name: "b", type: "complex" }),
      ["attributes[0].subAttributes[0].type complex-in-complex"],
    ],
    ["a part's type", sub({ name: "b", type: "x" }), ["attributes[0].subAttributes[0].type not-one-of"]],
    [
      "Primary",
      sub({ name: "Primary", type: "boolean" }),
      ["attributes[0].subAttributes[0].name bad-spelling"],
    ],
    ["primary as text", sub({ name: "primary" }), ["attributes[0].subAttributes[0].type wrong-sub-type"]],
    [
      "uniqueness of a complex attribute",
      schema([
        { name: "a", type: "complex", uniqueness: "server", indexed: true, subAttributes: [{ name: "b" }] },
      ]),
      ["attributes[0].uniqueness not-on-complex", "attributes[0].indexed not-on-complex"],
    ],
    [
      "canonical numbers",
      schema([{ name: "a", type: "integer", canonicalValues: ["1"] }]),
      ["attributes[0].canonicalValues not-text-valued"],
    ],
    [
      "canonical values twice",
      schema([{ name: "a", canonicalValues: ["x", "x"] }]),
      ["attributes[0].canonicalValues[1] repeated"],
    ],
    [
      "nothing to restrict to",
      schema([{ name: "a", restrictCanonicalValues: true }]),
      ["attributes[0].restrictCanonicalValues nothing-to-restrict"],
    ],
    [
      "references of text",
      schema([{ name: "a", referenceTypes: ["User"] }]),
      ["attributes[0].referenceTypes not-a-reference"],
    ],
    [
      "what nobody can set and must",
      schema([{ name: "a", mutability: "readOnly", required: true }]),
      ["attributes[0].required never-set"],
    ],
    [
      "what is never kept and returned",
      schema([{ name: "a", mutability: "writeOnly", returned: "default", uniqueness: "server" }]),
      ["attributes[0].returned never-stored", "attributes[0].uniqueness never-stored"],
    ],
    [
      "too many attributes",
      schema(Array.from({ length: 501 }, (_, n) => ({ name: `a${n}` }))),
      ["attributes too-many"],
    ],
    [
      "a text that is too long",
      schema([{ name: "a", description: "x".repeat(2_001) }]),
      ["attributes[0].description too-long"],
    ],
    [
      "an attribute whose path is a standard schema",
      schema([{ name: "User" }], { id: "urn:ietf:params:scim:schemas:extension:enterprise:2.0" }),
      ["attributes[0].name attribute-is-schema"],
    ],
  ])("%s", (_, raw, expected) => {
    expect(problemsOf(raw)).toEqual(expected);
  });
});

describe("resource types", () => {
  const type = (more: JsonObject) => ({ name: "Ship", endpoint: "/Ships", schema: URN, ...more });

  test("are read in the form of RFC 7643 §6", () => {
    expect(
      readType(
        type({ id: "Ship", endpoint: "Ships", schemaExtensions: [{ schema: "urn:a:b", required: true }] }),
      ),
    ).toEqual({
      kind: "read",
      value: {
        name: "Ship",
        endpoint: "/Ships",
        description: "",
        schema: URN,
        extensions: [{ schema: "urn:a:b", required: true }],
      },
    });
  });

  test("of User and Group only more extensions are read", () => {
    const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    const read = readType({
      name: "user",
      schemaExtensions: [{ schema: enterprise, required: false }, { schema: URN }],
    });
    expect(read).toMatchObject({
      kind: "read",
      value: { name: "User", endpoint: "/Users", extensions: [{ schema: URN, required: false }] },
    });
  });

  test.each<[string, Json, string[]]>([
    ["without a name", { endpoint: "/Ships", schema: URN }, ["name missing"]],
    ["a bad name", type({ name: "a ship" }), ["name bad-name"]],
    ["a reserved name", type({ name: "schema" }), ["name reserved-name"]],
    ["an id of its own", type({ id: "ship-1" }), ["id id-is-name"]],
    ["a path as endpoint", type({ endpoint: "/a/b" }), ["endpoint bad-endpoint"]],
    ...[
      "/Users",
      "groups",
      "/Bulk",
      "/Me",
      "/Schemas",
      "/ResourceTypes",
      "/v2",
      "/serviceproviderconfig",
      "/.search",
    ].map((endpoint): [string, Json, string[]] => [
      endpoint,
      type({ endpoint }),
      ["endpoint reserved-endpoint"],
    ]),
    [
      "an extension twice",
      type({ schemaExtensions: [{ schema: "urn:a:b" }, { schema: "URN:a:B" }] }),
      ["schemaExtensions[1].schema repeated"],
    ],
    ["users elsewhere", { name: "User", endpoint: "/People" }, ["endpoint standard-type"]],
    [
      "the enterprise extension required",
      {
        name: "User",
        schemaExtensions: [
          { schema: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", required: true },
        ],
      },
      ["schemaExtensions[0].required standard-schema"],
    ],
  ])("%s", (_, raw, expected) => {
    const read = readType(raw);
    const problems = read.kind === "read" ? [] : read.problems;
    expect(problems.map(({ place, problem }) => `${place} ${problem}`)).toEqual(expected);
  });
});

describe("a set", () => {
  const read = readSchema(schema([{ name: "berth" }]));
  if (read.kind !== "read") throw new Error("no schema");
  const ship = { name: "Ship", endpoint: "/Ships", description: "", schema: URN, extensions: [] };
  const user = {
    ...{
      name: "User",
      endpoint: "/Users",
      description: "",
      schema: "urn:ietf:params:scim:schemas:core:2.0:User",
    },
    extensions: [{ schema: URN, required: true }],
  };

  test("gives the resource types, the standard ones first", () => {
    const types = resourceTypesOf({ schemas: [read.value], types: [ship, user] });
    expect(types.map(({ name }) => name)).toEqual(["User", "Group", "Ship"]);
    expect(types[0]?.extensions.at(-1)).toEqual({ schema: read.value, required: true });
    expect(usersOf({ schemas: [read.value], types: [ship, user] }, URN)).toEqual(["User", "Ship"]);
    expect(resourceTypesOf(EMPTY_SET)).toHaveLength(2);
  });

  test.each([
    [
      "a schema that is not there",
      { schemas: [], types: [ship] },
      ["resourceTypes[Ship].schema unknown-schema"],
    ],
    [
      "an extension that is not there",
      { schemas: [], types: [user] },
      ["resourceTypes[User].schemaExtensions unknown-schema"],
    ],
    [
      "an endpoint twice",
      { schemas: [read.value], types: [ship, { ...ship, name: "Boat", endpoint: "/ships" }] },
      ["resourceTypes[Ship].endpoint endpoint-taken", "resourceTypes[Boat].endpoint endpoint-taken"],
    ],
    [
      "an attribute whose path is another schema",
      { schemas: [read.value, { ...read.value, id: `${URN}:berth` }], types: [] },
      [`${URN} attribute-is-schema`],
    ],
  ])("is refused with %s", (_, set, expected) => {
    expect(checkTypeSet(set).map(({ place, problem }) => `${place} ${problem}`)).toEqual(expected);
  });
});
