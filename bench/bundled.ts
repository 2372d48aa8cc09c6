import { rmSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { bundleModules } from "../tools/bundle-server.ts";

/**
 * Loads modules as they run in the program: what runs a benchmark adds a call to every closure that it translates itself.
 * `modules` has the source of each by a name; all share what they import. The answer has a way to load each by its name.
 */
export async function loadBundled(modules: Readonly<Record<string, string>>) {
  const folder = resolve("dist", `bench-${process.pid}-${Object.keys(modules).join("-")}`);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await bundleModules(folder, modules);
  return (name: string) => import(pathToFileURL(resolve(folder, `${name}.js`)).href);
}
