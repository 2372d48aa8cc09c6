import { expect, test } from "vitest";
import { readDefinitions } from "./read-definitions.ts";

const schema = { id: "urn:example:crew", name: "Crew", attributes: [] };
const type = { name: "User", schemaExtensions: [] };

test.each([
  ["one schema", schema, { schemas: [schema], resourceTypes: [] }],
  ["one resource type", type, { schemas: [], resourceTypes: [type] }],
  [
    "lists of both",
    { schemas: [schema], resourceTypes: [type] },
    { schemas: [schema], resourceTypes: [type] },
  ],
  ["a list of one kind", { resourceTypes: [type] }, { schemas: [], resourceTypes: [type] }],
])("%s", (_name, document, expected) => {
  expect(readDefinitions(JSON.stringify(document))).toEqual(expected);
});

test.each(["", "{", "[]", "null", '{"schemas": {}}', '{"schemas": [1]}'])("%j is refused", (text) => {
  expect(readDefinitions(text)).toBeUndefined();
});
