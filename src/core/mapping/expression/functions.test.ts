import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { regex } from "../../../../test/mapping.ts";
import type { Value } from "../value.ts";
import { evaluate } from "./evaluate.ts";
import { FUNCTIONS } from "./functions.ts";
import { parseExpression } from "./parser.ts";

/** 29 November 2026, 12:34:56. */
const NOW = Date.UTC(2026, 10, 29, 12, 34, 56);

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
  hired: "2020-03-16-07:00",
  start: "2012-03-16-07:00",
  logon: "129699324000000000",
  ext: "20150123105347.1Z",
  ends: "2020-12-31-08:00",
  prefix: "9999",
  roles: ["User", "Admin"],
  street: "545 Tremont Street",
  cell: "+91 8887779999",
  objectId: "00aa00aa-bb11-cc22-dd33-44ee44ee44ee",
};

function run(text: string): Value {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return evaluate(parsed.expression, {
    regex,
    now: NOW,
    defaultDomain: "contoso.example",
    randomDigits: (salt) => createHash("sha256").update(salt).digest("hex"),
    read: (reference) =>
      SOURCES["paths" in reference ? (reference.paths[0]?.text ?? "") : "objectId"] ?? null,
  });
}

const CASES: Readonly<Record<string, readonly (readonly [string, Value])[]>> = {
  Append: [
    ['Append([upn], ".test")', "odile.marchand@contoso.example.test"],
    ['Append([none], ".test")', null],
    ["Append([given], [none])", "Odile"],
    ['Append([list], "!")', ["b!", "a!", "b!"]],
  ],
  AppRoleAssignmentsComplex: [
    ["AppRoleAssignmentsComplex([roles])", ["User", "Admin"]],
    ["AppRoleAssignmentsComplex([none])", []],
  ],
  AssertiveAppRoleAssignmentsComplex: [["AssertiveAppRoleAssignmentsComplex([roles])", ["User", "Admin"]]],
  BitAnd: [
    ["BitAnd(&HF, &HF7)", 7],
    ["BitAnd(12, 10)", 8],
    ["BitAnd(-1, 255)", 255],
    ["BitAnd(1.5, 1)", null],
    ['BitAnd("x", 1)', null],
    ["BitAnd([none], 1)", null],
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
  CDate: [
    ["CDate([hired])", "3/16/2020 7:00:00 AM"],
    ['CDate("2021-06-30+08:00")', "6/29/2021 4:00:00 PM"],
    ['CDate("2009-06-15T01:45:30-07:00")', "6/15/2009 8:45:30 AM"],
    ['CDate("2024-02-29")', "2/29/2024 12:00:00 AM"],
    ['CDate("2023-02-29")', null],
    ['CDate("8/25/2021 5:41:18 PM")', "8/25/2021 5:41:18 PM"],
    ['CDate("soon")', null],
    ["CDate([none])", null],
  ],
  Coalesce: [
    ["Coalesce([none], [upn])", "odile.marchand@contoso.example"],
    ['Coalesce([none], [blank], "x")', ""],
    ["Coalesce([none])", null],
    ['Coalesce([no], "x")', false],
  ],
  ConvertToBase64: [
    ['ConvertToBase64("Hello world!")', "SABlAGwAbABvACAAdwBvAHIAbABkACEA"],
    ['ConvertToBase64("é")', "6QA="],
    ["ConvertToBase64([none])", null],
  ],
  ConvertToUTF8Hex: [
    ['ConvertToUTF8Hex("Hello world!")', "48656C6C6F20776F726C6421"],
    ['ConvertToUTF8Hex("é")', "C3A9"],
    ["ConvertToUTF8Hex([none])", null],
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
  DateAdd: [
    ['DateAdd("d", 7, CDate([start]))', "3/23/2012 7:00:00 AM"],
    ['DateAdd("d", -10, CDate([start]))', "3/6/2012 7:00:00 AM"],
    ['DateAdd("ww", 2, CDate([start]))', "3/30/2012 7:00:00 AM"],
    ['DateAdd("m", 10, CDate([start]))', "1/16/2013 7:00:00 AM"],
    ['DateAdd("yyyy", 2, CDate([start]))', "3/16/2014 7:00:00 AM"],
    ['DateAdd("m", 1, "2023-01-31")', "2/28/2023 12:00:00 AM"],
    ['DateAdd("yyyy", 9000, "2023-01-31")', null],
    ['DateAdd("h", 1, Now())', "11/29/2026 1:34:56 PM"],
    ['DateAdd("d", 1, [none])', null],
  ],
  DateDiff: [
    ['DateDiff("d", CDate("2021-08-18+08:00"), CDate("2021-08-31+08:00"))', 13],
    ['DateDiff("d", "8/25/2021 5:41:18 PM", CDate([start]))', -3449],
    ['DateDiff("ww", "8/25/2021 5:41:18 PM", CDate([start]))', -493],
    ['DateDiff("m", "8/25/2021 5:41:18 PM", CDate([start]))', -113],
    ['DateDiff("yyyy", "8/25/2021 5:41:18 PM", CDate([start]))', -9],
    ['DateDiff("d", "2021-08-31+08:00", "2021-08-31+08:00")', 0],
    ['DateDiff("h", "2021-08-24", "2021-08-25")', 24],
    ['DateDiff("n", "2021-08-24", "2021-08-25")', 1440],
    ['DateDiff("s", "2021-08-24", "2021-08-25")', 86400],
    ['IIF(DateDiff("d", Now(), CDate([hired])) > 5, "False", "True")', "True"],
    ['DateDiff("d", [none], Now())', null],
  ],
  DateFromNum: [
    ["DateFromNum([logon])", "1/1/2012 11:00:00 PM"],
    ["DateFromNum(129699324000000000)", "1/1/2012 11:00:00 PM"],
    ['DateFromNum("x")', null],
  ],
  DefaultDomain: [['Append("ada@", DefaultDomain())', "ada@contoso.example"]],
  FormatDateTime: [
    ['FormatDateTime([ext], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")', "2015-01-23"],
    ['FormatDateTime("2020-12-31", , "yyyy-MM-dd", "d MMM yy, dddd")', "31 Dec 20, Thursday"],
    ['FormatDateTime("1:05 PM", , "h:mm tt", "HH:mm")', "13:05"],
    ['FormatDateTime("2020-12-31", , "dd.MM.yyyy", "yyyy")', null],
    ['FormatDateTime([none], , "yyyy", "yyyy")', null],
  ],
  Guid: [],
  IgnoreFlowIfNullOrEmpty: [
    ["IgnoreFlowIfNullOrEmpty([given])", "Odile"],
    ["IgnoreFlowIfNullOrEmpty([none])", null],
    ['IgnoreFlowIfNullOrEmpty(Switch([prefix], "", "3443", "Dr.", "3444", "Prof."))', ""],
  ],
  IIF: [
    ['IIF([given]="Odile",IIF([family]="x","True","False"),"False")', "False"],
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
  Len: [
    ['Len("Odile")', 5],
    ['Len("🚀x")', 2],
    ["Len([none])", 0],
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
  Now: [["Now()", "11/29/2026 12:34:56 PM"]],
  NumFromDate: [
    [
      'NumFromDate(Join("", FormatDateTime([ends], , "yyyy-MM-ddzzz", "yyyy-MM-dd"), " 23:59:59-08:00"))',
      "132539615990000000",
    ],
    ['NumFromDate("2012-01-01T23:00:00Z")', "129699324000000000"],
    ['NumFromDate("0001-01-01")', null],
    ["NumFromDate([none])", null],
  ],
  PCase: [
    ['PCase(Join(" ", "GREGORY", "JAMES"))', "Gregory James"],
    ['PCase("PABLO GONSALVES (SECOND)")', "Pablo Gonsalves (Second)"],
    ['PCase("PINTO-DE\'SILVA", " \'-")', "Pinto-De'Silva"],
    ['PCase("PINTO-DE\'SILVA")', "Pinto-De'silva"],
    ['PCase("a-b c", " ")', "A-b C"],
    ["PCase([none])", null],
  ],
  RandomString: [
    ["RandomString(Len([given]), 4, 0, 0, 3)", null],
    ["RandomString([none], 0, 0, 0, 0)", null],
  ],
  Redact: [
    ["Redact([upn])", "odile.marchand@contoso.example"],
    ["Redact([none])", null],
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
    ['Replace("a", , [street], , "", , )', "a"],
    ['Replace([street], , "(?<number>^\\\\d*)", "number", "888", , )', "888 Tremont Street"],
    ['Replace("jsmith@contoso.example", , "(?<Suffix>@(.)*)", "Suffix", "", , )', "jsmith"],
    ['Replace([blank], , "\\\\+(?<isd>\\\\d* )(?<phone>\\\\d{10})", "phone", , [cell], )', "8887779999"],
    ['Replace([given], , "(?<phone>\\\\d{10})", "phone", , [cell], )', "Odile"],
    ['Replace([none], , "(?<phone>\\\\d{12})", "phone", , [cell], )', null],
    [
      'Join("", 1000, Replace(ConvertToUTF8Hex([objectId]), , "[a-zA-Z_]*", , "", , ))',
      "100030306161303061612626231312636332322646433332343465653434656534346565",
    ],
    ['Replace([none], "a", , , "b", , )', null],
    ['Replace("abc", "b", , , "")', "ac"],
  ],
  SelectUniqueValue: [
    ["SelectUniqueValue([given], [family])", "Odile"],
    ["SelectUniqueValue([none], [family])", "Marchand"],
  ],
  SingleAppRoleAssignment: [
    ["SingleAppRoleAssignment([roles])", "User"],
    ["SingleAppRoleAssignment([none])", null],
  ],
  Split: [
    ['Split("PermissionSetOne, PermissionSetTwo", ",")', ["PermissionSetOne", "PermissionSetTwo"]],
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

describe.each(Object.entries(CASES).filter(([, cases]) => cases.length > 0))("%s", (_, cases) => {
  test.each(cases)("%s", (text, expected) => {
    expect(run(text)).toEqual(expected);
  });
});

test("random values have their form, are the same for one place, and differ between places", () => {
  expect(run("Guid()")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(run("Guid()")).toBe(run("Guid()"));
  expect(run(" Guid()")).not.toBe(run("Guid()"));
  const simple = String(run("RandomString(6, 3, 0, 0, 3)"));
  expect([...simple].sort().join("")).toMatch(/^[0-9]{3}[a-z]{3}$/);
  const strict = String(run('RandomString(10, 2, 2, 2, 1, "?,")'));
  const count = (kind: RegExp) => strict.match(kind)?.length ?? 0;
  expect(strict).toHaveLength(10);
  expect(count(/[0-9]/g)).toBeGreaterThanOrEqual(2);
  expect(count(/[A-Z]/g)).toBeGreaterThanOrEqual(2);
  expect(count(/[a-z]/g)).toBeGreaterThanOrEqual(1);
  expect(count(/[^0-9A-Za-z]/g)).toBeGreaterThanOrEqual(2);
  expect(strict).not.toMatch(/[?,]/);
  expect(String(run("RandomString(256, 0, 0, 0, 0)"))).toMatch(/^[0-9A-Za-z]{256}$/);
});

test("every function has its table, and none is listed that does not exist", () => {
  expect(Object.keys(CASES).sort()).toEqual([...FUNCTIONS.keys()].sort());
});
