import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EXIT } from "./exit.ts";
import { readSecret } from "./read-secret.ts";
import type { CaughtSignals, LoginFile, World } from "./world.ts";

/** Builds the world of this process: its streams and environment, the disk, the clock. */
export function buildNodeWorld(version: string): World {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    version,
    login: openLoginFile(process.env),
    async openFile(path) {
      const file = await open(path, "r");
      const stat = await file.stat();
      if (stat.isDirectory()) {
        await file.close();
        throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
      }
      return { sizeBytes: stat.size, bytes: file.createReadStream() };
    },
    now: () => performance.now(),
    async sleep(ms, signal) {
      await sleep(ms, undefined, { ...(signal && { signal }) }).catch((error: unknown) => {
        if (signal?.aborted !== true) throw error;
      });
    },
    catchSignals,
    readSecret: (prompt) => readSecret(prompt),
  };
}

/**
 * Ends the process without a word when the reader of its output has gone, as `| head` does. A server goes on: its
 * work does not depend on who reads what it prints.
 */
export function endQuietly(argv: readonly string[]): void {
  const isServer = argv.find((word) => !word.startsWith("-")) === "serve";
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      if (!isServer && stream === process.stdout) process.exit(process.exitCode ?? EXIT.done);
    });
  }
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
    read() {
      try {
        return readFileSync(path, "utf8");
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write(text) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // Renamed into place, so that no reader finds half of it, and never readable by others meanwhile.
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, text, { mode: 0o600 });
      chmodSync(draft, 0o600);
      renameSync(draft, path);
    },
    remove() {
      rmSync(path, { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
