import { expect, test } from "vitest";
import { regex } from "../../../../test/mapping.ts";
import { EXPRESSION_DEPTH_MAX, EXPRESSION_LENGTH_MAX } from "./expression.ts";
import { parseExpression } from "./parser.ts";
import { compileExpression } from "./patterns.ts";

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
  ['"a" "b"', "token-unexpected", 4],
  ["ToLower", "expression-incomplete", 7],
  ["ToLower([a]", "expression-incomplete", 11],
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
  ['Replace([a], "b", "x", , "c", , )', "argument-invalid", 13],
  ['Replace([a], "b", , , , , )', "argument-invalid", 13],
  ['DateAdd("days", 1, [a])', "argument-invalid", 8],
  ['InStr([a], "b", 1, "text")', "argument-invalid", 19],
  ["RandomString(300, 0, 0, 0, 0)", "argument-invalid", 13],
  ["RandomString(4, 3, 3, 0, 0)", "argument-invalid", 13],
  ['FormatDateTime([a], "Loose", "yyyy", "yyyy")', "argument-invalid", 20],
  ['FormatDateTime([a], , "\'yyyy", "yyyy")', "argument-invalid", 22],
  ["Append(SelectUniqueValue([a], [b]), [c])", "function-nested", 7],
  ["SelectUniqueValue([a])", "argument-count-wrong", 0],
  [`SelectUniqueValue(${Array.from({ length: 21 }, () => "[a]").join()})`, "argument-count-wrong", 0],
  ['"x" = SelectUniqueValue([a], [b])', "function-nested", 6],
])("refuses %s: %s at %i", (text, code, position) => {
  expect(parseExpression(text)).toMatchObject({ ok: false, errors: [{ code, position }] });
});

test("tells all errors at once, in order, each with what could stand there", () => {
  expect(parseExpression("Append(tolower([a b]), Left([c], , ))")).toMatchObject({
    errors: [
      { code: "function-unknown", position: 7, expected: "ToLower" },
      { code: "source-invalid", position: 15, expected: "[attribute]" },
      { code: "argument-count-wrong", position: 23, expected: "Left(String, NumChars)" },
    ],
  });
  expect(parseExpression("ToLower([a]")).toMatchObject({ errors: [{ expected: "), ," }] });
});

test.each([
  [
    "Foo(Bar(1), ToUpper(), [x)",
    ["function-unknown 0", "function-unknown 4", "argument-count-wrong 12", "source-unterminated 23"],
  ],
  ["Foo([x, Bar(1))", ["function-unknown 0", "source-unterminated 4", "function-unknown 8"]],
  [
    'Join(", ", [emails[type eq "work, (home".value, Foo(1), ToUpper())',
    ["source-unterminated 11", "function-unknown 48", "argument-count-wrong 56"],
  ],
  ["Append([x[y], Foo(1))", ["source-unterminated 7", "function-unknown 14"]],
  ['Foo(Bar(1), ToUpper(), "x', [0, 4, 12, 23]],
  ["Foo(1) + Bar(2)", ["function-unknown 0", "character-unexpected 7", "function-unknown 9"]],
  ["Append(tolower([a]) [b] Foo(1), [c d])", [7, 20, 24, 32]],
  ["IIF([a] =, [b c], Nope)", ["token-unexpected 9", "source-invalid 11", "function-unknown 18"]],
  ["Append(([a b]), ToUpper())", ["token-unexpected 7", "source-invalid 8", "argument-count-wrong 16"]],
  ["ToUpper([a])), Foo(1)", ["token-unexpected 12", "function-unknown 15"]],
  ["Append(# ##, $$)", ["character-unexpected 7", "character-unexpected 9", "character-unexpected 13"]],
  ["DateAdd(#, 1, [a])", ["character-unexpected 8"]],
])("finds all errors of %s", (text, places) => {
  const parsed = parseExpression(text);
  const found = parsed.ok ? [] : parsed.errors;
  expect(
    found.map(({ code, position }, at) =>
      typeof places[at] === "number" ? position : `${code} ${position}`,
    ),
  ).toEqual(places);
});

test.each([
  ["Foo(1)", "Function()"],
  ["ToUper([a])", "ToUpper"],
  ["toupper([a])", "ToUpper"],
  ["FormatDate([a])", "Function()"],
  ["FormatDatTim([a])", "FormatDateTime"],
  ["X(1)", "Function()"],
])("suggests for %s only a name that is near", (text, expected) => {
  expect(parseExpression(text)).toMatchObject({
    errors: [{ code: "function-unknown", position: 0, expected }],
  });
});

test("limits the errors, and the time to find them", () => {
  for (const text of ["[,", "#a", "Foo(", "((", '("', "Not([a] b,"]) {
    const parsed = parseExpression(text.repeat(EXPRESSION_LENGTH_MAX / 10 / text.length));
    expect(parsed.ok ? 0 : parsed.errors.length).toBeLessThanOrEqual(20);
  }
});

test("limits length and depth", () => {
  const long = `"${"a".repeat(EXPRESSION_LENGTH_MAX - 2)}"`;
  expect(parseExpression(long).ok).toBe(true);
  expect(parseExpression(`${long} `)).toMatchObject({ errors: [{ code: "expression-too-long" }] });
  const nested = (depth: number) => `${"Not(".repeat(depth)}1${")".repeat(depth)}`;
  expect(parseExpression(nested(EXPRESSION_DEPTH_MAX)).ok).toBe(true);
  expect(parseExpression(nested(EXPRESSION_DEPTH_MAX + 1))).toMatchObject({
    errors: [{ code: "expression-too-deep", position: 4 * EXPRESSION_DEPTH_MAX }],
  });
  expect(parseExpression("(".repeat(EXPRESSION_LENGTH_MAX)).ok).toBe(false);
});

test("refuses patterns that are written out and invalid, wherever they stand", () => {
  const expression =
    'IIF(Replace([a], , "(", , "", , ) = "b", Not(Replace([a], , [b], , "", , )), Replace([a], , "x", "y", "", , ))';
  expect(compileExpression(expression, regex)).toMatchObject({
    ok: false,
    errors: [
      { code: "pattern-invalid", position: 4 },
      { code: "group-unknown", position: 77, params: { group: "y" } },
    ],
  });
  expect(compileExpression('Replace([a], , "x+", , "", , )', regex).ok).toBe(true);
});
