import fc from "fast-check";
import { expect, test } from "vitest";
import { type EvaluationContext, evaluate } from "../../src/core/mapping/expression/evaluate.ts";
import type { Expression } from "../../src/core/mapping/expression/expression.ts";
import { FUNCTIONS } from "../../src/core/mapping/expression/functions.ts";
import { findTimeChange, type KnownChanges } from "../../src/core/mapping/expression/next-change.ts";
import { parseExpression } from "../../src/core/mapping/expression/parser.ts";
import type { Value } from "../../src/core/mapping/value.ts";
import { regex } from "../mapping.ts";

/** Expressions that read the time in every way that has a bound of its own, and functions of any kind around them. */

const FORMATS = [
  "M/d/yyyy h:mm:ss tt",
  "yyyy-MM-dd",
  "yyyy-MM-ddTHH:mm:ssZ",
  "yyyyMMdd",
  "yyyy.MM",
  "dd/MM/yyyy",
  "MM/dd/yyyy HH:mm",
  "HH:mm",
  "h tt",
  "dddd",
  "MMM d",
  "yy",
  "yyyy",
  "o",
  "d",
  "Mdyyyy",
  "",
  "'at' H",
];
const INTERVALS = ["yyyy", "m", "d", "ww", "h", "n", "s"];
const TEXTS = [
  "2026-11-30",
  "2027-03-01T08:00:00Z",
  "1/31/2027",
  "11/30/2026 10:20:30 AM",
  "20270101",
  "2026",
  "08:30",
  "Feb 29",
  "Monday",
  "1",
  "12/",
  "",
  "x",
];

const quote = (text: string) => `"${text}"`;
const literal = fc.oneof(
  fc.constantFrom(...TEXTS).map(quote),
  fc.integer({ min: -40, max: 40 }).map(String),
  fc.constantFrom("[a]", "[b]", "[c]"),
);
const format = fc.constantFrom(...FORMATS).map(quote);
const interval = fc.constantFrom(...INTERVALS).map(quote);
const operator = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");
const OTHERS = [...FUNCTIONS.values()].filter(
  ({ name, isOutermost, least }) => !isOutermost && name !== "Replace" && least > 0,
);

const { anyExpression } = fc.letrec<{ anyExpression: string; anyPart: string }>((tie) => ({
  anyPart: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constant("Now()"),
    literal,
    fc
      .tuple(tie("anyPart"), format, format)
      .map(([source, from, to]) => `FormatDateTime(${source}, , ${from}, ${to})`),
    format.map((to) => `FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", ${to})`),
    fc
      .tuple(interval, fc.oneof(literal, tie("anyPart")), tie("anyPart"))
      .map(([unit, count, date]) => `DateAdd(${unit}, ${count}, ${date})`),
    fc
      .tuple(interval, tie("anyPart"), tie("anyPart"))
      .map(([unit, first, last]) => `DateDiff(${unit}, ${first}, ${last})`),
    fc
      .tuple(operator, tie("anyPart"), tie("anyPart"), tie("anyPart"), tie("anyPart"))
      .map(([sign, left, right, yes, no]) => `IIF(${left} ${sign} ${right}, ${yes}, ${no})`),
    fc
      .tuple(tie("anyPart"), literal, literal, tie("anyPart"), literal, tie("anyPart"))
      .map((parts) => `Switch(${parts.join(", ")})`),
    fc
      .constantFrom(...OTHERS)
      .chain((spec) =>
        fc.tuple(
          fc.constant(spec),
          fc.array(tie("anyPart"), { minLength: spec.least, maxLength: spec.least }),
        ),
      )
      .map(([spec, operands]) => `${spec.name}(${operands.join(", ")})`),
  ),
  anyExpression: fc.oneof(
    tie("anyPart"),
    fc
      .tuple(operator, tie("anyPart"), tie("anyPart"))
      .map(([sign, left, right]) => `${left} ${sign} ${right}`),
  ),
}));

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(...TEXTS, null, true, 7, 0, ["a", "2026-11-30"]),
  fc
    .date({
      min: new Date("2025-01-01T00:00:00Z"),
      max: new Date("2029-01-01T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
);

const EDGES = [
  "2026-11-30T23:59:59.999Z",
  "2027-01-01T00:00:00Z",
  "2028-02-29T12:00:00Z",
  "2027-01-31T20:00:00Z",
];
const anyNow = fc.oneof(
  fc.constantFrom(...EDGES.map((text) => Date.parse(text))),
  fc.integer({ min: Date.parse("2026-01-01T00:00:00Z"), max: Date.parse("2028-12-31T00:00:00Z") }),
);

function contextOf(values: readonly Value[], now: number): EvaluationContext {
  return {
    regex,
    now,
    defaultDomain: "contoso.example",
    read: (reference) =>
      reference.kind === "paths" ? (values["abc".indexOf(reference.paths[0]?.text ?? "")] ?? null) : null,
    randomDigits: (salt) =>
      [...salt]
        .map((letter) => letter.charCodeAt(0).toString(16))
        .join("")
        .padEnd(64, "7")
        .slice(0, 64),
  };
}

const parse = (text: string): Expression | undefined => {
  const parsed = parseExpression(text);
  return parsed.ok ? parsed.expression : undefined;
};

const DAY_MS = 86_400_000;
const STEPS = [1, 1000, 60_000, 3_600_000, DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 31 * DAY_MS, 366 * DAY_MS];

test("until the time of its next change, the value of an expression stays", () => {
  const seen = { never: 0, at: 0, restless: 0 };
  const anyValues = fc.array(value, { minLength: 3, maxLength: 3 });
  const anyShares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(anyExpression, anyValues, anyNow, anyShares, (text, values, now, shares) => {
      const expression = parse(text);
      fc.pre(expression !== undefined);
      if (expression === undefined) return;
      const next = findTimeChange(expression, contextOf(values, now));
      seen[next.kind] += 1;
      if (next.kind === "restless") return;
      if (next.kind === "at" && next.isSampled === true) {
        // The value was tried at some moments only. It is another one at the end, or the end is a day away.
        const valueAt = (moment: number) => evaluate(expression, contextOf(values, moment));
        if (next.at - now <= DAY_MS - 1000) expect(valueAt(next.at)).not.toEqual(valueAt(now));
        return;
      }
      const end = next.kind === "at" ? next.at : now + 3 * 366 * DAY_MS;
      expect(end).toBeGreaterThan(now);
      const moments = [
        end - 1,
        ...STEPS.map((step) => now + step),
        ...shares.map((share) => Math.floor(now + share * (end - now))),
      ].filter((moment) => moment >= now && moment < end);
      const first = evaluate(expression, contextOf(values, now));
      for (const moment of moments) {
        const later = evaluate(expression, contextOf(values, moment));
        expect(later, `${text} at ${new Date(moment).toISOString()}`).toEqual(first);
      }
    }),
    { numRuns: 600 },
  );
  // The property says something only if all kinds occur.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});

test("what was found for other objects gives the same result", () => {
  const anyObjects = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(anyExpression, anyObjects, anyNow, (text, objects, now) => {
      const expression = parse(text);
      fc.pre(expression !== undefined);
      if (expression === undefined) return;
      const known: KnownChanges = new Map();
      // Each object has random digits of its own.
      for (const [at, values] of [...objects, ...objects].entries()) {
        const context = contextOf(values, now);
        const own = { ...context, randomDigits: (salt: string) => context.randomDigits(`${salt}${at}`) };
        expect(findTimeChange(expression, own, known)).toEqual(findTimeChange(expression, own));
      }
    }),
    { numRuns: 300 },
  );
});
