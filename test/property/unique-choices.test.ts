import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMapping } from "../../src/core/mapping/mapping.ts";
import { projectObject } from "../../src/core/mapping/project.ts";
import { environment, regex } from "../mapping.ts";

const RULES = [
  "[givenName]",
  "[surname]",
  'Append([givenName], "2")',
  '""',
  "[nickName]",
  "RandomString(4,0,0,1,1)",
];
const rules = fc.array(fc.constantFrom(...RULES), { minLength: 2, maxLength: 20 });
const person = fc.record({
  userName: fc.constant("ada@contoso.example"),
  name: fc.record({ givenName: fc.string(), familyName: fc.string() }, { requiredKeys: [] }),
  nickName: fc.option(fc.string()),
});

test("the candidates of a choice are bounded, distinct and never empty, and the first stands for the choice", () => {
  fc.assert(
    fc.property(rules, person, (chosen, document) => {
      const parsed = parseMapping(
        {
          type: "user",
          attributes: [
            { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
            {
              target: "title",
              kind: "expression",
              expression: `SelectUniqueValue(${chosen.join(", ")})`,
              apply: "on-create",
            },
          ],
        },
        regex,
      );
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const source = { id: "id-1", document, softDeleted: false };
      const project = (purpose: "create" | "update") =>
        projectObject(parsed.mapping, source, purpose, {
          ...environment,
          randomDigits: () => "0123456789abcdef".repeat(4),
        });
      const created = project("create");
      expect(project("create")).toEqual(created);
      const candidates = created.choices.flatMap((choice) => choice.candidates);
      expect(candidates.length).toBeLessThanOrEqual(chosen.length);
      expect(new Set(candidates).size).toBe(candidates.length);
      for (const each of candidates) expect(each).not.toBe("");
      expect(created.attributes["title"]).toEqual(candidates[0]);
      expect(project("update").choices).toEqual([]);
    }),
  );
});
