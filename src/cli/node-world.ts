import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { open, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createMessages, detectLanguage } from "../messages/messages.ts";
import { CliError, EXIT } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import { readSecret } from "./read-secret.ts";
import { reportFailure } from "./report-failure.ts";
import { saveFile } from "./save-file.ts";
import type { CaughtSignals, LoginFile, World } from "./world.ts";

/** Builds the world of this process: its streams and environment, the disk, the clock. */
export function buildNodeWorld(version: string, env: World["env"] = process.env): World {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    version,
    login: openLoginFile(env),
    async openFile(path) {
      const file = await open(path, "r");
      const stat = await file.stat();
      if (stat.isDirectory()) {
        await file.close();
        throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
      }
      return { sizeBytes: stat.size, isKept: stat.isFile(), bytes: file.createReadStream() };
    },
    saveFile,
    listFolder,
    now: () => performance.now(),
    async sleep(ms, signal) {
      await sleep(ms, undefined, { ...(signal && { signal }) }).catch((error: unknown) => {
        if (signal?.aborted !== true) throw error;
      });
    },
    catchSignals,
    readSecret: (prompt) => readSecret(prompt),
    confirm,
  };
}

/** The names of the files in a folder; undefined for any other path, which `openFile` reports on. */
async function listFolder(path: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch {
    return undefined;
  }
}

/** Yes in both languages; every other answer is no. */
const YES = /^\s*(?:y|yes|o|oui)\s*$/i;

/** Asks on the error stream, so that the output of the command can be redirected. */
async function confirm(question: string): Promise<boolean | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return YES.test(await lines.question(`${question} `));
  } finally {
    lines.close();
  }
}

/**
 * Ends the process when its output cannot be written: without a word when the reader has gone, as `| head` does, and
 * in words when a disk is full. A server goes on: its work does not depend on who reads what it prints.
 */
export function endWithOutput(argv: readonly string[], world: World): void {
  if (argv.find((word) => !word.startsWith("-")) === "serve") {
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
    return;
  }
  process.stderr.on("error", () => {});
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.done);
    const failure = new CliError(EXIT.failed, "cli.output-failed", { reason: findReason(error) });
    process.exit(reportFailure(world, createMessages(detectLanguage(world.env)), false, failure));
  });
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

function catchSignals(): CaughtSignals {
  const controller = new AbortController();
  const release = () => {
    for (const name of SIGNALS) process.off(name, end);
  };
  const end = (name: NodeJS.Signals) => {
    release();
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, end);
  return { signal: controller.signal, release };
}

/** The login of this user, in the folder that the XDG specification names for settings. */
function openLoginFile(env: World["env"]): LoginFile {
  const folder = env["XDG_CONFIG_HOME"] || join(env["HOME"] || homedir(), ".config");
  const path = join(folder, "muster", "login.json");
  return {
    path,
    read: () => orUnusable(path, () => readPrivately(path)),
    write: (text) => orUnusable(path, () => writePrivately(path, text)),
    remove: () =>
      orUnusable(path, () => {
        const isThere = existsSync(path);
        rmSync(path, { force: true });
        return isThere;
      }),
  };
}

/** The text of a file that only this user can read; undefined if the file does not exist. */
function readPrivately(path: string): string | undefined {
  try {
    const mode = statSync(path).mode & 0o777;
    const text = readFileSync(path, "utf8");
    if (process.platform === "win32" || (mode & 0o077) === 0) return text;
    const params = { file: path, mode: mode.toString(8).padStart(4, "0") };
    throw new CliError(EXIT.usage, "usage.login-permission", params);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function writePrivately(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Renamed into place, so that no reader finds half of it, and never readable by others meanwhile.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Runs work on the file of the login; what the file system refuses is wrong usage, in words. */
function orUnusable<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(EXIT.usage, "usage.login-unusable", { file, reason: findReason(cause) }, { cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
