import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { defineAttribute } from "../definitions/attribute.ts";
import { USER } from "../definitions/user.ts";
import type { ResourceType } from "../schema.ts";
import { replaceDocument } from "./replace.ts";

const EXTENSION = "urn:example:ext:2.0:User";
const TYPE: ResourceType = {
  ...USER,
  extensions: [
    {
      required: false,
      schema: {
        id: EXTENSION,
        name: "X",
        description: "",
        attributes: [
          defineAttribute("badge", "", { mutability: "immutable" }),
          defineAttribute("rank", "", { mutability: "readOnly" }),
          defineAttribute("color", ""),
        ],
      },
    },
  ],
};

test("what the incoming document leaves out is cleared, but active is kept", () => {
  const before = { userName: "a", active: false, title: "t", [EXTENSION]: { color: "red" } };
  expect(replaceDocument(TYPE, before, { userName: "b", displayName: "B" })).toEqual({
    userName: "b",
    active: false,
    displayName: "B",
  });
});

test("immutable and read-only values stay; another immutable value is refused", () => {
  const before = { userName: "a", [EXTENSION]: { badge: "1", rank: "r", color: "red" } };
  expect(replaceDocument(TYPE, before, { userName: "a", [EXTENSION]: { rank: "x" } })).toEqual({
    userName: "a",
    [EXTENSION]: { badge: "1", rank: "r" },
  });
  expect(() => replaceDocument(TYPE, before, { userName: "a", [EXTENSION]: { badge: "2" } })).toThrow(
    expect.objectContaining({ scimType: "mutability" }),
  );
});

test("the same document comes back when nothing differs", () => {
  const before = { userName: "a", name: { familyName: "F", givenName: "G" } };
  const incoming = { name: { givenName: "G", familyName: "F" }, userName: "a" };
  expect(replaceDocument(USER, before, incoming)).toBe(before);
});

test("a part that the service computed stays when the rest of a complex value is replaced", () => {
  const urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const before = { userName: "a", [urn]: { manager: { value: "m", $ref: "../Users/m", displayName: "M" } } };
  const put = (extension: JsonObject) => replaceDocument(USER, before, { userName: "a", [urn]: extension });
  expect(put({ manager: { value: "n" } })).toEqual({
    userName: "a",
    [urn]: { manager: { value: "n", displayName: "M" } },
  });
  expect(put({ department: "D" })).toEqual({ userName: "a", [urn]: { department: "D" } });
});
