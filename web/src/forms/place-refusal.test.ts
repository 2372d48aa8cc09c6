import { expect, test } from "vitest";
import { placeRefusal } from "./place-refusal.ts";

const names = ["name", "config.url", "config.path", "roles.0.name"];
const fieldsOf = (...[problem, places]: Parameters<typeof placeRefusal>) =>
  Object.fromEntries(placeRefusal(problem, places).fields);

const refusal = (code: string, params: Readonly<Record<string, string>> = {}) => ({
  code,
  detail: `detail of ${code}`,
  params,
});

const error = (pointer: string, detail: string) => ({ pointer, code: "configuration.value-invalid", detail });

test("a refusal stands at the field whose place the server names", () => {
  const invalid = refusal("request.invalid", { place: "body.config.url", problem: "must be an address" });
  expect(placeRefusal(invalid, { names })).toEqual({
    fields: new Map([["config.url", "detail of request.invalid"]]),
    rest: [],
  });
  const taken = refusal("object.value-taken", { path: "name" });
  expect(fieldsOf(taken, { names })).toEqual({ name: "detail of object.value-taken" });
});

test("several errors stand at their fields at once; what has no field on the page is left", () => {
  const problem = {
    ...refusal("app.settings-invalid"),
    errors: [
      error("/config/url", "No address."),
      error("/name", "Too long."),
      error("/config/url", "No host."),
      error("/secret", "Not set."),
    ],
  };
  expect(placeRefusal(problem, { names })).toEqual({
    fields: new Map([
      ["config.url", "No address. No host."],
      ["name", "Too long."],
    ]),
    rest: ["Not set."],
  });
});

test("escaped pointers are read as RFC 6901 writes them", () => {
  const problem = { ...refusal("app.mapping-invalid"), errors: [error("/a~1b/c~0d", "Wrong.")] };
  expect(fieldsOf(problem, { names: ["a/b.c~d"] })).toEqual({ "a/b.c~d": "Wrong." });
});

test("a place below a field is that field's, and a place above several fields is the first one's", () => {
  expect(fieldsOf(refusal("x", { path: "name.givenName" }), { names })).toEqual({ name: "detail of x" });
  expect(fieldsOf(refusal("x", { place: "body.config" }), { names })).toEqual({
    "config.url": "detail of x",
  });
  // A name that only begins alike is another field.
  expect(fieldsOf(refusal("x", { path: "names" }), { names })).toEqual({});
  expect(
    fieldsOf(refusal("x", { path: 'emails[type eq "work"].value' }), { names: ["emails.value"] }),
  ).toEqual({ "emails.value": "detail of x" });
});

test("a form that sends a part of the body finds its fields below that part", () => {
  const problem = {
    ...refusal("app.settings-invalid"),
    errors: [error("/settings/everySeconds", "Too small."), error("/settings/other", "Unknown.")],
  };
  expect(placeRefusal(problem, { names: ["everySeconds"], within: "settings" })).toEqual({
    fields: new Map([["everySeconds", "Too small."]]),
    rest: ["Unknown."],
  });
});

test("a form may say which field a code or a path is about", () => {
  const others = { "app.name-taken": "name", emails: "config.url", secret: "not-on-this-page" };
  expect(fieldsOf(refusal("app.name-taken", { name: "HR" }), { names, others })).toEqual({
    name: "detail of app.name-taken",
  });
  expect(fieldsOf(refusal("x", { path: "emails.value" }), { names, others })).toEqual({
    "config.url": "detail of x",
  });
  expect(placeRefusal(refusal("x", { path: "secret" }), { names, others }).rest).toEqual(["detail of x"]);
});

test("a refusal without a place belongs to the form as a whole", () => {
  expect(placeRefusal(refusal("auth.role-forbidden", { permission: "directory:write" }), { names })).toEqual({
    fields: new Map(),
    rest: ["detail of auth.role-forbidden"],
  });
});
