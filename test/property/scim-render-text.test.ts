import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTERPRISE_USER_SCHEMA } from "../../src/core/scim/definitions/enterprise-user.ts";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { parseProjection, render } from "../../src/core/scim/request/project.ts";
import { renderText } from "../../src/core/scim/request/render-text.ts";

const BASE = "https://scim.example.com/v2";
const text = fc.oneof(
  fc.string(),
  fc.constantFrom("", "null", "{}", '"', "\\", `"${ENTERPRISE_USER_SCHEMA.id}":`, "é", "\u2028", "😀"),
);
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const part = fc.record({ value: some(text), type: some(text), primary: some(fc.boolean()) });
const extension = fc.record({ department: some(text), manager: some(fc.record({ value: some(text) })) });
const document = fc.record({
  userName: text,
  displayName: some(text),
  active: some(fc.boolean()),
  name: some(fc.record({ givenName: some(text), familyName: some(text) })),
  emails: some(fc.array(part, { maxLength: 3 })),
  [ENTERPRISE_USER_SCHEMA.id]: some(extension),
});
const query = fc.constantFrom<Parameters<typeof parseProjection>[1]>(
  {},
  { attributes: "userName" },
  { attributes: "name.givenName,groups" },
  { excludedAttributes: "groups" },
  { excludedAttributes: "emails.type" },
  { excludedAttributes: "meta.created" },
  { excludedAttributes: "externalId" },
  { excludedAttributes: ENTERPRISE_USER_SCHEMA.id },
);
const groups = fc.array(fc.record({ value: text, display: fc.option(text) }), { maxLength: 2 });

test("a resource as text is the resource", () => {
  fc.assert(
    fc.property(document, query, groups, fc.option(text), (held, asked, relationships, externalId) => {
      const stored = JSON.stringify(held);
      const view = {
        ...{ id: "1", externalId, version: 3, created: "2026-01-01T00:00:00Z" },
        ...{
          lastModified: "2026-01-02T00:00:00Z",
          document: JSON.parse(stored),
          relationships: { groups: relationships },
        },
      };
      const projection = parseProjection(USER, asked);
      const expected = render(USER, view, { projection, baseUrl: BASE });
      for (const given of [undefined, stored, JSON.stringify(JSON.parse(stored), null, 1)]) {
        const rendered = renderText(USER, { ...view, text: given }, { projection, baseUrl: BASE });
        expect(JSON.parse(rendered)).toEqual(expected);
      }
    }),
  );
});
