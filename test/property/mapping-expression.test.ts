import fc from "fast-check";
import { expect, test } from "vitest";
import type { Expression } from "../../src/core/mapping/expression/expression.ts";
import {
  type FunctionSpec,
  isCountAccepted,
  isOmittable,
} from "../../src/core/mapping/expression/functions/spec.ts";
import { FUNCTIONS } from "../../src/core/mapping/expression/functions.ts";
import { parseExpression } from "../../src/core/mapping/expression/parser.ts";
import { parseSource } from "../../src/core/mapping/source.ts";

const REFUSALS = /^(?:expression-too-|argument-invalid)/;
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

function countsOf(spec: FunctionSpec): readonly number[] {
  const counts = Array.from({ length: 6 }, (_, index) => spec.least + index);
  return counts.filter((count) => isCountAccepted(spec, count));
}

/** Functions that may stand anywhere. The others have tests of their own. */
const NESTABLE = [...FUNCTIONS.values()].filter(({ isOutermost }) => !isOutermost);

const anyCall = (operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .constantFrom(...NESTABLE)
    .chain((spec) => fc.tuple(fc.constant(spec), fc.constantFrom(...countsOf(spec))))
    .chain(([spec, count]) =>
      fc.tuple(...Array.from({ length: count }, () => fc.tuple(operand, fc.boolean()))).map(
        (operands): Expression => ({
          kind: "call",
          name: spec.name,
          position: 0,
          operands: operands.map(([each, isLeftOut], index) =>
            // The last argument cannot be told from none when it is the only one.
            isLeftOut && count > 1 && isOmittable(spec, index) ? { kind: "omitted" } : each,
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

test("an expression survives printing and parsing", () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      const parsed = parseExpression(print(expression));
      // Arguments that are written out are checked: not every call of a generator has a meaning.
      const isRefusal = !parsed.ok && parsed.errors.every(({ code }) => REFUSALS.test(code));
      fc.pre(parsed.ok || !isRefusal);
      expect(parsed.ok && withoutPositions(parsed.expression)).toEqual(withoutPositions(expression));
    }),
    { numRuns: 500 },
  );
});

test("errors of any text have ascending positions within the text", () => {
  const piece = fc.constantFrom(
    ...'()[],"=+# é\\',
    ...["😀", "ToUpper(", "Foo(", "tolower", "[a]", "[a b]", '"x"', "1", "<>", "vbTextCompare"],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      const parsed = parseExpression(text);
      if (parsed.ok) return;
      const positions = parsed.errors.map(({ position }) => position);
      expect(positions.length).toBeGreaterThan(0);
      expect(positions).toEqual(positions.toSorted((left, right) => left - right));
      for (const position of positions) {
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test("an error in front of a call does not hide the errors within the call", () => {
  fc.assert(
    fc.property(fc.constantFrom("# ", "[a] ", "Foo(1) ", '"x" + ', ") ", "(1) ", "[x, "), (before) => {
      const parsed = parseExpression(`${before}Nope([a b])`);
      const codes = parsed.ok ? [] : parsed.errors.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(["function-unknown", "source-invalid"]));
    }),
  );
});
