import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePrivileged } from "./privileged.ts";

test.each([
  ['userType eq "Admin"', { userType: "admin" }, true],
  ['userType eq "Admin"', { userType: "Clerk" }, false],
  ['userType eq "Admin"', {}, false],
  ['roles[value eq "root"]', { roles: [{ value: "reader" }, { value: "root" }] }, true],
  ['roles.value co "admin" or userName sw "svc-"', { userName: "svc-backup" }, true],
  [
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "IT"',
    { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "IT" } },
    true,
  ],
])("%s on %j: %s", (text, attributes, expected) => {
  expect(compilePrivileged(text)?.holds(attributes)).toBe(expected);
});

test("the attributes that a filter reads are known", () => {
  expect(compilePrivileged('not (roles[value eq "a"]) and userType pr')?.paths).toEqual([
    "roles",
    "userType",
  ]);
});

test("a text that is no filter over users compiles to nothing, whatever it is", () => {
  for (const text of ["", "userType", "nonsense eq 1", 'userType eq "a" or', "displayName eq", "title gt"]) {
    expect(compilePrivileged(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => void compilePrivileged(text)));
});
