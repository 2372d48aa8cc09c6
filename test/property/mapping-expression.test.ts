import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../src/core/mapping/expression/evaluate.ts";
import type { Expression } from "../../src/core/mapping/expression/expression.ts";
import { FUNCTIONS, type FunctionSpec } from "../../src/core/mapping/expression/functions.ts";
import { parseExpression } from "../../src/core/mapping/expression/parser.ts";
import { parseSource } from "../../src/core/mapping/source.ts";
import { sizeOf, TEXT_LENGTH_MAX, type Value } from "../../src/core/mapping/value.ts";

const SOURCES = ["userName", "IsSoftDeleted", 'emails[type eq "a]\\""].value', "mobile", "roles"];

/** The text of an expression, as an administrator could have written it. */
function print(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return `"${expression.value.replace(/["\\]/g, "\\$&")}"`;
    case "number":
      return String(expression.value);
    case "source":
      return `[${expression.text}]`;
    case "omitted":
      return "";
    case "comparison":
      return `${print(expression.left)} ${expression.operator} ${print(expression.right)}`;
    case "call":
      return `${expression.name}(${expression.operands.map(print).join(", ")})`;
  }
}

/** Positions depend on how a text is laid out; all else has to survive printing. */
function withoutPositions(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value) => (key === "position" ? undefined : value)));
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "True", "a", "b", ",", " ", "7", "tr"),
);

const anyLeaf: fc.Arbitrary<Expression> = fc.oneof(
  anyText.map((value): Expression => ({ kind: "text", value })),
  fc.integer({ min: -1000, max: 1000 }).map((value): Expression => ({ kind: "number", value })),
  fc
    .constantFrom(...SOURCES)
    .map((text): Expression => ({ kind: "source", text, reference: parseSource(text)! })),
);

function countsOf({ least, most, inPairs }: FunctionSpec): readonly number[] {
  const counts = Array.from({ length: Math.min(most, least + 4) - least + 1 }, (_, index) => least + index);
  return counts.filter((count) => !inPairs || count % 2 === 0);
}

const anyCall = (operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .constantFrom(...FUNCTIONS.values())
    .chain((spec) => fc.tuple(fc.constant(spec), fc.constantFrom(...countsOf(spec))))
    .chain(([spec, count]) =>
      fc.tuple(...Array.from({ length: count }, () => operand)).map(
        (operands): Expression => ({
          kind: "call",
          name: spec.name,
          position: 0,
          operands: operands.map((each, index) =>
            spec.refused.includes(index) ? { kind: "omitted" } : each,
          ),
        }),
      ),
    );

const anyOperator = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");

const { anyExpression } = fc.letrec<{ anyExpression: Expression; anySimple: Expression }>((tie) => ({
  anySimple: fc.oneof({ depthSize: "small", withCrossShrink: true }, anyLeaf, anyCall(tie("anyExpression"))),
  anyExpression: fc.oneof(
    { depthSize: "small" },
    tie("anySimple"),
    fc
      .tuple(anyOperator, tie("anySimple"), tie("anySimple"))
      .map(
        ([operator, left, right]): Expression =>
          ({ kind: "comparison", operator, left, right }) as Expression,
      ),
  ),
}));

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  anyText,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { minLength: 1, maxLength: 5 }),
);

test("an expression survives printing and parsing", () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      const parsed = parseExpression(print(expression));
      fc.pre(parsed.ok || !parsed.error.code.startsWith("expression-too-"));
      expect(parsed.ok && withoutPositions(parsed.expression)).toEqual(withoutPositions(expression));
    }),
    { numRuns: 500 },
  );
});

test("evaluating is total, deterministic and bounded", () => {
  fc.assert(
    fc.property(anyExpression, anyValue, (expression, value) => {
      const context = {
        read: () => value,
        regex: () => ({ test: () => true, replace: (text: string, to: string) => text + to }),
      };
      const first = evaluate(expression, context);
      expect(evaluate(expression, context)).toEqual(first);
      expect(sizeOf(first)).toBeLessThanOrEqual(TEXT_LENGTH_MAX);
      expect(first === null || ["string", "number", "boolean", "object"].includes(typeof first)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("any text parses or is refused at a position inside it", () => {
  const pieces = fc.constantFrom(
    '"',
    "[",
    "]",
    "(",
    ")",
    ",",
    "=",
    "<",
    "\\",
    " ",
    "Not",
    "Switch",
    "userName",
    "1",
    "-",
  );
  const anyInput = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 30 }).map((list) => list.join("")),
  );
  fc.assert(
    fc.property(anyInput, (text) => {
      const parsed = parseExpression(text);
      if (parsed.ok) return;
      expect(parsed.error.position).toBeGreaterThanOrEqual(0);
      expect(parsed.error.position).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});
