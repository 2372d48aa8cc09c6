import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { openClock } from "../../platform/clock.ts";
import { createEnv } from "../../platform/env.ts";
import { createPacker } from "../../platform/packer.ts";
import { createRegexPort } from "../../platform/regex.ts";
import { giveWay } from "../../platform/thread-priority.ts";
import { openStoreReader } from "../../store/open.ts";
import { PlanningRun, type ThreadServices } from "./planning-run.ts";
import type { FromThread, PlanningThreadData, ToThread } from "./protocol.ts";
import { toThrownData } from "./thrown.ts";

/**
 * The planning thread: reads the store through connections of its own and computes plans, several at a time. Commits and
 * calls to targets go back to the main thread.
 */
async function serve(port: MessagePort, { place }: PlanningThreadData): Promise<void> {
  // A plan of a whole directory computes for seconds, while the main thread owes answers within milliseconds.
  giveWay();
  const clock = openClock();
  const reader = await openStoreReader(place);
  const runs = new Map<number, PlanningRun>();
  const post = (message: FromThread) => port.postMessage(message);
  const services: ThreadServices = {
    ...{ env: createEnv(clock), regex: createRegexPort(), packer: createPacker() },
    ...{ reader, post },
  };
  let aheadMs = 0;
  const follow = (now: number) => {
    if (now > aheadMs) clock.advance(now - aheadMs);
    aheadMs = Math.max(aheadMs, now);
  };
  const begin = async (message: ToThread & { readonly kind: "plan" }) => {
    const { run } = message;
    const planning = new PlanningRun(services, message);
    runs.set(run, planning);
    try {
      post({ kind: "planned", run, planned: await planning.plan() });
    } catch (error) {
      post({ kind: "failed", run, thrown: toThrownData(error) });
    } finally {
      runs.delete(run);
    }
  };
  port.on("message", (message: ToThread) => {
    if ("aheadMs" in message) follow(message.aheadMs);
    switch (message.kind) {
      case "plan":
        void begin(message);
        return;
      case "limits":
        runs.get(message.run)?.limit(message.limits);
        return;
      case "answered":
      case "thrown":
        runs.get(message.run)?.settle(message);
        return;
      case "close":
        void reader.close().finally(() => port.close());
        return;
    }
  });
  post({ kind: "ready" });
}

if (parentPort !== null) {
  const port = parentPort;
  serve(port, workerData as PlanningThreadData).catch((error: unknown) => {
    port.postMessage({ kind: "not-started", thrown: toThrownData(error) } satisfies FromThread);
    port.close();
  });
}
