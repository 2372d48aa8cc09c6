import { describe, expect, test } from "vitest";
import type { Value } from "../value.ts";
import { evaluate } from "./evaluate.ts";
import { FUNCTIONS } from "./functions.ts";
import { parseExpression } from "./parser.ts";
import type { RegexPort } from "./regex.ts";

const regex: RegexPort = (pattern, flags) => {
  try {
    const compiled = new RegExp(pattern, `${flags}g`);
    return {
      test: (text) => text.search(compiled) >= 0,
      replace: (text, replacement) => text.replace(compiled, replacement.replace(/\$\{(\w+)\}/g, "$<$1>")),
    };
  } catch {
    return undefined;
  }
};

/** Sources by plain names: `[none]` is absent. */
const SOURCES: Readonly<Record<string, Value>> = {
  none: null,
  blank: "",
  upn: "odile.marchand@contoso.example",
  given: "Odile",
  family: "Marchand",
  yes: true,
  no: false,
  five: 5,
  list: ["b", "a", "b"],
  number: "007",
};

function run(text: string): Value {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return evaluate(parsed.expression, {
    regex,
    read: (reference) =>
      reference.kind === "paths" ? (SOURCES[reference.paths[0]?.text ?? ""] ?? null) : null,
  });
}

const CASES: Readonly<Record<string, readonly (readonly [string, Value])[]>> = {
  Append: [
    ['Append([upn], ".test")', "odile.marchand@contoso.example.test"],
    ['Append([none], ".test")', null],
    ["Append([given], [none])", "Odile"],
    ['Append([list], "!")', ["b!", "a!", "b!"]],
  ],
  CBool: [
    ["CBool(1)", true],
    ["CBool(0)", false],
    ['CBool("true")', true],
    ['CBool("0")', false],
    ['CBool("yes")', false],
    ["CBool([none])", false],
    ["CBool([yes])", true],
    ['CBool([given] = "Odile")', true],
    ['CBool([given] = "odile")', false],
  ],
  Coalesce: [
    ["Coalesce([none], [upn])", "odile.marchand@contoso.example"],
    ['Coalesce([none], [blank], "x")', ""],
    ["Coalesce([none])", null],
    ['Coalesce([no], "x")', false],
  ],
  Count: [
    ["Count([list])", 3],
    ["Count([none])", 0],
    ["Count([given])", 1],
  ],
  CStr: [
    ["CStr([yes])", "True"],
    ["CStr([no])", "False"],
    ["CStr(12)", "12"],
    ["CStr(-1.50)", "-1.5"],
    ["CStr([none])", null],
    ["CStr([list])", "b;a;b"],
  ],
  IIF: [
    ['IIF([given]="Odile", [given], [family])', "Odile"],
    ['IIF([given]<>"Odile", [given], [family])', "Marchand"],
    ['IIF([none]="", "a", "b")', "b"],
    ['IIF([none]<>"x", "a", "b")', "b"],
    ['IIF([five]>=5, "a", "b")', "a"],
    ['IIF([five]<10, "a", "b")', "a"],
    ['IIF("10">"9", "a", "b")', "a"],
    ['IIF("10">"9x", "a", "b")', "b"],
    ['IIF("b"<="a", "a", "b")', "b"],
    ['IIF([number]="7", "a", "b")', "b"],
    ['IIF([number]=7, "a", "b")', "a"],
    ['IIF([yes]="True", "a", "b")', "a"],
    ['IIF([no], "a", [none])', null],
  ],
  InStr: [
    ['InStr("The quick brown fox", "quick")', 5],
    ['InStr("repEated", "e", 3, vbBinaryCompare)', 7],
    ['InStr("repEated", "e", 3, vbTextCompare)', 4],
    ['InStr("repEated", "e", , "vbTextCompare")', 2],
    ['InStr("abc", "x")', 0],
    ['InStr("abc", "a", 2)', 0],
    ['InStr("abc", "a", -4)', 1],
    ['InStr("abc", "", 9)', 0],
    ['InStr("👩‍🚀 a", "a")', 5],
    ['InStr([none], "a")', 0],
    ["InStr([given], [none])", 0],
  ],
  IsNull: [
    ["IsNull([none])", true],
    ["IsNull([blank])", false],
  ],
  IsNullOrEmpty: [
    ["IsNullOrEmpty([none])", true],
    ["IsNullOrEmpty([blank])", true],
    ["IsNullOrEmpty([no])", false],
  ],
  IsPresent: [
    ["IsPresent([given])", true],
    ["IsPresent([blank])", false],
    ["IsPresent([none])", false],
  ],
  IsString: [
    ["IsString([given])", true],
    ["IsString([five])", false],
    ["IsString([none])", false],
  ],
  Item: [
    ["Item([list], 2)", "a"],
    ["Item([list], 0)", null],
    ["Item([list], 4)", null],
    ["Item([given], 1)", "Odile"],
    ['Item([list], "x")', null],
  ],
  Join: [
    ['Join(" ", [given], [family])', "Odile Marchand"],
    ['Join(", ", "", [family], [none], [given])', "Marchand, Odile"],
    ['Join("-", [list], 1000)', "b-a-b-1000"],
    ['Join(" ", [none])', ""],
  ],
  Left: [
    ['Left("John Doe", 3)', "Joh"],
    ['Left("John", 0)', ""],
    ['Left("John", -1)', "John"],
    ['Left("John", 9)', "John"],
    ["Left([none], 2)", ""],
    ['Left("🚀🚀x", 2)', "🚀🚀"],
  ],
  Mid: [
    ['Mid("Marchand", 1, 3)', "Mar"],
    ['Mid("Marchand", 6, 30)', "and"],
    ['Mid("Marchand", 0, 1)', "M"],
    ['Mid("Marchand", 2, -1)', ""],
    ['Mid("Marchand", 20, 2)', ""],
    ["Mid([none], 1, 2)", null],
  ],
  NormalizeDiacritics: [
    ['NormalizeDiacritics("Zoë")', "Zoe"],
    ['NormalizeDiacritics("Łukasz Çağla Ørsted Weiß Ǣ œ̄")', "Lukasz Cagla OErsted Weiss AE oe"],
    ['NormalizeDiacritics("ā̂ e̊̄ ṳ̄ ı İ")', "a e u i I"],
    ['NormalizeDiacritics("Сергей がく Ωμέγα")', "Сергей がく Ωμέγα"],
    ["NormalizeDiacritics([none])", null],
  ],
  Not: [
    ['Not("True")', false],
    ['Not("False")', true],
    ["Not([none])", true],
    ["Not([yes])", false],
  ],
  PCase: [
    ['PCase("PABLO GONSALVES (SECOND)")', "Pablo Gonsalves (Second)"],
    ['PCase("PINTO-DE\'SILVA", " \'-")', "Pinto-De'Silva"],
    ['PCase("PINTO-DE\'SILVA")', "Pinto-De'silva"],
    ['PCase("a-b c", " ")', "A-b C"],
    ["PCase([none])", null],
  ],
  RemoveDuplicates: [
    ["RemoveDuplicates([list])", ["b", "a"]],
    ["RemoveDuplicates([given])", "Odile"],
    ["RemoveDuplicates([none])", null],
  ],
  Replace: [
    ['Replace([upn], "@contoso.example", , ,"", ,)', "odile.marchand"],
    ['Replace("a.b.c", ".", , , "$&", , )', "a$&b$&c"],
    ['Replace("a", "", , , "x", , )', "a"],
    ['Replace("jsmith", "<u>", , , , , "<u>@contoso.example")', "jsmith@contoso.example"],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the reference's own replacement syntax.
      'Replace("+91 9998887777", , "\\\\+(?<isd>\\\\d* )(?<phone>\\\\d{10})", , "${phone}", , )',
      "9998887777",
    ],
    ['Replace("+1 (999) 888-7777", , "[()\\\\s-]+", , "", , )', "+19998887777"],
    ['Replace("john_doe72", , "[a-zA-Z_]*", , "", , )', "72"],
    ['Replace("a", , "(", , "", , )', null],
    ['Replace([none], "a", , , "b", , )', null],
    ['Replace("abc", "b", , , , , )', "abc"],
    ['Replace("abc", "b", , , "")', "ac"],
  ],
  Split: [
    ['Split("One, Two,,", ",")', ["One", "Two"]],
    ['Split("One", "")', ["One"]],
    ['Split([none], ",")', null],
    ['Split(",", ",")', null],
  ],
  StripSpaces: [
    ['StripSpaces(" a b\tc ")', "ab\tc"],
    ["StripSpaces([none])", null],
  ],
  Switch: [
    ['Switch("QLD", "Sydney", "NSW", "Sydney", "QLD", "Brisbane")', "Brisbane"],
    ['Switch("qld", "Sydney", "NSW", "x", "QLD", "Brisbane")', "Sydney"],
    ['Switch([none], "d", "true", "1", "", "0")', "0"],
    ['Switch([none], , "true", "1")', null],
    ['Switch([no], , "False", "True", "True", "False")', "True"],
    ["Switch(IsPresent([none]), [given], IsPresent([given]), [family])", "Odile"],
    ["Switch(IsPresent([given]), [given], IsPresent([upn]), [family])", "Marchand"],
  ],
  ToLower: [
    ['ToLower("ÄBC")', "äbc"],
    ['ToLower("I", "tr-TR")', "ı"],
    ['ToLower("I", "no such culture")', "i"],
    ["ToLower([none])", null],
  ],
  ToUpper: [
    ['ToUpper("straße")', "STRASSE"],
    ['ToUpper("i", "tr")', "İ"],
    ["ToUpper([list])", ["B", "A", "B"]],
  ],
  Word: [
    ['Word("The quick brown fox", 3, " ")', "brown"],
    ['Word("This,string!has&many separators", 3, ",!&#")', "has"],
    ['Word("a b", 3, " ")', ""],
    ['Word("  a  b", 2, " ")', "b"],
    ['Word("a", 0, " ")', ""],
    ['Word([none], 1, " ")', ""],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  test.each(cases)("%s", (text, expected) => {
    expect(run(text)).toEqual(expected);
  });
});

test("every function has its table, and none is listed that does not exist", () => {
  expect(Object.keys(CASES).sort()).toEqual([...FUNCTIONS.keys()].sort());
});

test("a text that would grow without bound is null", () => {
  const grow = (inner: string) => `Replace(${inner}, "a", , , "${"a".repeat(400)}", , )`;
  expect(run(grow('"a"'))).toHaveLength(400);
  expect(run(grow(grow('"a"')))).toBeNull();
  expect(run(grow(grow(grow('"a"'))))).toBeNull();
  const wide = `Replace(Replace("${"a".repeat(2000)}", , "a", , "${"b".repeat(40)}", , ), , "b", , "${"c".repeat(200)}", , )`;
  expect(run(wide)).toBeNull();
  const list = `Split("${"a,".repeat(4000)}", ",")`;
  expect(run(`Append(${list}, "${"b".repeat(1000)}")`)).toBeNull();
  expect(run(`Join("${"b".repeat(1000)}", ${list})`)).toBeNull();
});
