import { describe, expect, test } from "vitest";
import { patch, patchError } from "../../../../test/patching.ts";
import type { JsonObject } from "../../json.ts";
import { defineAttribute, defineComplex } from "../definitions/attribute.ts";
import { USER } from "../definitions/user.ts";
import type { ResourceType } from "../schema.ts";

describe("immutable attributes", () => {
  const schema = {
    id: "urn:example:2.0:User",
    name: "X",
    description: "",
    attributes: [
      defineAttribute("badge", "", { mutability: "immutable" }),
      defineAttribute("tags", "", { multiValued: true }),
      defineComplex("place", "", [
        defineAttribute("site", "", { mutability: "immutable" }),
        defineAttribute("desk", ""),
      ]),
      defineAttribute("grade", "", { required: true }),
    ],
  };
  const type: ResourceType = { ...USER, extensions: [{ schema, required: true }] };
  const held = { userName: "u", [schema.id]: { grade: "1", badge: "b", place: { site: "s" }, tags: ["A"] } };
  const apply = (operation: unknown, on: JsonObject = held) =>
    patch(on, [operation], "rfc", { type }).document[schema.id];

  test.each<[unknown, JsonObject]>([
    [{ op: "add", path: `${schema.id}:badge`, value: "b" }, {}],
    [{ op: "add", path: `${schema.id}:place`, value: { desk: "d" } }, { place: { site: "s", desk: "d" } }],
    [{ op: "add", path: `${schema.id}:tags`, value: ["a", "b"] }, { tags: ["A", "b"] }],
    [{ op: "replace", path: `${schema.id}:tags[value eq "a"]`, value: "c" }, { tags: ["c"] }],
    [{ op: "remove", path: `${schema.id}:tags[value eq "z"]` }, {}],
  ])("%j", (operation, expected) => {
    expect(apply(operation)).toEqual({ ...(held[schema.id] as JsonObject), ...expected });
  });

  test.each<[unknown, string]>([
    [{ op: "replace", path: `${schema.id}:badge`, value: "c" }, "mutability"],
    [{ op: "remove", path: `${schema.id}:badge` }, "mutability"],
    [{ op: "replace", path: `${schema.id}:place.site`, value: "t" }, "mutability"],
    [{ op: "remove", path: `${schema.id}:place.site` }, "mutability"],
    [{ op: "remove", path: `${schema.id}:grade` }, "mutability"],
    [{ op: "remove", path: schema.id }, "mutability"],
  ])("refuses %j", (operation, scimType) => {
    expect(() => apply(operation)).toThrow(patchError(scimType));
  });

  test("may be set once", () => {
    const unset = { userName: "u", [schema.id]: { grade: "1" } };
    expect(apply({ op: "add", path: `${schema.id}:badge`, value: "n" }, unset)).toEqual({
      grade: "1",
      badge: "n",
    });
  });

  test("an extension that comes without what it requires is refused", () => {
    const optional: ResourceType = { ...USER, extensions: [{ schema, required: false }] };
    const operation = { op: "add", path: `${schema.id}:badge`, value: "n" };
    expect(() => patch({ userName: "u" }, [operation], "rfc", { type: optional })).toThrow(
      patchError("invalidValue"),
    );
  });
});
