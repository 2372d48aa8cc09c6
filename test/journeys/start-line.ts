import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * The line with which a process reports its address. Throws the line that it printed instead, as the error of a start
 * that failed, and throws when the process ends without a line.
 */
export async function readStartLine(
  child: ChildProcess,
): Promise<{ readonly url: string } & Readonly<Record<string, string>>> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the process has no output");
  const line = once(createInterface({ input: stdout }), "line").then(([text]) => String(text));
  // Closed once all output was read: an error that the process printed last comes before it.
  const ended = once(child, "close").then(() => "");
  const first = await Promise.race([line, ended]);
  const started = first.startsWith("{") ? (JSON.parse(first) as Readonly<Record<string, string>>) : {};
  const { url } = started;
  if (typeof url !== "string") throw new Error(`the process did not start: ${first}`);
  return { ...started, url };
}
