import { expect, test } from "vitest";
import { parseFilter } from "./parse.ts";
import { printFilter } from "./print.ts";

test.each([
  ['userName eq "bjensen"', 'userName eq "bjensen"'],
  ['USERNAME Eq "BOB"', 'USERNAME eq "BOB"'],
  ["a pr or b pr and c pr", "a pr or b pr and c pr"],
  ["(a pr or b pr) and c pr", "(a pr or b pr) and c pr"],
  ["a PR AND (b pr And c pr)", "a pr and (b pr and c pr)"],
  ["((a pr))", "a pr"],
  ["not (a eq 1)", "not (a eq 1)"],
  ["not(a eq 1) AND not (b pr)", "not (a eq 1) and not (b pr)"],
  ["Not ( a pr or b pr )", "not (a pr or b pr)"],
  ["not pr", "not pr"],
  ['emails[type eq "work" and value co "@x"]', 'emails[type eq "work" and value co "@x"]'],
  ['emails[not (type eq "work") or (primary eq true)]', 'emails[not (type eq "work") or primary eq true]'],
  ['emails[type eq "work"].value eq "a@b"', 'emails[type eq "work" and value eq "a@b"]'],
  ['emails[type eq "a" or type eq "b"].value pr', 'emails[(type eq "a" or type eq "b") and value pr]'],
  ['emails[ type eq"work" ]', 'emails[type eq "work"]'],
  ['members[value eq"x"] and $ref pr', 'members[value eq "x"] and $ref pr'],
  ["a eq null and b eq TRUE or c ne false", "a eq null and b eq true or c ne false"],
  ["a gt -1500", "a gt -1500"],
  ['a eq "q\\"\\\\\\u00e9/"', 'a eq "q\\"\\\\é/"'],
  [
    'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw "J"',
    'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw "J"',
  ],
  ['manager.$ref ew "1"', 'manager.$ref ew "1"'],
  ["a.b-c_d le 0", "a.b-c_d le 0"],
])("%s", (text, printed) => {
  const filter = parseFilter(text);
  expect(printFilter(filter)).toBe(printed);
  expect(parseFilter(printed)).toEqual(filter);
});

test.each([
  "",
  " ",
  "a",
  "a eq",
  "eq 1",
  "a xx 1",
  'a eq "open',
  "a eq 01",
  "a eq word",
  "a pr b pr",
  "a pr and",
  "and a pr",
  "(a pr",
  "a pr)",
  "a[b pr",
  "a[b[c pr] pr]",
  "a[]",
  "not a pr",
  "a[b pr].",
  "a[b pr].c",
  "a[b pr].c.d pr",
  "a..b pr",
  ".a pr",
  "1a pr",
  "a.b.c pr",
  '"a" eq 1',
  "a eq 'x'",
  'a eq "\\x"',
  'a eq "\\u0000"',
  'a eq "\\ud800"',
  "a eq 1e999",
  "()",
  "not ()",
  "a eq (1)",
  "é pr",
])("refuses %s", (text) => {
  expect(() => parseFilter(text)).toThrow(
    expect.objectContaining({ scimType: "invalidFilter", status: 400 }),
  );
});

test.each([
  ["length", `a eq "${"x".repeat(10_000)}"`],
  ["nodes", Array.from({ length: 201 }, () => "a pr").join(" and ")],
  ["depth", `${"(".repeat(51)}a pr${")".repeat(51)}`],
  ["absurd depth", "(".repeat(9_000)],
])("refuses what is beyond the limit of %s", (_, text) => {
  expect(() => parseFilter(text)).toThrow(expect.objectContaining({ scimType: "invalidFilter" }));
});

test("takes what is just inside the limits", () => {
  const wide = Array.from({ length: 199 }, () => "a pr").join(" and ");
  expect(parseFilter(wide)).toMatchObject({ kind: "and" });
  expect(parseFilter(`${"(".repeat(50)}a pr${")".repeat(50)}`)).toEqual({ kind: "present", path: "a" });
});

test("an unquoted word is text only where that is tolerated", () => {
  const options = { barewordFilter: true };
  expect(parseFilter("externalId eq jyoung", options)).toMatchObject({ value: "jyoung" });
  expect(parseFilter("externalId eq 701984", options)).toMatchObject({ value: 701984 });
});

test.each(["NULL", "Null", "nUll"])("%s is neither the literal nor a name, in every profile", (word) => {
  for (const barewordFilter of [false, true]) {
    const attempt = () => parseFilter(`emails[display eq ${word}]`, { barewordFilter });
    expect(attempt).toThrow(expect.objectContaining({ scimType: "invalidFilter", status: 400 }));
    expect(attempt).toThrow("position 18");
  }
  expect(parseFilter(`a eq "${word}"`)).toMatchObject({ value: word });
});

test.each([
  "%22work%22",
  "%2522work%2522",
  "%27work%27",
  "%u0022work%u0022",
  "&quot;work&quot;",
  "&#34;work&#34;",
  "&#x22;work&#x22;",
  "&apos;work&apos;",
  "\\u0022work\\u0022",
  "a%40x",
  "‹work›",
  "«work»",
  "＂work＂",
  "＇work＇",
  "″work″",
  "′work′",
  "´work´",
  "`work`",
  "“work”",
  "„work“",
  "‚work‘",
  "「work」",
  "『work』",
  "〝work〞",
  "｢work｣",
  "❝work❞",
  "ʺworkʺ",
  "ʼworkʼ",
  "˝work˝",
])("the quotes of %s are not read as a part of the value", (word) => {
  const attempt = () => parseFilter(`a eq ${word}`, { barewordFilter: true });
  expect(attempt).toThrow(expect.objectContaining({ scimType: "invalidFilter", status: 400 }));
  expect(attempt).toThrow("position 5");
  const quoted = parseFilter(`a eq ${JSON.stringify(word)}`, { barewordFilter: true });
  expect(quoted).toMatchObject({ value: word });
});

test.each(["100%", "5%off", "R&D", "DOMAIN\\ann", "DOMAIN\\xavier", "ann+b@x.example", "Ünal", "李"])(
  "%s is read as text where barewords are",
  (word) => {
    expect(parseFilter(`a eq ${word}`, { barewordFilter: true })).toMatchObject({ value: word });
  },
);
