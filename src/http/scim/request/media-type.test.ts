import { expect, test } from "vitest";
import { negotiate } from "./media-type.ts";

const SCIM = "application/scim+json";
const JSON_TYPE = "application/json";

test.each([
  [undefined, SCIM],
  ["", SCIM],
  ["*/*", SCIM],
  ["application/*", SCIM],
  [SCIM, SCIM],
  ["Application/SCIM+JSON", SCIM],
  ["application/scim+json; charset=utf-8", SCIM],
  [JSON_TYPE, JSON_TYPE],
  ["application/json, */*", SCIM],
  ["application/json, application/scim+json", SCIM],
  ["application/json, */*;q=0.1", JSON_TYPE],
  ["application/scim+json;q=0.5, application/json", JSON_TYPE],
  ["application/scim+json;q=0, */*", JSON_TYPE],
  ["text/html, */*;q=0.8", SCIM],
  ["text/html", undefined],
  ["text/html, application/xml;q=0.9", undefined],
  ["*/*;q=0", undefined],
  ["application/scim+json;q=0", undefined],
  ["application/json;q=0, application/scim+json;q=0, */*", undefined],
])("Accept: %s is answered in %s", (accept, expected) => {
  expect(negotiate(accept)).toBe(expected);
});
