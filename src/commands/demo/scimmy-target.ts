import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { CliError, EXIT } from "../../cli/exit.ts";

/** An independent SCIM server in a process of its own. */
export interface ScimmyTarget {
  readonly url: string;
  readonly token: string;
  stop(): void;
}

const ready = z.object({ url: z.string() });

/** Starts the example target; its packages come with a checkout, not with an installed Muster. */
export async function startScimmyTarget(script: string): Promise<ScimmyTarget> {
  const token = randomBytes(24).toString("base64url");
  const child = spawn(process.execPath, [script, "--port", "0", "--token", token], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit").then(() => undefined);
  const first = once(createInterface({ input: child.stdout }), "line").then(([line]) => String(line));
  const line = await Promise.race([first, exited]);
  if (line === undefined) throw new CliError(EXIT.failed, "demo.no-target", { script });
  return { url: ready.parse(JSON.parse(line)).url, token, stop: () => void child.kill() };
}
