import { describe, expect, test } from "vitest";
import { account } from "./en/account.ts";
import { accountLinks } from "./en/account-links.ts";
import { audit } from "./en/audit.ts";
import { cli } from "./en/cli.ts";
import { configuration } from "./en/configuration.ts";
import { cycles } from "./en/cycles.ts";
import { demo } from "./en/demo.ts";
import { directory } from "./en/directory.ts";
import { errors } from "./en/errors.ts";
import { functions } from "./en/functions.ts";
import { gallery } from "./en/gallery.ts";
import { groups } from "./en/groups.ts";
import { help } from "./en/help.ts";
import { history } from "./en/history.ts";
import { identity } from "./en/identity.ts";
import { imports } from "./en/imports.ts";
import { log } from "./en/log.ts";
import { mapping } from "./en/mapping.ts";
import { matching } from "./en/matching.ts";
import { notices } from "./en/notices.ts";
import { organizations } from "./en/organizations.ts";
import { overview } from "./en/overview.ts";
import { pageTexts } from "./en/page-texts.ts";
import { passkeys } from "./en/passkeys.ts";
import { people } from "./en/people.ts";
import { plans } from "./en/plans.ts";
import { quarantine } from "./en/quarantine.ts";
import { reasons } from "./en/reasons.ts";
import { records } from "./en/records.ts";
import { removals } from "./en/removals.ts";
import { replay } from "./en/replay.ts";
import { retention } from "./en/retention.ts";
import { roles } from "./en/roles.ts";
import { schemas } from "./en/schemas.ts";
import { scim } from "./en/scim.ts";
import { scoping } from "./en/scoping.ts";
import { secondFactor } from "./en/second-factor.ts";
import { settings } from "./en/settings.ts";
import { targets } from "./en/targets.ts";
import { values } from "./en/values.ts";
import { webhooks } from "./en/webhooks.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { createMessages, detectLanguage, makePrintable } from "./messages.ts";

const english = createMessages("en");
const french = createMessages("fr");
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
/** A code without the form of its plural. */
const baseOf = (key: string) => key.replace(/_(one|many|other)$/, "");

