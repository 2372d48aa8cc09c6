import { describe, expect, test } from "vitest";
import { z } from "zod";
import { describeIssue } from "./describe-issue.ts";
import { createMessages } from "./messages.ts";

const english = createMessages("en");
const french = createMessages("fr");

/** Shapes as the contract has them. */
const name = z.string().trim().min(1).max(200);
const limit = z.coerce.number().int().min(1).max(500);

/** The first finding of a real shape about a value. */
function issueOf(shape: z.ZodType, value: unknown) {
  const parsed = shape.safeParse(value);
  if (parsed.success) throw new Error(`${JSON.stringify(value)} is accepted`);
  return parsed.error.issues[0];
}

/** Every kind of finding that a shape of the contract can report. */
const CASES: readonly [what: string, shape: z.ZodType, value: unknown, words: string][] = [
  ["a missing text", z.object({ a: z.string() }), {}, "is missing"],
  ["a number for a text", z.string(), 5, "must be text"],
  ["a text for a number", z.number(), "5", "must be a whole number"],
  ["a fraction for a whole number", z.number().int(), 1.5, "must be a whole number"],
  ["a word for a number of the query", limit, "many", "must be a whole number"],
  ["a text for a truth value", z.boolean(), "true", "must be true or false"],
  ["an object for a list", z.array(z.string()), {}, "must be a list"],
  ["a list for an object", z.object({}), [], "must be an object"],
  ["a text for a record", z.record(z.string(), z.string()), "a", "must be an object"],
  [
    "a check with a code",
    z.string().regex(/^a$/, "invalid.printable-ascii"),
    "b c",
    "must consist of ASCII characters that can be printed",
  ],
  ["no address", z.url(), "foo", "must be an address, such as https://example.test"],
  ["no time", z.iso.datetime(), "yesterday", "must be a time, such as 2026-01-31T08:00:00Z"],
  ["another form", z.string().regex(/^a$/), "b", "has a form that is not accepted"],
  ["a word that is not in a list", z.enum(["a", "b"]), "c", "must be one of a, b"],
  ["another literal", z.literal("ipc"), "tcp", "must be ipc"],
  ["a name without a letter", name, " ", "must have at least 1 character"],
  ["a name that is too long", name, "x".repeat(201), "must have at most 200 characters"],
  ["too few elements", z.array(z.string()).min(2), ["a"], "must have at least 2 elements"],
  ["too many elements", z.array(z.string()).max(1), ["a", "b"], "must have at most 1 element"],
  ["a number that is too small", limit, "0", "must be 1 or more"],
  ["a number that is too large", limit, "1000", "must be 500 or less"],
  [
    "unknown members",
    z.strictObject({}),
    { colour: 1, size: 2 },
    "has members that are not known: colour, size",
  ],
  ["none of several forms", z.union([z.string(), z.number()]), true, "has a form that is not accepted"],
  ["a check without a code", z.string().refine(() => false, "Nope"), "a", "has a form that is not accepted"],
];

describe("a finding of a shape is put into words", () => {
  test.each(CASES)("%s", (_, shape, value, words) => {
    expect(describeIssue(english, issueOf(shape, value))).toBe(words);
  });

  test.each(CASES)("in French, with no English word: %s", (_, shape, value, words) => {
    const issue = issueOf(shape, value);
    const told = describeIssue(french, issue);
    expect(told).not.toBe(words);
    expect(told).not.toContain(issue?.message);
    expect(told).toMatch(/^(doit|est|a) /);
  });
});

test("without a finding, the form is named", () => {
  expect(describeIssue(english, undefined)).toBe("has a form that is not accepted");
});
