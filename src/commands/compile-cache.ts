import { lstatSync, mkdirSync } from "node:fs";
import * as nodeModule from "node:module";
import { isAbsolute, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Lets Node keep compiled code between starts, where this Node can (22.1 and later) and a private folder is found.
 * Never fails: without a cache, commands start more slowly and do the same.
 */
export function startCompileCache(env: Environment): void {
  const enable: unknown = Reflect.get(nodeModule, "enableCompileCache");
  if (typeof enable !== "function") return;
  try {
    const folder = findPrivateFolder(env, process.getuid?.());
    if (folder !== undefined) enable(folder);
  } catch {
    // A read-only home or a full disk.
  }
}

/**
 * The folder for compiled code in the cache folder of this user, created where it is missing. Undefined unless every
 * folder on the way belongs to the user and others cannot write to it: compiled code is code that will run.
 */
export function findPrivateFolder(env: Environment, user: number | undefined): string | undefined {
  const home = env["HOME"] ?? "";
  const cache = env["XDG_CACHE_HOME"] || join(home, ".cache");
  // The folder above `.cache` comes first: under sudo it may be the home of another user, in which nothing is created.
  const above = env["XDG_CACHE_HOME"] ? cache : home;
  if (user === undefined || !isAbsolute(above) || !isPrivate(above, user)) return undefined;
  const ours = join(cache, "muster");
  const folder = join(ours, "compiled");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return [cache, ours, folder].every((path) => isPrivate(path, user)) ? folder : undefined;
}

const WRITABLE_BY_OTHERS = 0o022;

function isPrivate(path: string, user: number): boolean {
  const stat = lstatSync(path);
  return stat.isDirectory() && stat.uid === user && (stat.mode & WRITABLE_BY_OTHERS) === 0;
}
