import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../examples/scimmy-target/server.mjs", import.meta.url));

/** A SCIM service that answers as specified; nothing in it is ours. */
export interface ScimTarget {
  /** Service root, to be given to an application. */
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts `examples/scimmy-target`, empty, and resolves once it listens. It takes bulk requests if `hasBulk`. */
export async function startScimmyTarget(
  token = "scimmy-7f3a9c51",
  { hasBulk = false }: { readonly hasBulk?: boolean } = {},
): Promise<ScimTarget> {
  const more = hasBulk ? ["--bulk"] : [];
  const child = spawn(process.execPath, [PROGRAM, "--port", "0", "--token", token, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await firstUrl(child);
  return { url, token, stop: () => stopChild(child) };
}

async function firstUrl(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the target has no output");
  for await (const line of createInterface({ input: stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    stdout.resume();
    return url;
  }
  throw new Error("the target ended before it listened");
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
