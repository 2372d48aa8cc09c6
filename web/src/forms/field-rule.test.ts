import { expect, test } from "vitest";
import { z } from "zod";
import { name } from "../../../src/contract/parts.ts";
import { dropEmpty } from "./drop-empty.ts";
import { readRule } from "./field-rule.ts";

const shape = z.object({
  name,
  note: z.string().max(500).optional(),
  every: z.number().int().min(10).max(86_400),
  count: z.coerce.number().int().optional(),
  config: z.object({ url: z.string().min(1).nullable().default(null) }),
  roles: z.array(z.object({ name: z.string() })),
  extras: z.record(z.string(), z.string().max(9)),
  kind: z.enum(["a", "b"]).default("a"),
});

test("the rule of a field is the shape's: required or not, and its bounds", () => {
  expect(readRule(shape, "name")).toEqual({ isRequired: true, kind: "length", min: 1, max: 200 });
  expect(readRule(shape, "note")).toEqual({ isRequired: false, kind: "length", min: undefined, max: 500 });
  expect(readRule(shape, "every")).toEqual({ isRequired: true, kind: "number", min: 10, max: 86_400 });
  expect(readRule(shape, "count")).toEqual({
    isRequired: false,
    kind: "number",
    min: undefined,
    max: undefined,
  });
  expect(readRule(shape, "kind")?.isRequired).toBe(false);
});

test("a path leads through objects, lists and records, and nowhere if the shape ends", () => {
  expect(readRule(shape, "config.url")).toEqual({
    isRequired: false,
    kind: "length",
    min: 1,
    max: undefined,
  });
  expect(readRule(shape, "roles.0.name")?.isRequired).toBe(true);
  expect(readRule(shape, "extras.any")?.max).toBe(9);
  expect(readRule(shape, "nothing")).toBeUndefined();
  expect(readRule(shape, "name.first")).toBeUndefined();
});

test("fields that are left empty are left out, and false, zero and null stay", () => {
  const values = { name: "", every: 0, isOn: false, config: { url: "", path: null }, list: ["a", ""] };
  expect(dropEmpty(values)).toEqual({
    every: 0,
    isOn: false,
    config: { path: null },
    list: ["a", undefined],
  });
});
