import { expect, test } from "vitest";
import { readYaml } from "./read-yaml.ts";

const BOMB = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? "a" : `b${at - 1}`}, *a]`).join("\n")}\n`;

test.each([
  ["an alias", "a: &x 1\nb: *x\n", "alias", 2, 4],
  ["aliases that would grow without bound", BOMB, "alias", 2, 10],
  ["a repeated member", "a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1],
  ["a tab", "a:\n\tb: 1\n", "tab", 2, 1],
  ["an open bracket", "a: [1, 2\n", "syntax", 2, 1],
  ["a number beyond all bounds", "a: 1\nb: [1e400]\n", "number", 2, 5],
  ["a value that is not a number", "a: .nan\n", "number", 1, 4],
  ["a name that would be lost", "a:\n  __proto__: 1\n", "name", 2, 3],
  ["an unknown tag", "a: !code x\n", "syntax", 1, 4],
])("%s is refused with its place", (_, text, problem, line, column) => {
  const read = readYaml(text);
  expect(read).toMatchObject({ ok: false });
  expect(!read.ok && read.errors[0]).toMatchObject({ problem, line, column });
});

test("each document has its values and their places", () => {
  const read = readYaml("# note\na:\n  - b: one\n    c: 'two'\n---\nd: 1\n");
  if (!read.ok) throw new Error("not read");
  const [first, second] = read.documents;
  expect(read.documents.map(({ value }) => value)).toEqual([{ a: [{ b: "one", c: "two" }] }, { d: 1 }]);
  expect(first?.placeOf(["a", 0, "c"])).toEqual({ line: 4, column: 8 });
  expect(first?.placeOfName(["a", 0, "c"])).toEqual({ line: 4, column: 5 });
  expect(first?.placeOf(["a", 0, "missing"])).toEqual({ line: 3, column: 5 });
  expect(first?.placeOf(["a", 7])).toEqual({ line: 3, column: 3 });
  expect(first?.placeWithin(["a", 0, "b"], 2)).toEqual({ line: 3, column: 10 });
  expect(first?.placeWithin(["a", 0, "c"], 2)).toEqual({ line: 4, column: 11 });
  expect(second?.placeOf(["d"])).toEqual({ line: 6, column: 4 });
});

test("a list as a name is read as text, without a warning of the process", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on("warning", note);
  const read = readYaml("? [a]\n: b\n");
  await new Promise(setImmediate);
  process.off("warning", note);
  expect(read).toMatchObject({ ok: true, documents: [{ value: { "[ a ]": "b" } }] });
  expect(warnings).toEqual([]);
});

test("a text without a document has none", () => {
  expect(readYaml("")).toEqual({ ok: true, documents: [] });
});

test("no position is made up for a text that is written in another form", () => {
  const read = readYaml("a: |\n  one\n  two\nb: 'it''s'\n");
  if (!read.ok) throw new Error("not read");
  expect(read.documents[0]?.placeWithin(["a"], 1)).toBeUndefined();
  expect(read.documents[0]?.placeWithin(["b"], 1)).toBeUndefined();
});

test.each([
  ["brackets", "[".repeat(100_000)],
  ["lists in lists", `${"- ".repeat(100_000)}a`],
  ["members in members", Array.from({ length: 1_000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")],
])("%s without end are one error, found before they are parsed", (_, text) => {
  expect(readYaml(text)).toMatchObject({ ok: false, errors: [{ problem: "depth" }] });
});
