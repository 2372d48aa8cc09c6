import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { type OutputBundle, rolldown } from "rolldown";

/** Threads are started from files of their own, by the names of their modules. */
const THREADS = {
  writer: "src/store/sqlite/writer.ts",
  "planning-thread": "src/commands/planning/planning-thread.ts",
};

/** Packages that stay where npm puts them, because they have compiled parts or start threads from files of their own. */
const UNBUNDLED = ["@node-rs/argon2", "@photostructure/sqlite", "pino", "pino-pretty"];

/** A package that `pg` loads where somebody has installed it. */
const OPTIONAL = ["pg-native"];

/** Bundles the program into `dist`. */
export async function bundleServer(): Promise<void> {
  const output = await bundleModules("dist", { main: "src/main.ts" });
  writeFileSync("dist/licenses.txt", collectLicenses(output));
  chmodSync("dist/main.js", 0o755);
}

/**
 * Bundles modules and what they need of the server and of packages into few files of a folder, because finding and reading a
 * thousand files takes half the time of a start (ADR 20). `modules` has the source of each by the name of its file. Migrations lie
 * beside the bundled files, as they lie beside the module that reads them. Throws where the bundler warns of anything.
 */
export async function bundleModules(
  folder: string,
  modules: Readonly<Record<string, string>>,
): Promise<readonly OutputBundle[string][]> {
  const bundle = await rolldown({
    input: { ...modules, ...THREADS },
    platform: "node",
    external: [...UNBUNDLED, ...OPTIONAL].map((name) => new RegExp(`^${name}(/|$)`)),
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    sourcemap: true,
  });
  await bundle.close();
  cpSync("src/store/migrations", join(folder, "migrations"), { recursive: true });
  return output;
}

/** The licences of the bundled packages, which ask that each copy carries them. Throws where a package names none. */
function collectLicenses(output: readonly OutputBundle[string][]): string {
  const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
  const folders = new Set(modules.flatMap((id) => findPackage(id) ?? []));
  return [...folders]
    .sort()
    .map(readLicense)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function readLicense(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined && typeof license !== "string") throw new Error(`${folder} names no licence`);
  const text = file === undefined ? license : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version}\n\n${text}\n`;
}

/** The folder of the package that a module belongs to; undefined for our own. */
function findPackage(module: string): string | undefined {
  const parts = module.split(sep);
  const start = parts.lastIndexOf("node_modules");
  if (start === -1) return undefined;
  const isScoped = parts[start + 1]?.startsWith("@") ?? false;
  const folder = parts.slice(0, start + (isScoped ? 3 : 2)).join(sep);
  return existsSync(join(folder, "package.json")) ? folder : undefined;
}
