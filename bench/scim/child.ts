import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Usage } from "../server.ts";
import type { Recorded } from "./recorded.ts";

const PROBE = new URL("../probe.mjs", import.meta.url).href;
const BARE = fileURLToPath(new URL("./bare.ts", import.meta.url));
const SCIMMY = fileURLToPath(new URL("../../examples/scimmy-target/server.mjs", import.meta.url));

/** A server of somebody else's, in a process of its own. */
export interface Child {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** The yardstick, and how to tell it what to answer. */
export interface BareChild extends Child {
  learn(answers: readonly Recorded[]): Promise<void>;
}

export async function startBare(): Promise<BareChild> {
  const child = start(["--import", "tsx", "--import", PROBE, BARE], "ignore");
  const [{ url }] = (await once(child, "message")) as [{ readonly url: string }];
  return {
    ...childAt(url, child),
    async learn(answers) {
      child.send({ kind: "answers", answers });
      await waitFor(child, (message) => message === "ready");
    },
  };
}

/** The scimmy-routers of the examples; the token is theirs. */
export async function startScimmy(): Promise<Child & { readonly token: string }> {
  const token = "scimmy-token";
  const child = start(["--import", PROBE, SCIMMY, "--token", token], "pipe");
  if (child.stdout === null) throw new Error("the server has no output");
  const [line] = await once(child.stdout, "data");
  return { ...childAt(String(JSON.parse(String(line)).url), child), token };
}

function start(argv: readonly string[], stdout: "ignore" | "pipe"): ChildProcess {
  return spawn(process.execPath, argv, { stdio: ["ignore", stdout, "inherit", "ipc"] });
}

function childAt(url: string, child: ChildProcess): Child {
  return {
    url,
    async usage() {
      child.send("usage");
      return (await waitFor(child, isUsage)) as Usage;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** The next message of this kind: the probe answers every message, with what the process has used. */
function waitFor(child: ChildProcess, isIt: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve) => {
    const take = (message: unknown) => {
      if (!isIt(message)) return;
      child.off("message", take);
      resolve(message);
    };
    child.on("message", take);
  });
}

function isUsage(message: unknown): boolean {
  return typeof message === "object" && message !== null && "cpuMs" in message;
}
