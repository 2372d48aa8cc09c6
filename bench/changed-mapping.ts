import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import { connectEveryone, sync } from "./application.ts";
import { settleCompany } from "./company.ts";
import { linkEverything } from "./linked-state.ts";
import { figure, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { startStubTarget } from "./stub-target.ts";

const GROUPS = 60;
/** People whose account the changed expression alters. */
const CONCERNED = 7;
const POLL_MS = 10;
/** The cycle before is seen as closed a moment before it gives back its lease. */
const REST_MS = 200;

/** Changes one expression that alters a few of many linked people, beside an initial cycle over the same people. */
async function changedMapping(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 1_000 : 10_000;
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    await server.stop();
    const linked = await linkEverything(server.directory, server.org, app);
    await server.start();
    const { client, org } = server;
    const params = { org, app };
    const time = async (expected: number, begin: () => Promise<unknown>) => {
      await begin();
      await sleep(REST_MS);
      const [sent, { cpuMs }] = [target.changes(), await server.usage()];
      const start = performance.now();
      const { counts, kind } = await sync(server, app, POLL_MS);
      const seconds = secondsSince(start);
      const requests = target.changes() - sent;
      if (kind !== "incremental" || requests !== expected || counts.updated !== expected) {
        throw new Error(`${requests} requests by an ${kind} cycle: ${JSON.stringify(counts)}`);
      }
      return { seconds, cpuSeconds: ((await server.usage()).cpuMs - cpuMs) / 1_000 };
    };
    const chosen = linked.people.slice(0, CONCERNED);
    const cases = chosen.map((id) => `"${id}", "Head"`).join(", ");
    const { mappings } = await client.call(routes.getMapping, { params });
    const attributes = Array.isArray(mappings.user["attributes"]) ? mappings.user["attributes"] : [];
    const others = attributes.filter((each) => JSON.stringify(each).includes('"target":"title"') === false);
    const expression = `Switch([objectId], [jobTitle], ${cases})`;
    const title = { target: "title", kind: "expression", expression, apply: "always" };
    note("cycles");
    await time(0, async () => undefined);
    const changed = await time(CONCERNED, () =>
      client.call(routes.setMapping, { params, body: { user: { attributes: [...others, title] } } }),
    );
    const back = await time(CONCERNED, () =>
      client.call(routes.setMapping, { params, body: { mapping: "default" as const } }),
    );
    const initial = await timeInitial(server, app);
    return {
      title: `One expression changed, over ${people} linked people`,
      how:
        `The linked state is written into the store beforehand, as for the plan above, with ${GROUPS} groups, and the target answers 204 and keeps nothing. ` +
        `One expression of the mapping changes so that it alters ${CONCERNED} people; the next cycle maps everyone again and sends exactly ${CONCERNED} requests, ` +
        "and any other number fails the benchmark. Then the default mapping is taken back. Last, an initial cycle looks at the same people.",
      figures: [
        figure("changed expression", show(changed.seconds, "s"), `the cycle with its ${CONCERNED} requests`),
        figure("changed expression, CPU", show(changed.cpuSeconds, "s"), "processor time of the server"),
        figure("roll-back", show(back.seconds, "s"), `the cycle with its ${CONCERNED} requests`),
        figure("initial cycle", show(initial, "s"), "the same people, without a change"),
        figure(
          "ratio",
          show(changed.seconds / initial, ""),
          "of the changed expression to the initial cycle",
        ),
      ],
    };
  } finally {
    await server.remove();
    await target.stop();
  }
}

async function timeInitial(server: Server, app: Parameters<typeof sync>[1]): Promise<number> {
  await sleep(REST_MS);
  const start = performance.now();
  const { kind } = await sync(server, app, POLL_MS, "initial");
  if (kind !== "initial") throw new Error(`the cycle is ${kind}`);
  return secondsSince(start);
}

await runBenchmark(changedMapping);
