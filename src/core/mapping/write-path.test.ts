import { expect, test } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { parsePath } from "./path.ts";
import { writePath } from "./write-path.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const HELD: JsonObject = {
  UserName: "ada",
  name: { givenName: "Ada" },
  emails: [
    { type: "work", value: "a@one.example", primary: true },
    { type: "home", value: "h@one.example" },
  ],
  [ENTERPRISE]: { department: "R&D" },
};

test.each<[string, Json, JsonObject]>([
  ["userName", "bea", { UserName: "bea" }],
  ["title", "Dr", { title: "Dr" }],
  ["name.familyName", "L", { name: { givenName: "Ada", familyName: "L" } }],
  [`${ENTERPRISE}:manager.value`, "7", { [ENTERPRISE]: { department: "R&D", manager: { value: "7" } } }],
  ['phoneNumbers[type eq "work"].value', "1", { phoneNumbers: [{ type: "work", value: "1" }] }],
])("writes %s beside what is there", (text, value, expected) => {
  const path = parsePath(text);
  if (path === undefined) throw new Error(text);
  expect(writePath(HELD, path, value)).toEqual({ ...HELD, ...expected });
});

test.each([
  ["name.givenName", "name"],
  [`${ENTERPRISE}:department`, ENTERPRISE],
  ["userName", "UserName"],
])("removes %s, with a whole that becomes empty", (text, gone) => {
  const path = parsePath(text);
  if (path === undefined) throw new Error(text);
  const { [gone]: _, ...rest } = HELD;
  expect(writePath(HELD, path, null)).toEqual(rest);
});

test("changes and removes one element, and keeps its other parts and the other elements", () => {
  const path = parsePath('emails[type eq "work"].value');
  if (path === undefined) throw new Error();
  const [, home] = HELD["emails"] as Json[];
  expect(writePath(HELD, path, "b@one.example")["emails"]).toEqual([
    { type: "work", value: "b@one.example", primary: true },
    home,
  ]);
  expect(writePath(HELD, path, null)["emails"]).toEqual([home]);
});
