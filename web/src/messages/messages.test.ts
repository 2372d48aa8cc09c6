import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toPseudo } from "../i18n/pseudo.ts";

type Texts = Readonly<Record<string, string>>;

const names = readdirSync("web/src/messages/en").map((file) => file.replace(".ts", ""));

async function readTexts(language: string, name: string): Promise<Texts> {
  const { texts } = (await import(`./${language}/${name}.ts`)) as { readonly texts: Texts };
  return texts;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const files = readdirSync("web/src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("messages"))
  .map((file) => readFileSync(join("web/src", file), "utf8"));
const code = files.join("\n");

test("there are texts, and French has the files of English", () => {
  expect(names.length).toBeGreaterThan(4);
  expect(readdirSync("web/src/messages/fr").map((file) => file.replace(".ts", ""))).toEqual(names);
});

test.each(names)("%s: both languages have the keys, the parameters and the plurals", async (name) => {
  const english = await readTexts("en", name);
  const french = await readTexts("fr", name);
  const many = Object.keys(english)
    .filter((key) => key.endsWith("_other"))
    .map((key) => key.replace(/_other$/, "_many"));
  expect(Object.keys(french).sort()).toEqual([...Object.keys(english), ...many].sort());
  for (const [key, text] of Object.entries(french)) {
    const source = english[key] ?? english[key.replace(/_many$/, "_other")] ?? "";
    expect([key, placeholders(text)]).toEqual([key, placeholders(source)]);
    // French puts a space that does not break before two-part signs; here any space counts.
    expect([key, /[^\s\u00a0\u202f][?!;:»](\s|$)/.test(text)]).toEqual([key, false]);
    expect([key, text.includes("'")]).toEqual([key, false]);
  }
});

/** A key in the code: as a whole, or put together from a value at its end (`role.${role}`) or its beginning. */
function isUsed(key: string): boolean {
  const stem = key.replace(/[^.]+$/, "");
  const [, end = ""] = /([.-][^.-]+)$/.exec(key) ?? [];
  const open = [`"${key}"`, `:${key}"`, `\`${stem}\${`, `:${stem}\${`].filter((each) => each !== "`${");
  return open.some((each) => code.includes(each)) || (end !== "" && code.includes(`}${end}\``));
}

test.each(names)("%s: every text is used", async (name) => {
  const keys = Object.keys(await readTexts("en", name)).map((key) => key.replace(/_(one|other)$/, ""));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  expect(isUsed("no-such.text-of-ours")).toBe(false);
});

test("the pseudo-locale brackets and lengthens a text, and leaves parameters alone", () => {
  expect(toPseudo("Page {{number}}")).toBe("[Þáĝé {{number}} ~ ~ ~]".replace("Þ", "P"));
});
