import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EvaluationContext, evaluate } from "../../src/core/mapping/expression/evaluate.ts";
import { type FunctionSpec, isCountAccepted } from "../../src/core/mapping/expression/functions/spec.ts";
import { FUNCTIONS } from "../../src/core/mapping/expression/functions.ts";
import { parseExpression } from "../../src/core/mapping/expression/parser.ts";
import { sizeOf, TEXT_LENGTH_MAX, type Value } from "../../src/core/mapping/value.ts";
import { regex } from "../mapping.ts";

/** Texts that look like what functions read: dates, formats, patterns, numbers, names, and anything else. */
const TELLING = [
  "2024-02-29",
  "3/16/2020 7:00:00 AM",
  "yyyy-MM-dd'T'HH:mm:ss.fffzzz",
  "M/d/yyyy",
  "d",
  "yyyy",
  "129699324000000000",
  "(?<a>x+)|(b)",
  "$1$&",
  "vbTextCompare",
  "tr-TR",
  "ß🚀é",
  "True",
  " ,-'",
  "<a>",
];
const text = fc.oneof(fc.constantFrom(...TELLING), fc.string({ unit: "binary" }), fc.string());
const value: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.double({ noNaN: false }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 5 }),
);

function contextOf(values: readonly Value[], now = 0): EvaluationContext {
  return {
    regex,
    now,
    defaultDomain: null,
    read: (reference) =>
      reference.kind === "paths" ? (values[Number(reference.paths[0]?.text.slice(1))] ?? null) : null,
    randomDigits: (salt) => createHash("sha256").update(salt).digest("hex"),
  };
}

/** A call of the function with sources as arguments; some that may be left out are. */
function callOf(spec: FunctionSpec, count: number, omitted: readonly boolean[]): string {
  const operands = Array.from({ length: count }, (_, index) =>
    omitted[index] === true && spec.parameters[index]?.isOptional === true ? "" : `[a${index}]`,
  );
  return `${spec.name}(${operands.join(", ")})`;
}

const call = fc
  .record({
    spec: fc.constantFrom(...FUNCTIONS.values()),
    count: fc.nat(12),
    omitted: fc.array(fc.boolean(), { maxLength: 12 }),
    values: fc.array(value, { minLength: 12, maxLength: 12 }),
    now: fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  })
  .filter(({ spec, count }) => isCountAccepted(spec, count));

test("every function is total, bounded, and yields the same for the same arguments", () => {
  const evaluated = new Set<string>();
  fc.assert(
    fc.property(call, ({ spec, count, omitted, values, now }) => {
      const parsed = parseExpression(callOf(spec, count, omitted));
      // `Replace` refuses combinations of arguments that have no meaning.
      fc.pre(parsed.ok);
      if (!parsed.ok) return;
      const first = evaluate(parsed.expression, contextOf(values, now));
      expect(sizeOf(first)).toBeLessThanOrEqual(TEXT_LENGTH_MAX);
      expect(evaluate(parsed.expression, contextOf(values, now))).toEqual(first);
      evaluated.add(spec.name);
    }),
    { numRuns: 5_000 },
  );
  expect(evaluated.size).toBe(FUNCTIONS.size);
});

test("the parser is total, and its errors lie within the text", () => {
  const piece = fc.oneof(
    fc.constantFrom("(", ")", ",", '"', "[", "]", "=", "<>", " ", "&HF", "\\", ...FUNCTIONS.keys()),
    fc.constantFrom("[a]", '"x"', "12", "-1.5", "vbTextCompare"),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const written = pieces.join("");
      const parsed = parseExpression(written);
      if (parsed.ok) return;
      expect(parsed.errors.length).toBeGreaterThan(0);
      for (const { position } of parsed.errors) expect(position).toBeLessThanOrEqual(written.length);
      expect(parsed.errors.map(({ position }) => position)).toEqual(
        parsed.errors.map(({ position }) => position).sort((left, right) => left - right),
      );
    }),
    { numRuns: 3_000 },
  );
});
