import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import type { AppId, ObjectId } from "../src/core/ids.ts";
import { connectEveryone } from "./application.ts";
import { settleCompany } from "./company.ts";
import { type DirectoryClient, openDirectory } from "./directory-client.ts";
import { linkEverything } from "./linked-state.ts";
import { figure, note, quantile, type Report, runBenchmark, show } from "./report.ts";
import { Server } from "./server.ts";
import { type StubTarget, startStubTarget } from "./stub-target.ts";

const GROUPS = 20;
/** The published limit of the target, as that of Webex: 180 writes a minute. */
const RATES = [{ calls: "writes", requests: 180, perSeconds: 60 }];
/** Pause between two people who are blocked, so that the limit of the target is not what is measured. */
const PAUSE_MS = 700;
const PATIENCE_MS = 60_000;

/** How long a person who is blocked in the directory keeps access to the target, without a cycle and beside a long one. */
async function deprovisioning(isQuick: boolean): Promise<Report> {
  const blocked = isQuick ? 10 : 100;
  const people = isQuick ? 300 : 1_000;
  const server = await Server.create({ MUSTER_START_ON_CHANGE: "on" });
  const target = await startStubTarget();
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret", { rates: RATES });
    // A third of all people are blocked within minutes, which the guard would hold.
    for (const limit of ["deletionShareMax=0.9", "deletionCountMax=100000"]) {
      await server.run("app", "settings", app, "--set", limit);
    }
    await server.stop();
    const linked = await linkEverything(server.directory, server.org, app);
    await server.start();
    const directory = await openDirectory(server);
    const [first, second] = [linked.people.slice(0, blocked), linked.people.slice(-blocked)];
    note(`blocking ${blocked} people while nothing runs`);
    const idle = await blockEach(target, directory, first);
    note("waiting for the cycles that follow");
    await quiet(server, app);
    note(`blocking ${blocked} people beside an initial cycle that changes every account`);
    const cycle = await beginLongCycle(server, app);
    const beside = await blockEach(target, directory, second);
    const state = await server.client.call(routes.getCycle, { params: { cycle } });
    if (state.state !== "running") throw new Error(`the long cycle is ${state.state} already`);
    await server.client.call(routes.cancelCycle, { params: { cycle } });
    const { done, total } = state.progress;
    return {
      title: "Time to take access away",
      how:
        `${people} linked people and ${GROUPS} groups, and a target that publishes 180 writes a minute. ${blocked} people are blocked one after the other over our SCIM ` +
        `endpoint, ${PAUSE_MS} ms apart; the time counts from our answer to the arrival of the request that disables the account. At first no cycle runs. Then an initial cycle changes the title of ` +
        "everyone, which the limit of the target makes last for minutes, and the others are blocked beside it.",
      figures: [
        ...figuresOf("no cycle runs", idle),
        ...figuresOf("beside an initial cycle", beside),
        figure("steps of that cycle", `${done} of ${total}`, "done when the last person had lost access"),
      ],
    };
  } finally {
    await target.stop();
    await server.remove();
  }
}

function figuresOf(when: string, times: readonly number[]) {
  return [
    figure(`${when}, p50`, show(quantile(times, 0.5), "ms"), `of ${times.length} people`),
    figure(`${when}, p99`, show(quantile(times, 0.99), "ms"), "aim: under 2 000 ms"),
    figure(`${when}, longest`, show(Math.max(...times), "ms"), "the same"),
  ];
}

/** Blocks these people one by one; for each the time from our answer to the request at the target. */
async function blockEach(
  target: StubTarget,
  directory: DirectoryClient,
  people: readonly ObjectId[],
): Promise<readonly number[]> {
  const answered = new Map<ObjectId, number>();
  for (const id of people) {
    await directory.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    answered.set(id, performance.now());
    await sleep(PAUSE_MS);
  }
  const started = performance.now();
  while (people.some((id) => target.disabledAt(id) === undefined)) {
    if (performance.now() - started > PATIENCE_MS) throw new Error("a person keeps access");
    await sleep(50);
  }
  return people.map((id) => Math.max(0, (target.disabledAt(id) ?? 0) - (answered.get(id) ?? 0)));
}

/** Begins an initial cycle that changes the title of everyone, and waits until it sends. */
async function beginLongCycle(server: Server, app: AppId): Promise<string> {
  const { client, org } = server;
  const params = { org, app };
  const { mappings } = await client.call(routes.getMapping, { params });
  const attributes = Array.isArray(mappings.user["attributes"]) ? mappings.user["attributes"] : [];
  const others = attributes.filter((each) => !JSON.stringify(each).includes('"target":"title"'));
  const title = { target: "title", kind: "constant", value: "Colleague", apply: "always" };
  await client.call(routes.setMapping, { params, body: { user: { attributes: [...others, title] } } });
  const { cycleId: cycle } = await client.call(routes.syncApplication, { params, body: { kind: "initial" } });
  for (;;) {
    const { progress, state } = await client.call(routes.getCycle, { params: { cycle } });
    if (progress.done > 5) return cycle;
    if (state !== "planning" && state !== "running") throw new Error(`the long cycle is ${state}`);
    await sleep(50);
  }
}

/** Waits until no cycle has run for some seconds. */
async function quiet(server: Server, app: AppId): Promise<void> {
  const { client, org } = server;
  for (let still = 0; still < 10; ) {
    await sleep(300);
    const { items } = await client.call(routes.listCycles, { params: { org, app }, query: { limit: 5 } });
    const isRunning = items.some(({ state }) => state === "planning" || state === "running");
    still = isRunning ? 0 : still + 1;
  }
}

await runBenchmark(deprovisioning);
