import { describe, expect, test } from "vitest";
import { redactAttributes } from "./redact-attributes.ts";

const PATHS = ["nickName", "name.familyName", 'emails[type eq "work"].value', "urn:example:User:pin"];

function redact(json: object): unknown {
  return JSON.parse(redactAttributes(JSON.stringify(json), PATHS));
}

describe("the values of hidden attributes are blanked", () => {
  test.each<[string, object, object]>([
    [
      "in a resource",
      { userName: "ada", nickName: "S3", name: { givenName: "Ada", familyName: "S3" } },
      { userName: "ada", nickName: "[redacted]", name: { givenName: "Ada", familyName: "[redacted]" } },
    ],
    [
      "in each element, whatever its type",
      {
        emails: [
          { type: "work", value: "S3" },
          { type: "home", value: "S3" },
        ],
      },
      {
        emails: [
          { type: "work", value: "[redacted]" },
          { type: "home", value: "[redacted]" },
        ],
      },
    ],
    [
      "in a list of resources, and in any letter case",
      { Resources: [{ NICKNAME: "S3", title: "Chief" }] },
      { Resources: [{ NICKNAME: "[redacted]", title: "Chief" }] },
    ],
    [
      "in an extension",
      { "urn:example:User": { pin: "S3", floor: 4 } },
      { "urn:example:User": { pin: "[redacted]", floor: 4 } },
    ],
    [
      "in the operations of a PATCH",
      {
        Operations: [
          { op: "replace", path: "nickName", value: "S3" },
          { op: "add", path: 'emails[value eq "S3"]', value: [{ value: "S3" }] },
          { op: "replace", path: "urn:example:User:pin", value: 7 },
          { op: "replace", value: { "name.familyName": "S3", title: "Chief", "urn:x:User:nickName": "S3" } },
          { op: "replace", path: "title", value: "Chief" },
        ],
      },
      {
        Operations: [
          { op: "replace", path: "nickName", value: "[redacted]" },
          { op: "add", path: 'emails[value eq "[redacted]"]', value: [{ value: "[redacted]" }] },
          { op: "replace", path: "urn:example:User:pin", value: "[redacted]" },
          {
            op: "replace",
            value: { "name.familyName": "[redacted]", title: "Chief", "urn:x:User:nickName": "[redacted]" },
          },
          { op: "replace", path: "title", value: "Chief" },
        ],
      },
    ],
    ["where a part is expected and a text stands", { name: "S3" }, { name: "[redacted]" }],
    ["but an absent value is shown as absent", { nickName: null }, { nickName: null }],
  ])("%s", (_, body, expected) => {
    expect(redact(body)).toEqual(expected);
  });

  test("a body without them, and one that is not JSON, stays byte for byte", () => {
    for (const body of ['{ "title" : "Chief" }', "<p>nickName S3</p>", ""]) {
      expect(redactAttributes(body, PATHS)).toBe(body);
    }
    expect(redactAttributes('{"nickName":"S3"}', [])).toBe('{"nickName":"S3"}');
  });
});
