import { expect, test } from "vitest";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { ScimError } from "../error.ts";
import { GENERIC } from "../profile.ts";
import { compareSortable, parseSort, type SortKey } from "./sort.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test.each([
  ["userName", "userName"],
  ["USERNAME", "userName"],
  ["emails", "emails.value"],
  ["emails.type", "emails.type"],
  ["name", "name.formatted"],
  ["addresses", "addresses.formatted"],
  ["name.familyName", "name.familyName"],
  [`${ENTERPRISE}:manager`, `${ENTERPRISE}:manager.value`],
  ["meta.lastModified", "meta.lastModified"],
  ["externalId", "externalId"],
  ["active", "active"],
])("sorts users by %s", (sortBy, path) => {
  const [sort] = parseSort([USER], { sortBy, sortOrder: "Descending" }, GENERIC) ?? [];
  expect([sort?.by?.path, sort?.isDescending]).toEqual([path, true]);
});

test.each([
  ["nothing", "ascending"],
  ["password", "ascending"],
  ["groups", "ascending"],
  ["groups.value", "ascending"],
  ["schemas", "ascending"],
  ["meta", "ascending"],
  ["x509Certificates", "ascending"],
  ["userName", "upwards"],
])("does not sort users by %s, %s", (sortBy, sortOrder) => {
  expect(() => parseSort([USER], { sortBy, sortOrder }, GENERIC)).toThrow(ScimError);
});

test("an attribute of one type sorts a list of several", () => {
  const sorts = parseSort([USER, GROUP], { sortBy: "userName", sortOrder: undefined }, GENERIC);
  expect(sorts?.map(({ by }) => by?.path)).toEqual(["userName", undefined]);
  expect(parseSort([USER], { sortBy: undefined, sortOrder: "descending" }, GENERIC)).toBeUndefined();
});

test.each<[boolean, readonly SortKey[]]>([
  [false, [-1, 2, 10, "", "a", "b", "～", "😀", null]],
  [true, [null, "😀", "～", "b", "a", "", 10, 2, -1]],
])("orders keys, descending: %s", (isDescending, keys) => {
  const shuffled = keys
    .map((key) => ({ key, id: "x" }))
    .sort((left, right) => (String(left.key) < String(right.key) ? 1 : -1));
  const sorted = shuffled.sort((left, right) => compareSortable(left, right, isDescending));
  expect(sorted.map(({ key }) => key)).toEqual(keys);
});

test.each([true, false])("equal keys stay in order of their ids, descending: %s", (isDescending) => {
  expect(compareSortable({ key: "a", id: "1" }, { key: "a", id: "2" }, isDescending)).toBeLessThan(0);
  expect(compareSortable({ key: null, id: "2" }, { key: null, id: "1" }, isDescending)).toBeGreaterThan(0);
});
