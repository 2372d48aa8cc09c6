import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createConfigurationSchema } from "../src/contract/configuration-schema.ts";

/** The published JSON Schema is that of the program. */

const FILE = "docs/muster-config.schema.json";

test("docs/muster-config.schema.json is what the program says (-u writes it again)", async () => {
  const text = `${JSON.stringify(createConfigurationSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../${FILE}`);
});

test("the example of the document has only members that the schema has", () => {
  const schema = JSON.parse(readFileSync(FILE, "utf8"));
  const [, yaml = ""] =
    /```yaml\n([\s\S]*?)```/.exec(readFileSync("docs/configuration-files.md", "utf8")) ?? [];
  const example: object = parse(yaml);
  expect(Object.keys(example).length).toBeGreaterThan(8);
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(example)));
  expect(schema.required).toEqual(["muster", "kind", "name"]);
  expect(schema.additionalProperties).toBe(false);
});
