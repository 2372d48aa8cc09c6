import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import type { AppId } from "../src/core/ids.ts";
import { connectEveryone, sync } from "./application.ts";
import { settleCompany } from "./company.ts";
import { linkEverything } from "./linked-state.ts";
import { CONNECTIONS, sendAll } from "./load.ts";
import { figure, median, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { startStubTarget } from "./stub-target.ts";

const GROUPS = 60;
const POLL_MS = 50;
/** The cycle before is seen as closed a moment before it gives back its lease. */
const REST_MS = 200;
const AIM = 600;

/** What one cycle that changes everyone took. */
interface Measured {
  readonly changes: number;
  readonly seconds: number;
  readonly cpuMs: number;
}

/** Changes the title of everyone, round after round, and counts the changes that one target gets in a second. */
async function sustainedChanges(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 500 : 10_000;
  const rounds = isQuick ? 2 : 3;
  const bare = await measureBare(people);
  const single = await measure(people, rounds, false);
  const bulk = await measure(people, rounds, true);
  const rate = (all: readonly Measured[]) => median(all.map(({ changes, seconds }) => changes / seconds));
  const cpu = (all: readonly Measured[]) => median(all.map(({ changes, cpuMs }) => cpuMs / changes));
  const describe = (name: string, all: readonly Measured[]) => [
    figure(name, show(rate(all), "/s"), `changes by the time of the whole cycle; aim: ${AIM}`),
    figure(`${name}, CPU per change`, show(cpu(all), "ms"), "processor time of the server, all threads"),
    figure(`${name}, ratio`, show(rate(all) / bare, ""), "of what the bare generator reaches"),
  ];
  return {
    title: `Changes sustained to one target, ${people} people`,
    how:
      `The linked state of ${people} people and ${GROUPS} groups is written into the store beforehand; the target answers 204 and ` +
      "keeps nothing. Before each round one expression changes that alters the title of everyone, and `sync` plans and sends one " +
      `change for each. Medians of ${rounds} rounds, with single requests and with bulk requests of 100. The bare generator sends ` +
      `as many PATCH requests over ${CONNECTIONS} connections to such a target.`,
    figures: [
      figure("bare load generator", show(bare, "PATCH/s"), "without any of us"),
      ...describe("single requests", single),
      ...describe("bulk requests", bulk),
    ],
  };
}

async function measureBare(count: number): Promise<number> {
  const target = await startStubTarget();
  const body = JSON.stringify({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "title", value: "Head of everything" }],
  });
  const requests = Array.from({ length: count }, (_, at) => ({
    method: "PATCH" as const,
    path: `/Users/account-${at}`,
    body,
  }));
  try {
    await sendAll(target.url, "secret", requests.slice(0, 500));
    return count / (await sendAll(target.url, "secret", requests));
  } finally {
    await target.stop();
  }
}

async function measure(people: number, rounds: number, hasBulk: boolean): Promise<readonly Measured[]> {
  const server = await Server.create();
  const target = await startStubTarget({ hasBulk });
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    await server.stop();
    await linkEverything(server.directory, server.org, app);
    await server.start();
    const params = { org: server.org, app };
    if (hasBulk) {
      // The test learns that the target takes bulk requests.
      const { bulk, fault } = await server.client.call(routes.testApplication, { params });
      if (bulk?.state !== "used") throw new Error(`no bulk requests: ${JSON.stringify({ bulk, fault })}`);
    }
    note(`cycles with ${hasBulk ? "bulk" : "single"} requests`);
    const measured: Measured[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await changeTitles(server, app, round);
      await sleep(REST_MS);
      const [sent, { cpuMs }] = [target.changes(), await server.usage()];
      const start = performance.now();
      const { counts } = await sync(server, app, POLL_MS);
      const seconds = secondsSince(start);
      const changes = target.changes() - sent;
      if (changes === 0 || counts.updated !== changes)
        throw new Error(`${changes} changes: ${JSON.stringify(counts)}`);
      measured.push({ changes, seconds, cpuMs: (await server.usage()).cpuMs - cpuMs });
    }
    return measured;
  } finally {
    await server.remove();
    await target.stop();
  }
}

/** Another title for everyone who has one. */
async function changeTitles(server: Server, app: AppId, round: number): Promise<void> {
  const params = { org: server.org, app };
  const { mappings } = await server.client.call(routes.getMapping, { params });
  const attributes = Array.isArray(mappings.user["attributes"]) ? mappings.user["attributes"] : [];
  const others = attributes.filter((each) => JSON.stringify(each).includes('"target":"title"') === false);
  const expression = `Append([jobTitle], " ${round}")`;
  const title = { target: "title", kind: "expression", expression, apply: "always" };
  const body = { user: { attributes: [...others, title] } };
  await server.client.call(routes.setMapping, { params, body });
}

await runBenchmark(sustainedChanges);
