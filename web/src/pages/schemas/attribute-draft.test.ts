import { expect, test } from "vitest";
import { NEW_ATTRIBUTE, putAttribute, toAttribute, toDraft } from "./attribute-draft.ts";

test("an attribute without characteristics has the defaults of the RFC in the form", () => {
  expect(toDraft({ name: "berth", type: "integer" })).toEqual({
    ...NEW_ATTRIBUTE,
    name: "berth",
    type: "integer",
  });
});

test("what the form does not know stays", () => {
  const before = {
    ...{ name: "deck", type: "string", caseExact: true, canonicalValues: ["upper", "lower"] },
    ...{ indexed: true, restrictCanonicalValues: true },
  };
  expect(toAttribute(toDraft(before), before)).toMatchObject(before);
});

test("another type loses what belonged to the former one alone", () => {
  const before = { name: "deck", type: "string", caseExact: true, canonicalValues: ["upper"] };
  const after = toAttribute({ ...toDraft(before), type: "integer" }, before);
  expect(after).toMatchObject({ type: "integer", caseExact: false });
  expect(after).not.toHaveProperty("canonicalValues");
});

test("a new reference leads outside, and a complex attribute keeps its parts", () => {
  expect(toAttribute({ ...NEW_ATTRIBUTE, type: "reference" })).toMatchObject({
    referenceTypes: ["external"],
  });
  const complex = { name: "cabin", type: "complex", subAttributes: [{ name: "deck" }] };
  expect(toAttribute({ ...toDraft(complex), multiValued: true }, complex)).toMatchObject({
    ...complex,
    multiValued: true,
  });
});

test("an attribute is replaced at its place, and a new one comes last", () => {
  const attributes = [{ name: "a" }, { name: "b" }];
  const named = (name: string) => ({ ...NEW_ATTRIBUTE, name });
  const names = (list: readonly Readonly<Record<string, unknown>>[]) => list.map(({ name }) => name);
  expect(names(putAttribute(attributes, "a", named("c")))).toEqual(["c", "b"]);
  expect(names(putAttribute(attributes, undefined, named("c")))).toEqual(["a", "b", "c"]);
});
