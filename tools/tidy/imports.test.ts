import { posix } from "node:path";
import { expect, test } from "vitest";
import { differences } from "./exceptions.ts";
import { consoleSources, importsOf, isTest, readSource, shipped, sources } from "./sources.ts";

/** Folder under src/ and the folders it may import. ARCHITECTURE.md prints the same table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ports: ["core"],
  contract: [],
  app: ["core", "ports"],
  store: ["core", "ports"],
  platform: ["core", "ports", "yaml"],
  yaml: [],
  connectors: ["core", "ports"],
  sources: ["core", "ports"],
  simulators: ["core"],
  messages: ["core"],
  files: ["core", "contract", "messages", "yaml"],
  http: ["core", "ports", "contract", "messages", "app"],
  cli: ["core", "ports", "contract", "messages", "app", "yaml", "files"],
  web: ["contract", "messages", "files"],
};
/** No packages and no node: modules in these. */
const PURE = new Set(["core", "ports"]);
/** Folders whose members must not know each other: src/connectors/scim and src/connectors/memory. */
const ISOLATED = new Set(["connectors", "sources", "simulators"]);
/** An outside system shares the SCIM core with the product, and what the SCIM core is written in. Nothing else. */
const SIMULATORS_SEE = /^src\/core\/(?:scim\/.*|json\.ts|work\.ts)$/;
/** The rule about characters that cannot be seen is one rule for files and for texts. */
const MESSAGES_SEE = /^src\/core\/invisible\.ts$/;
const WIRES_EVERYTHING = new Set(["main.ts", "commands"]);

const folderOf = (file: string) => file.split("/")[1] ?? "";

/** The file that a relative specifier names; undefined for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : undefined;
}

function isAllowed(file: string, specifier: string): boolean {
  const from = folderOf(file);
  const target = targetOf(file, specifier);
  if (target === undefined) return !PURE.has(from) || isTest(file);
  if (!target.startsWith("src/")) return isTest(file);
  if (ISOLATED.has(from) && target.startsWith(`src/${from}/`)) {
    return target.split("/")[2] === file.split("/")[2] || target.split("/").length === 3;
  }
  if (from === "simulators" && folderOf(target) === "core")
    return SIMULATORS_SEE.test(target) || isTest(file);
  if (from === "messages" && folderOf(target) === "core") return MESSAGES_SEE.test(target);
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

test("the console sees the shapes of the API, the texts and the files of people, and nothing of the server", () => {
  expect(consoleSources.length).toBeGreaterThan(20);
  const wrong = consoleSources.flatMap((file) =>
    importsOf(file)
      .flatMap((specifier) => targetOf(file, specifier) ?? [])
      .filter((target) => target.startsWith("src/") && !(MAY_IMPORT["web"] ?? []).includes(folderOf(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("simulators see the SCIM core alone, and not each other", () => {
  const webex = "src/simulators/webex/server.ts";
  expect(isAllowed(webex, "../../core/scim/error.ts")).toBe(true);
  expect(isAllowed(webex, "../../core/provisioning/decide.ts")).toBe(false);
  expect(isAllowed(webex, "../../platform/clock.ts")).toBe(false);
  expect(isAllowed(webex, "../other/server.ts")).toBe(false);
});

test("messages see one file of the core", () => {
  const file = "src/messages/messages.ts";
  expect(isAllowed(file, "../core/invisible.ts")).toBe(true);
  expect(isAllowed(file, "../core/json.ts")).toBe(false);
  expect(isAllowed(file, "../contract/parts.ts")).toBe(false);
});

/** The circles of a graph, each written once, as the way around from its first file in order. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const circles = new Set<string>();
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (file: string): void => {
    const at = way.indexOf(file);
    if (at >= 0) {
      const around = way.slice(at);
      const first = around.indexOf([...around].sort()[0] ?? file);
      circles.add([...around.slice(first), ...around.slice(0, first)].join(" -> "));
      return;
    }
    if (done.has(file)) return;
    way.push(file);
    for (const target of graph.get(file) ?? []) walk(target);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) walk(file);
  return [...circles].sort();
}

test("no file imports itself by way of others, not even for a type", () => {
  const graph = new Map(
    shipped.map((file) => {
      const targets = importsOf(file).flatMap((specifier) => targetOf(file, specifier) ?? []);
      return [file, targets.filter((target) => target.startsWith("src/"))] as const;
    }),
  );
  const arrows = [...graph.values()].flat();
  expect(arrows.length).toBeGreaterThan(500);
  expect(differences("import-circles", circlesIn(graph))).toEqual([]);
  expect(
    circlesIn(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["b"]],
      ]),
    ),
  ).toEqual(["b -> c"]);
});

/** Inside src/app: files below the first folder do not import files below the second, except from the third. */
const WALLS: readonly (readonly [from: string, to: string, except?: string])[] = [
  ["src/app/provisioning/plan/", "src/app/provisioning/apply/"],
  ["src/app/provisioning/apply/", "src/app/provisioning/plan/"],
  ["src/app/", "src/app/provisioning/", "src/app/applications/"],
];

function crossesWall(file: string, target: string): boolean {
  return WALLS.some(([from, to, except]) => {
    const isInside = file.startsWith(to) || (except !== undefined && file.startsWith(except));
    return file.startsWith(from) && target.startsWith(to) && !isInside;
  });
}

test("planning and applying do not know each other, and only applications know provisioning", () => {
  const app = shipped.filter((file) => file.startsWith("src/app/"));
  const crossings = app.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => crossesWall(file, targetOf(file, specifier) ?? ""))
      .map((specifier) => `${file} -> ${specifier}`),
  );
  expect(app.filter((file) => file.startsWith("src/app/provisioning/plan/")).length).toBeGreaterThan(5);
  expect(crossings).toEqual([]);
  const [plan, apply] = ["src/app/provisioning/plan/a.ts", "src/app/provisioning/apply/b.ts"];
  expect([crossesWall(plan, apply), crossesWall(apply, plan)]).toEqual([true, true]);
  expect(crossesWall("src/app/tokens/c.ts", plan)).toBe(true);
  expect(crossesWall("src/app/applications/d.ts", plan)).toBe(false);
});

test("commands load the shapes of their own routes, not the table of all", () => {
  const cli = shipped.filter((file) => file.startsWith("src/cli/"));
  const imports = (file: string) =>
    /^import (?!type )[^;]*"[^"]*contract\/routes\.ts"/m.test(readSource(file));
  expect(cli.length).toBeGreaterThan(50);
  expect(cli.filter(imports)).toEqual([]);
});

test("core is deterministic", () => {
  const core = shipped.filter((file) => file.startsWith("src/core/"));
  expect(core.length).toBeGreaterThan(5);
  const banned = /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\)|\bnew RegExp\(/;
  expect(core.filter((file) => banned.test(readSource(file)))).toEqual([]);
});

test("use cases take time from the ports: no timers in app", () => {
  const app = shipped.filter((file) => file.startsWith("src/app/"));
  expect(app.length).toBeGreaterThan(50);
  const timer = /\b(setTimeout|setInterval|setImmediate|Date\.now|new Date\(\)|performance\.now)\b/;
  expect(
    differences(
      "timers-in-app",
      app.filter((file) => timer.test(readSource(file))),
    ),
  ).toEqual([]);
});

test("every file exports what is its own: no export *", () => {
  const barrels = shipped.filter((file) => /^export (?:type )?\*/m.test(readSource(file)));
  expect(differences("barrels", barrels)).toEqual([]);
});
