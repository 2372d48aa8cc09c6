import { expect, test } from "vitest";
import { EXPRESSION_DEPTH_MAX, EXPRESSION_LENGTH_MAX } from "./expression.ts";
import { parseExpression } from "./parser.ts";
import { patternsOf } from "./patterns.ts";

test.each([
  ['"a \\"b\\" \\\\ c"', 'a "b" \\ c'],
  ['"a ""b"""', 'a "b"'],
  ['""', ""],
  ['"\\d+"', "\\d+"],
  ['"[not] (a, source)"', "[not] (a, source)"],
])("reads the text %s", (text, value) => {
  expect(parseExpression(text)).toEqual({ ok: true, expression: { kind: "text", value } });
});

test("reads a source with a value filter, brackets in quotes included", () => {
  const parsed = parseExpression('ToLower([ emails[type eq "a]b"].value ])');
  expect(parsed).toMatchObject({
    ok: true,
    expression: {
      kind: "call",
      name: "ToLower",
      operands: [{ kind: "source", text: 'emails[type eq "a]b"].value' }],
    },
  });
});

test("reads arguments left out, comparisons and white space", () => {
  const parsed = parseExpression('Switch( [state] = 5 , ,\n "a", -1.5 )');
  expect(parsed).toMatchObject({
    ok: true,
    expression: {
      operands: [
        { kind: "comparison", operator: "=", left: { kind: "source" }, right: { kind: "number", value: 5 } },
        { kind: "omitted" },
        { kind: "text", value: "a" },
        { kind: "number", value: -1.5 },
      ],
    },
  });
});

test.each([
  ["", "expression-empty", 0],
  ["   ", "expression-empty", 0],
  ['"abc', "text-unterminated", 0],
  ['Append("a", "b\\")', "text-unterminated", 12],
  ["ToLower([userName)", "source-unterminated", 8],
  ["ToLower([])", "source-invalid", 8],
  ["ToLower([a b])", "source-invalid", 8],
  ["ToLower([a] # [b])", "character-unexpected", 12],
  ["1234567890123456", "number-too-long", 0],
  ['"a" "b"', "token-unexpected", 4],
  ["ToLower", "token-unexpected", 7],
  ["ToLower([a]", "token-unexpected", 11],
  ["ToLower([a]))", "token-unexpected", 12],
  ["ToLower([a] [b])", "token-unexpected", 12],
  ['"a" = "b" = "c"', "token-unexpected", 10],
  ["IIF([a] =, 1, 2)", "token-unexpected", 9],
  ["  tolower([a])", "function-unknown", 2],
  ["Nope", "function-unknown", 0],
  ["constructor([a])", "function-unknown", 0],
  ["Not(Coalesce())", "argument-count-wrong", 4],
  ["ToLower()", "argument-count-wrong", 0],
  ["Append([a])", "argument-count-wrong", 0],
  ["Append([a], [b], [c])", "argument-count-wrong", 0],
  ['Switch([a], "d", "k")', "argument-count-wrong", 0],
  ['Switch([a], "d", "k", "v", "k")', "argument-count-wrong", 0],
  ["Append( , [b])", "argument-missing", 8],
  ["Append([a], )", "argument-missing", 12],
  ['Replace([a], , "b", "group", "c", , )', "replace-form-unsupported", 20],
])("refuses %s: %s at %i", (text, code, position) => {
  expect(parseExpression(text)).toMatchObject({ ok: false, error: { code, position } });
});

test("limits length and depth", () => {
  const long = `"${"a".repeat(EXPRESSION_LENGTH_MAX - 2)}"`;
  expect(parseExpression(long).ok).toBe(true);
  expect(parseExpression(`${long} `)).toMatchObject({ error: { code: "expression-too-long" } });
  const nested = (depth: number) => `${"Not(".repeat(depth)}1${")".repeat(depth)}`;
  expect(parseExpression(nested(EXPRESSION_DEPTH_MAX)).ok).toBe(true);
  expect(parseExpression(nested(EXPRESSION_DEPTH_MAX + 1))).toMatchObject({
    error: { code: "expression-too-deep", position: 4 * EXPRESSION_DEPTH_MAX },
  });
  expect(parseExpression("(".repeat(EXPRESSION_LENGTH_MAX)).ok).toBe(false);
});

test("finds the patterns that are written out, wherever they stand", () => {
  const parsed = parseExpression(
    'IIF(Replace([a], , "x+", , "", , ) = "b", Not(Replace([a], , [b], , "", , )), Replace([a], "q", , , "", , ))',
  );
  expect(parsed.ok && patternsOf(parsed.expression)).toEqual([{ pattern: "x+", position: 4 }]);
});