describe("text", () => {
  test.each([
    ["en", 0, "0 attributes differ"],
    ["en", 1, "1 attribute differs"],
    ["en", 1_000_000, "1,000,000 attributes differ"],
    ["fr", 0, "0 attribut diffère"],
    ["fr", 1, "1 attribut diffère"],
    ["fr", 2, "2 attributs diffèrent"],
    ["fr", 1_000_000, "1\u202f000\u202f000 d’attributs diffèrent"],
  ] as const)("%s counts %d", (language, count, expected) => {
    expect(createMessages(language).text("change.attributes", { count })).toBe(expected);
  });

  test("counts by the parameter that the code names", () => {
    expect(english.text("why.pending", { attempts: 1 })).toContain("failed 1 time and");
    expect(english.text("plan.incremental", { changes: 3 })).toContain("3 changes");
    expect(french.text("pending.parked", { attempts: 1_000_000 })).toContain("d’échecs identiques");
  });

  test.each([
    ["a code that nobody knows", "no.such-code", {}, "no.such-code"],
    ["its parameters", "no.such-code", { a: 1, b: "x", c: undefined }, "no.such-code (a: 1, b: x)"],
    ["a property of every object", "constructor", {}, "constructor"],
    ["the prototype", "__proto__", {}, "__proto__"],
    ["a form of a plural", "", {}, ""],
  ])("answers %s with itself", (_, code, params, expected) => {
    expect(english.text(code, params)).toBe(expected);
  });

  test("values are shown as they are, whatever they look like", () => {
    const group = "{{path}} $t(scope.all) <b>&</b>";
    expect(english.text("scope.group", { group })).toBe(`member of the assigned group "${group}"`);
  });

  test("options of the library cannot come in as parameters", () => {
    const params = {
      lng: "fr",
      context: "x",
      ordinal: 1,
      defaultValue: "no",
      interpolation: "no",
      count: "2",
    };
    expect(english.text("scope.all", params)).toBe("everyone is assigned");
  });

  test("a missing parameter does not throw and is seen", () => {
    expect(english.text("match.found", { path: "userName" })).toBe(
      "matched: exactly one account has userName = ?",
    );
  });

  test("what would steer a terminal does not come through", () => {
    expect(english.text("scope.group", { group: "a\u001b[31mb\u202ec\r\nd" })).toBe(
      'member of the assigned group "a [31mb c d"',
    );
    expect(english.text("x\u0007y", { a: "\u009b" })).toBe("x y (a:  )");
    expect(makePrintable("Zoë Łukasz 田中")).toBe("Zoë Łukasz 田中");
  });

  test("what cannot be seen is shown, but for what shapes the letters of a name", () => {
    const find = "Con\u200btoso\ufeff Con\u200dtoso";
    expect(english.text("usage.org-unknown", { find, list: "-" })).toContain(
      '"Con[U+200B]toso[U+FEFF] Con[U+200D]toso"',
    );
    expect(french.text("future.code", { find: "a\u00adb" })).toBe("future.code (find: a[U+00AD]b)");
    for (const name of ["می\u200cخواهم", "क्\u200dष", "👩\u200d💻", "❤\ufe0f"]) {
      expect(makePrintable(name)).toBe(name);
    }
  });

  test("numbers that name something are not grouped", () => {
    expect(english.text("import.bad-quote", { file: "people.csv", line: 12_345 })).toContain(
      "people.csv, line 12345:",
    );
  });

  test("numbers of a command to paste are as they must be typed", () => {
    const params = { type: "user", leavers: 1_200, live: 3_000, limit: 50 };
    expect(english.text("import.too-many-leavers", params)).toMatch(/^1,200 of .*--accept-leavers 1200$/);
  });

  test("codes among the parameters are words", () => {
    const params = { type: "user", count: 9, base: 40, limit: 8, hours: 24 };
    expect(english.text("hold.deletion-threshold", params)).toContain("9 of 40 users would be");
    expect(french.text("hold.deletion-threshold", params)).toContain("9 sur 40 utilisateurs seraient");
  });

  test("the other side's own words follow, where there are any", () => {
    expect(english.text("target.busy", { status: 503, detail: "maintenance until noon" })).toMatch(
      /\[maintenance until noon\]$/,
    );
    expect(english.text("target.busy", { status: 503, detail: "" })).not.toContain("[");
    expect(english.text("usage.wrong", { detail: "odd" }).match(/odd/g)).toHaveLength(1);
  });
});

/** Sections that the command line and the start of the server alone show, and documents that only files hold. */
const OF_COMMANDS = /^(cli|help|usage|column|demo|init|start|configuration)\./;
/** Answers to tokens, which no page gets. */
const TO_TOKENS = /^auth\.token-(unknown|expired|revoked)$/;
const COMMAND = / --[a-z]|\bmuster [a-z]+(-[a-z]+)* /;

describe("the texts of pages", () => {
  const codes = Object.keys(pageTexts).map((key) => baseOf(key).replace(/^page\./, ""));

  test.each([english, french])("name no command ($language)", (messages) => {
    const params = { count: 62, attempts: 2 };
    const texts = codes.map((code) => messages.pageText(code, params));
    expect(texts.filter((text) => / --[a-z]|muster [a-z]+ /.test(text))).toEqual([]);
    expect(codes.filter((code) => messages.pageText(code, params) === messages.text(code, params))).toEqual(
      [],
    );
  });

  test("belong to codes that have a text, and need none of other parameters", () => {
    const words: Readonly<Record<string, string>> = en;
    const textsOf = (code: string) => placeholders(`${words[code] ?? ""} ${words[`${code}_other`] ?? ""}`);
    const lacking = codes.filter((code) =>
      textsOf(`page.${code}`).some((name) => !textsOf(code).includes(name)),
    );
    expect(lacking).toEqual([]);
    expect(codes.filter((code) => !english.knows(code))).toEqual([]);
  });

  test.each([english, french])(
    "are there for each code whose text names a command ($language)",
    (messages) => {
      const others = Object.keys(en).filter((key) => !OF_COMMANDS.test(key) && !key.startsWith("page."));
      const named = [...new Set(others.map(baseOf))].filter((code) => !TO_TOKENS.test(code));
      expect(named.length).toBeGreaterThan(700);
      expect(named.filter((code) => COMMAND.test(`${messages.pageText(code, { count: 2 })} `))).toEqual([]);
    },
  );

  test("are those of the command line where that names no command", () => {
    expect(english.pageText("why.inactive")).toBe(english.text("why.inactive"));
  });

  test("count as those of the command line", () => {
    expect(english.pageText("why.pending", { attempts: 1 })).toContain("failed 1 time and");
    expect(english.pageText("overview.held", { count: 1 })).toBe("1 object waits for a person or for data.");
  });
});

