import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import { connectEveryone } from "./application.ts";
import { settleCompany } from "./company.ts";
import { linkEverything } from "./linked-state.ts";
import { Pinger } from "./pinger.ts";
import { figure, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { startStubTarget } from "./stub-target.ts";

const GROUPS = 200;
/** Evaluates everybody, as after a change of configuration, and finds nothing to do. */
async function planUnchanged(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 5_000 : 100_000;
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    await server.stop();
    await linkEverything(server.directory, server.org, app);
    await server.start();
    note("planning");
    const pinger = new Pinger(server.url);
    const before = await server.usage();
    const start = performance.now();
    const { client, org } = server;
    let plan = await client.call(routes.planCycle, { params: { org, app }, body: { kind: "initial" } });
    while (plan.state === "building") {
      await sleep(50);
      plan = await client.call(routes.getPlan, { params: { plan: plan.planId } });
    }
    const seconds = secondsSince(start);
    const after = await server.usage();
    const pings = await pinger.stop();
    const { evaluated, unchanged } = plan.counts;
    if (plan.state !== "planned" || unchanged !== people + GROUPS || evaluated !== unchanged) {
      throw new Error(`the plan is not what it should be: ${JSON.stringify(plan)}`);
    }
    return {
      title: `Plan of ${people} unchanged people`,
      how:
        "The linked state is written into the store beforehand: for each object the link that an initial cycle leaves, " +
        "with what the default mapping yields, and the ledger of memberships. A fresh server process then plans everything " +
        `(kind \`initial\`) and finds all ${unchanged} people and groups unchanged, memberships included; any other count fails the benchmark. ` +
        "The plan reads each group once from a target that answers 404 to it.",
      figures: [
        figure("time", show(seconds, "s"), "from the request to the stored, hashed plan (seen within 50 ms)"),
        figure("rate", show(people / seconds, "people/s"), "people by that time"),
        figure(
          "CPU",
          show((after.cpuMs - before.cpuMs) / 1_000, "s"),
          "processor time of the server, all threads",
        ),
        figure("peak memory", show(after.peakMb, "MB"), "most resident memory of the server"),
        figure(
          "longest stall",
          show(Math.max(...pings), "ms"),
          `slowest of ${pings.length} pings of \`/healthz\` meanwhile`,
        ),
      ],
    };
  } finally {
    await server.remove();
    await target.stop();
  }
}

await runBenchmark(planUnchanged);
