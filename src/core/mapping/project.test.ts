import { expect, test } from "vitest";
import { environment, regex } from "../../../test/mapping.ts";
import type { Json, JsonObject } from "../json.ts";
import { diffFlat } from "./flat.ts";
import { type CompiledMapping, parseMapping } from "./mapping.ts";
import { listSearches } from "./match-key.ts";
import { carryForward, projectMatching, projectObject } from "./project.ts";
import type { SourceObject } from "./source.ts";

function compile(json: Json): CompiledMapping {
  const parsed = parseMapping(json, regex);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mapping;
}

function person(document: JsonObject) {
  return { id: "id-1", document: { userName: "odile@contoso.example", ...document }, softDeleted: false };
}

function project(mapping: CompiledMapping, source: SourceObject, purpose: "create" | "update") {
  return projectObject(mapping, source, purpose, environment);
}

const DEFAULTED = compile({
  type: "user",
  attributes: [
    { target: "externalId", kind: "direct", source: "nickName", apply: "always", matching: 2 },
    { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
    { target: "title", kind: "direct", source: "title", apply: "always", defaultIfNull: "Staff" },
    { target: "locale", kind: "constant", value: "fr", apply: "on-create" },
    { target: "nickName", kind: "direct", source: "nickName", apply: "always" },
  ],
});

test("defaults and creation-only attributes hold after the creation", () => {
  const created = project(DEFAULTED, person({ nickName: "odi" }), "create");
  expect(created.attributes).toEqual({
    externalId: "odi",
    userName: "odile@contoso.example",
    title: "Staff",
    locale: "fr",
    nickName: "odi",
  });
  expect(listSearches(created.matching).map(({ path }) => path)).toEqual(["userName", "externalId"]);
  const updated = project(DEFAULTED, person({}), "update");
  const after = carryForward(created.attributes, updated);
  expect(diffFlat(created.attributes, after)).toEqual([
    { path: "externalId", from: "odi", to: null },
    { path: "nickName", from: "odi", to: null },
  ]);
  const titled = project(DEFAULTED, person({ nickName: "odi", title: "Lead" }), "update");
  expect(diffFlat(created.attributes, carryForward(created.attributes, titled))).toEqual([
    { path: "title", from: "Staff", to: "Lead" },
  ]);
});

test("without a matching value there is nothing to match by", () => {
  const source = { id: "id-1", document: {}, softDeleted: false };
  expect(listSearches(project(DEFAULTED, source, "create").matching)).toEqual([]);
});

test("a value that the attribute cannot hold is a problem, and does not flow", () => {
  const mapping = compile({
    type: "user",
    attributes: [
      { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
      { target: "active", kind: "direct", source: "title", apply: "always" },
    ],
  });
  const { attributes, problems } = project(mapping, person({ title: "maybe" }), "update");
  expect(attributes).not.toHaveProperty("active");
  expect(problems).toEqual([{ code: "hold.mapping-problem", params: { path: "active", value: "maybe" } }]);
});

test("an expression without a result is a problem, and not a value to clear", () => {
  const expression = `Replace([title], "a", , , "${"a".repeat(5_000)}", , )`;
  const mapping = compile({
    type: "user",
    attributes: [
      { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
      { target: "title", kind: "expression", expression, apply: "always" },
    ],
  });
  const { problems } = project(mapping, person({ title: "a".repeat(21) }), "update");
  expect(problems).toEqual([{ code: "hold.no-result", params: { path: "title", max: 100_000 } }]);
  expect(project(mapping, person({ title: "a" }), "update").problems).toEqual([]);
});

test("a new account waits for a write-only value that has no result, and does not get along without it", () => {
  const expression = `Replace([title], "a", , , "${"a".repeat(5_000)}", , )`;
  const mapping = compile({
    type: "user",
    attributes: [
      { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
      { target: "password", kind: "expression", expression, apply: "on-create", writeOnly: true },
    ],
  });
  const long = person({ title: "a".repeat(21) });
  const made = project(mapping, long, "create");
  expect(made.problems).toEqual([{ code: "hold.no-result", params: { path: "password", max: 100_000 } }]);
  expect(made.attributes).not.toHaveProperty("password");
  expect(project(mapping, long, "update").problems).toEqual([]);
  const fine = project(mapping, person({ title: "a" }), "create");
  expect([fine.problems, fine.writeOnly]).toEqual([[], ["password"]]);
});

test("the matching values alone are those of the whole projection", () => {
  for (const document of [{}, { nickName: "odi" }, { nickName: "", title: "Lead" }, { userName: null }]) {
    const source = person(document);
    const { matching } = project(DEFAULTED, source, "update");
    expect(matching).toHaveLength(2);
    expect(projectMatching(DEFAULTED, source, environment)).toEqual(matching);
  }
});
