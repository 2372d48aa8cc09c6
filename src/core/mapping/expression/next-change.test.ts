import { expect, test } from "vitest";
import { regex } from "../../../../test/mapping.ts";
import { readSource } from "../source.ts";
import type { EvaluationContext } from "./evaluate.ts";
import { findTimeChange } from "./next-change.ts";
import { parseExpression } from "./parser.ts";

const NOW = Date.parse("2026-11-30T10:20:30.400Z");
const HIRED = "2026-11-20T08:00:00Z";

function changeOf(text: string, now = NOW): string {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const source = { id: "1", document: { nickName: HIRED, title: "chief" }, softDeleted: false };
  const context: EvaluationContext = {
    read: (reference) => readSource(source, reference),
    regex,
    now,
    defaultDomain: null,
    randomDigits: () => "0".repeat(64),
  };
  const next = findTimeChange(parsed.expression, context);
  return next.kind === "at" ? new Date(next.at).toISOString() : next.kind;
}

const show = (format: string, source = "Now()") =>
  `FormatDateTime(${source}, , "M/d/yyyy h:mm:ss tt", "${format}")`;

test.each([
  ["[title]", "never"],
  ['DateAdd("d", 7, [nickName])', "never"],
  ["IsNullOrEmpty(Now())", "never"],
  ["Now()", "restless"],
  ['Append("since ", Now())', "restless"],
  [show("HH:mm"), "restless"],
  [show("HH"), "2026-11-30T11:00:00.000Z"],
  [show("yyyy-MM-dd"), "2026-12-01T00:00:00.000Z"],
  [show("dddd"), "2026-12-01T00:00:00.000Z"],
  [show("tt"), "2026-11-30T12:00:00.000Z"],
  [show("MMMM"), "2026-12-01T00:00:00.000Z"],
  [show("yyyy"), "2027-01-01T00:00:00.000Z"],
  [`Append("since ", ${show("yyyy")})`, "2027-01-01T00:00:00.000Z"],
  ['Word(Now(), 1, " ")', "2026-12-01T00:00:00.000Z"],
  ["Left(Now(), 2)", "2026-12-01T00:00:00.000Z"],
  [show("yyyy-MM-dd", 'DateAdd("h", 14, Now())'), "2026-12-01T10:00:00.000Z"],
  [show("yyyy-MM-dd", 'DateAdd("m", 1, Now())'), "2026-12-01T00:00:00.000Z"],
  ['DateDiff("d", [nickName], Now())', "2026-12-01T08:00:00.000Z"],
  ['DateDiff("d", Now(), [nickName])', "2026-12-01T08:00:00.000Z"],
  ['DateDiff("d", [nickName], Now()) > 30', "2026-12-21T08:00:00.000Z"],
  ['IIF(DateDiff("d", [nickName], Now()) > 30, "staff", "new")', "2026-12-21T08:00:00.000Z"],
  ['IIF(DateDiff("d", [nickName], Now()) > 3, "staff", "new")', "never"],
  ['DateDiff("yyyy", [nickName], Now())', "2027-01-01T00:00:00.000Z"],
  ['DateDiff("d", [surname], Now())', "never"],
  [`IIF(${show("yyyy-MM-dd")} >= "2027-03-01", "on", "off")`, "2027-03-01T00:00:00.000Z"],
  [`IIF(${show("yyyyMMdd")} >= 20270301, "on", "off")`, "2027-03-01T00:00:00.000Z"],
  [`IIF(${show("yyyy-MM-dd")} < "2026-11-01", "on", "off")`, "never"],
  [`Switch(${show("dddd")}, "no", "Saturday", "yes")`, "2026-12-01T00:00:00.000Z"],
  ['FormatDateTime("08:00", , "HH:mm", "yyyy-MM-dd HH:mm")', "2026-12-01T00:00:00.000Z"],
  ['FormatDateTime("31.01.", , "dd.MM.", "yyyy-MM-dd")', "2027-01-01T00:00:00.000Z"],
  ['FormatDateTime([nickName], , "yyyy-MM-ddTHH:mm:ssK", "dd/MM/yyyy")', "never"],
  ['Item(Split(Now(), " "), 1)', "2026-12-01T00:00:00.000Z"],
  ['IIF(InStr(Now(), " AM") > 0, "morning", "afternoon")', "2026-11-30T12:00:00.000Z"],
  ['ToUpper(Item(Split(Now(), "/"), 3))', "restless"],
  ['IIF(InStr(Now(), "/2027 ") > 0, "next", "this")', "2026-12-01T10:20:30.000Z"],
  ['IIF(DateDiff("s", "2026-11-30T10:20:40Z", Now()) > 0, "late", "early")', "2026-11-30T10:20:41.000Z"],
])("%s changes: %s", (expression, expected) => {
  expect(changeOf(expression)).toBe(expected);
});

test("a value that begins to follow the clock changes once more when it begins", () => {
  const text = 'IIF(DateDiff("d", [nickName], Now()) > 30, Now(), "early")';
  expect(changeOf(text)).toBe("2026-12-21T08:00:00.000Z");
  expect(changeOf(text, Date.parse("2027-01-01T00:00:00Z"))).toBe("restless");
});
