import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** Chunks of the build, by the source file or the name that Vite gave them. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

const BUILD = "dist/web";
const manifest = JSON.parse(readFileSync(join(BUILD, ".vite/manifest.json"), "utf8")) as Readonly<
  Record<string, Chunk>
>;

/** The files that a browser loads for these entries, with all that they import. */
function filesFor(...entries: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const each of chunk.imports ?? []) add(each);
  };
  for (const entry of entries) add(entry);
  return files;
}

const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILD, file))).length, 0) / 1_000;

const textsFor = (...names: readonly string[]) => names.map((name) => `src/messages/fr/${name}.ts`);
const DOOR = ["index.html", "src/door/start-door.tsx", ...textsFor("door")];
const SHELL = ["index.html", "src/shell/start-console.tsx", ...textsFor("common")];
const kitTexts = Object.keys(manifest).filter((name) => name.endsWith("messages/all.fr.js"));
const FIRST_LIST = [...SHELL, ...kitTexts, "src/pages/users/users-page.tsx", ...textsFor("users")];
/** The texts of the server's codes, which pages load beside their own. */
const REASON_TEXTS = ["../src/messages/fr.ts", "../src/messages/catalogue-messages.ts"];
const pages = Object.keys(manifest).filter((name) => /^src\/pages\/.*-page\.tsx$/.test(name));

test("the sign-in page stays under 150 kB, compressed", () => {
  expect(kilobytes(filesFor(...DOOR))).toBeLessThan(150);
});

test("the console with its first list stays under 650 kB, compressed", () => {
  expect(kitTexts).toHaveLength(1);
  expect(kilobytes(filesFor(...FIRST_LIST))).toBeLessThan(650);
});

test("each further page adds less than 150 kB, compressed", () => {
  expect(pages.length).toBeGreaterThan(4);
  const loaded = filesFor(...FIRST_LIST);
  const more = pages.map((page) => [
    page,
    kilobytes([...filesFor(page, ...REASON_TEXTS)].filter((file) => !loaded.has(file))),
  ]);
  expect(more.filter(([, size]) => Number(size) >= 150)).toEqual([]);
});

test("the charts of an application are a part of their own, under 150 kB, compressed", () => {
  const page = new Set([
    ...filesFor(...FIRST_LIST),
    ...filesFor("src/pages/applications/application-page.tsx"),
  ]);
  const charts = [...filesFor("src/pages/applications/history/history-charts.tsx")];
  const more = kilobytes(charts.filter((file) => !page.has(file)));
  expect(more).toBeGreaterThan(10);
  expect(more).toBeLessThan(150);
});
