import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** Folder under src/ and the folders it may import. ARCHITECTURE.md prints the same table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ports: ["core"],
  contract: [],
  app: ["core", "ports"],
  store: ["core", "ports"],
  platform: ["core", "ports"],
  connectors: ["core", "ports"],
  sources: ["core", "ports"],
  messages: [],
  http: ["core", "ports", "contract", "messages", "app"],
  cli: ["core", "ports", "contract", "messages", "app"],
};
/** No packages and no node: modules in these. */
const PURE = new Set(["core", "ports"]);
/** Folders whose members must not know each other: src/connectors/scim and src/connectors/memory. */
const ISOLATED = new Set(["connectors", "sources"]);
const WIRES_EVERYTHING = new Set(["main.ts", "commands"]);

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => posix.join(folder, file.replaceAll("\\", "/")));
}

const sources = filesBelow("src");
const read = (file: string) => readFileSync(file, "utf8");
const folderOf = (file: string) => file.split("/")[1] ?? "";
const isTest = (file: string) => file.endsWith(".test.ts");

function importsOf(file: string): string[] {
  const statements = /\bfrom\s+"([^"]+)"|\bimport\s*\(\s*"([^"]+)"|^import\s+"([^"]+)"/gm;
  return [...read(file).matchAll(statements)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}

function isAllowed(file: string, specifier: string): boolean {
  const from = folderOf(file);
  if (!specifier.startsWith(".")) return !PURE.has(from) || isTest(file);
  const target = posix.join(posix.dirname(file), specifier);
  if (!target.startsWith("src/")) return isTest(file);
  if (ISOLATED.has(from) && target.startsWith(`src/${from}/`)) {
    return target.split("/")[2] === file.split("/")[2] || target.split("/").length === 3;
  }
  return folderOf(target) === from || (MAY_IMPORT[from] ?? []).includes(folderOf(target));
}

test("imports follow the table", () => {
  const files = sources.filter((file) => !WIRES_EVERYTHING.has(folderOf(file)));
  expect(files.length).toBeGreaterThan(20); // A checker that reads no files must not pass.
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !isAllowed(file, specifier))
      .map((specifier) => `${file} -> ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

test("core is deterministic", () => {
  const core = sources.filter((file) => file.startsWith("src/core/") && !isTest(file));
  expect(core.length).toBeGreaterThan(5);
  const banned = /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\)|\bnew RegExp\(/;
  expect(core.filter((file) => banned.test(read(file)))).toEqual([]);
});

test("files stay under 400 lines, and hold no unfinished marks or commented-out code", () => {
  const files = [...sources, ...["test", "tools", "bench"].flatMap(filesBelow)];
  expect(files.length).toBeGreaterThan(20);
  const unfinished = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
  const commentedOut = /^\s*\/\/\s*(const|let|return|if \(|import|export|await)\b.*[;{]\s*$/m;
  const wrong = files.filter((file) => {
    const text = read(file);
    return text.split("\n").length > 400 || unfinished.test(text) || commentedOut.test(text);
  });
  expect(wrong).toEqual([]);
});
