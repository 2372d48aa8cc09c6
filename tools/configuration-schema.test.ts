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

test("the examples of the document have only members that the schema has", () => {
  const schema = JSON.parse(readFileSync(FILE, "utf8"));
  const [application, organization] = schema.anyOf;
  const [first, second] = [
    ...readFileSync("docs/configuration-files.md", "utf8").matchAll(/```yaml\n([\s\S]*?)```/g),
  ].map(([, yaml = ""]): object => parse(yaml));
  for (const [example, shape, least] of [
    [first, application, 8],
    [second, organization, 6],
  ] as const) {
    const names = Object.keys(example ?? {});
    expect(names.length).toBeGreaterThan(least);
    expect(Object.keys(shape.properties)).toEqual(expect.arrayContaining(names));
    expect(shape.required).toEqual(["muster", "kind", "name"]);
    expect(shape.additionalProperties).toBe(false);
  }
});
