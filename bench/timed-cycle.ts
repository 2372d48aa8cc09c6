import { setTimeout as sleep } from "node:timers/promises";
import type { AppId } from "../src/core/ids.ts";
import { sync } from "./application.ts";
import type { Server } from "./server.ts";
import type { StubTarget } from "./stub-target.ts";

/** How often the state of a cycle is asked for. */
export const POLL_MS = 3;
const REST_MS = 100;

/** What one cycle took. */
export interface TimedCycle {
  /** From the request to the closed cycle. */
  readonly ms: number;
  /** The part of it during which a request was at the target. */
  readonly targetMs: number;
  /** Processor time of the server, all threads. */
  readonly cpuMs: number;
}

/** Runs an incremental cycle, and throws unless it sends exactly one request for each of this number of changed objects. */
export async function timeCycle(
  server: Server,
  target: StubTarget,
  app: AppId,
  expected: number,
): Promise<TimedCycle> {
  // The cycle before is seen as closed a moment before it gives back its lease.
  await sleep(REST_MS);
  const [changes, busyMs, { cpuMs }] = [target.changes(), target.busyMs(), await server.usage()];
  const start = performance.now();
  const { counts } = await sync(server, app, POLL_MS);
  const ms = performance.now() - start;
  const sent = target.changes() - changes;
  if (counts.updated !== expected || sent !== expected || counts.evaluated !== expected) {
    throw new Error(`${expected} changes, and ${sent} requests: ${JSON.stringify(counts)}`);
  }
  return { ms, targetMs: target.busyMs() - busyMs, cpuMs: (await server.usage()).cpuMs - cpuMs };
}
