import { expect, test } from "vitest";
import { renderError, ScimError } from "./error.ts";

test.each([
  ["invalidFilter", 400],
  ["uniqueness", 409],
  ["sensitive", 403],
  ["expiredCursor", 400],
] as const)("%s travels under %i", (scimType, status) => {
  expect(renderError(new ScimError(scimType, "Why."))).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    scimType,
    detail: "Why.",
  });
});

test("a bare status has no scimType", () => {
  const body = renderError(new ScimError(404, "Gone."));
  expect(body).toMatchObject({ status: "404", detail: "Gone." });
  expect(body).not.toHaveProperty("scimType");
});

test("a quoted name shows the characters that cannot be seen", () => {
  const body = renderError(new ScimError("invalidFilter", 'The filter cannot be read at "userName\u200b".'));
  expect(body["detail"]).toBe('The filter cannot be read at "userName[U+200B]".');
});