describe("the catalogues", () => {
  const keys = Object.keys(en);
  const wordless: Readonly<Record<string, string>> = fr;
  const words: Readonly<Record<string, string>> = en;

  test("hold the texts of all sections", () => {
    expect(keys.length).toBeGreaterThan(300);
  });

  test("say each code in one section alone", () => {
    const sections = [
      account,
      accountLinks,
      audit,
      cli,
      configuration,
      cycles,
      pageTexts,
      demo,
      errors,
      functions,
      gallery,
      help,
      imports,
      mapping,
      people,
      identity,
      secondFactor,
      passkeys,
      matching,
      plans,
      quarantine,
      scoping,
      reasons,
      groups,
      notices,
      directory,
      organizations,
      overview,
      log,
      records,
      removals,
      replay,
      retention,
      history,
      roles,
      schemas,
      scim,
      settings,
      targets,
      values,
      webhooks,
    ];
    expect(sections.reduce((sum, section) => sum + Object.keys(section).length, 0)).toBe(keys.length);
  });

  test("have one, many and other in French wherever English has one and other", () => {
    const counted = [...new Set(keys.filter((key) => key.endsWith("_other")).map(baseOf))];
    expect(counted.length).toBeGreaterThan(10);
    const lacking = counted.filter((code) =>
      [`${code}_one`, `${code}_many`, `${code}_other`].some((key) => !wordless[key]),
    );
    expect(lacking).toEqual([]);
    expect(counted.filter((code) => !words[`${code}_one`])).toEqual([]);
  });

  test("use the same parameters in both languages", () => {
    const differing = Object.keys(fr).filter((key) => {
      const inEnglish = words[key] ?? words[`${baseOf(key)}_other`] ?? "";
      return placeholders(inEnglish).join() !== placeholders(wordless[key] ?? "").join();
    });
    expect(differing).toEqual([]);
  });

  test("say something else in French than in English, but for words that both have", () => {
    const same = keys.filter((key) => words[key] === wordless[key] && (words[key] ?? "").length > 20);
    expect(same).toEqual([]);
  });

  test("have a space before the two-part signs in French, but for names of members and headers", () => {
    const NAMES = /\b(?:ifMissing|types|Authorization|https?|error"):/g;
    const lacking = Object.keys(fr).filter((key) =>
      /[^\s\u00a0\u202f][?!;:»](\s|$)/.test((wordless[key] ?? "").replace(NAMES, "")),
    );
    expect(lacking).toEqual([]);
  });

  test("hold no empty text", () => {
    expect(
      keys.filter((key) => (words[key] ?? "").trim() === "" || (wordless[key] ?? "").trim() === ""),
    ).toEqual([]);
  });
});

test.each([
  [{}, "en"],
  [{ LANG: "fr_CA.UTF-8" }, "fr"],
  [{ LANG: "C.UTF-8" }, "en"],
  [{ LANG: "fr_FR", LC_MESSAGES: "en_GB" }, "en"],
  [{ LANG: "en_GB", LC_MESSAGES: "fr_FR" }, "fr"],
  [{ LC_ALL: "de_DE", LC_MESSAGES: "fr_FR" }, "en"],
  [{ LC_ALL: "", LANG: "fr" }, "fr"],
  [{ MUSTER_LANG: "fr", LC_ALL: "en_GB.UTF-8" }, "fr"],
  [{ MUSTER_LANG: "en", LANG: "fr_FR.UTF-8" }, "en"],
  [{ MUSTER_LANG: "frisian" }, "en"],
])("the language of %j is %s", (env, language) => {
  expect(detectLanguage(env)).toBe(language);
});

test.each(["bad-id", "bad-cursor"])(
  "the problem of a refused request is in the reader's language: %s",
  (problem) => {
    const texts = [createMessages("en"), createMessages("fr")].map((messages) =>
      messages.text("request.invalid", { place: "query.after", problem }),
    );
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).not.toContain(problem);
  },
);
