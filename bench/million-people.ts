import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import type { AppId } from "../src/core/ids.ts";
import { connectEveryone } from "./application.ts";
import { fillWithCopies } from "./copied-people.ts";
import { openDirectory } from "./directory-client.ts";
import type { Linked } from "./linked-state.ts";
import { Pinger } from "./pinger.ts";
import { figure, median, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { type StubTarget, startStubTarget } from "./stub-target.ts";
import { POLL_MS, type TimedCycle, timeCycle } from "./timed-cycle.ts";

/** People for each group: the groups of both directories are equally large. */
const PEOPLE_OF_GROUP = 5_000;
/** Two people are in the organization beside the copies: the model and its manager. */
const OTHERS = 2;
const CHANGES = 10;
const WARM_UP = 3;
/** Plans of the small directory; the first of them compiles code, and does not count. */
const SMALL_PLANS = 6;

/** A directory whose people are all linked, and its server. */
interface Filled {
  readonly server: Server;
  readonly target: StubTarget;
  readonly app: AppId;
  readonly linked: Linked;
  readonly people: number;
}

/** What planning everybody took. */
interface Plan {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Plans a million people with nothing to do, beside a small directory, and then cycles with a few changes. */
async function millionPeople(isQuick: boolean): Promise<Report> {
  const [few, many] = isQuick ? ([2_000, 10_000] as const) : ([10_000, 1_000_000] as const);
  const small = await withDirectory(few, async (filled) => {
    const plans: Plan[] = [];
    for (let round = 0; round < SMALL_PLANS; round += 1) plans.push(await planEverybody(filled));
    return { cpuSeconds: median(plans.slice(1).map(({ cpuSeconds }) => cpuSeconds)) };
  });
  return withDirectory(many, async (filled) => {
    const pinger = new Pinger(filled.server.url);
    const plan = await planEverybody(filled);
    const pings = await pinger.stop();
    const { peakMb } = await filled.server.usage();
    const cycles = await changeSome(filled, isQuick ? 5 : 25);
    const perPerson = [small.cpuSeconds / few, plan.cpuSeconds / many].map((seconds) => seconds * 1e6);
    const [costOfFew = 0, costOfMany = 0] = perPerson;
    return {
      title: `Plan of ${many} people with nothing to do, and cycles with ${CHANGES} changes`,
      how: describe(few, many),
      figures: [
        figure("time", show(plan.seconds, "s"), "from the request to the stored, hashed plan; aim: 60 s"),
        figure("CPU", show(plan.cpuSeconds, "s"), "processor time of the server, all threads"),
        figure("peak memory", show(peakMb, "MB"), "most resident memory of the server; aim: 600 MB"),
        figure("longest stall", show(Math.max(...pings), "ms"), `of ${pings.length} pings of \`/healthz\``),
        figure(
          `CPU per person, ${few} people`,
          show(costOfFew, "µs"),
          `median of ${SMALL_PLANS - 1} plans after the first`,
        ),
        figure(
          `CPU per person, ${many} people`,
          show(costOfMany, "µs"),
          "of the plan above, the first of its server",
        ),
        figure("CPU per person, ratio", show(costOfMany / costOfFew, "×"), "aim: at most 1.5"),
        ...figuresOf(`${CHANGES} titles`, cycles.titles),
        ...figuresOf("nothing", cycles.nothing),
        figure("peak memory, cycles", show((await filled.server.usage()).peakMb, "MB"), "the plan included"),
      ],
    };
  });
}

function describe(few: number, many: number): string {
  return (
    "One person with a manager is made over SCIM and linked, and its rows are copied in the store, with other ids and values, for as many people. " +
    `There is a group for every ${PEOPLE_OF_GROUP} of them, and each is in one or two groups. A fresh server process then plans everybody (kind \`initial\`), ` +
    "and finds everyone unchanged, memberships included; any other count fails the benchmark. The target answers 404 to readings of groups. " +
    `The same with ${few} people, in the same run. On the large directory follow cycles with the new titles of ${CHANGES} people, and cycles without a change, in turn; the ` +
    `target answers 204 and keeps nothing. Their state is asked for every ${POLL_MS} ms, which is part of the processor time. Medians, after ${WARM_UP} rounds to warm up; ${many} people.`
  );
}

async function withDirectory<Result>(
  people: number,
  use: (filled: Filled) => Promise<Result>,
): Promise<Result> {
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    const app = await connectEveryone(server, target.url, "secret");
    const groups = Math.ceil(people / PEOPLE_OF_GROUP);
    const start = performance.now();
    const linked = await fillWithCopies(server, app, { people, groups });
    note(`filled in ${show(secondsSince(start), "s")}`);
    await server.start();
    return await use({ server, target, app, linked, people });
  } finally {
    await target.stop();
    await server.remove();
  }
}

async function planEverybody({ server, app, people }: Filled): Promise<Plan> {
  note(`planning ${people} people`);
  const { client, org } = server;
  const { cpuMs } = await server.usage();
  const start = performance.now();
  let plan = await client.call(routes.planCycle, { params: { org, app }, body: { kind: "initial" } });
  while (plan.state === "building") {
    await sleep(50);
    plan = await client.call(routes.getPlan, { params: { plan: plan.planId } });
  }
  const seconds = secondsSince(start);
  const { evaluated, unchanged } = plan.counts;
  const objects = people + OTHERS + Math.ceil(people / PEOPLE_OF_GROUP);
  if (plan.state !== "planned" || unchanged !== objects || evaluated !== objects) {
    throw new Error(`${objects} objects were expected: ${JSON.stringify(plan)}`);
  }
  return { seconds, cpuSeconds: ((await server.usage()).cpuMs - cpuMs) / 1_000 };
}

async function changeSome({ server, target, app, linked }: Filled, rounds: number) {
  note("cycles");
  const directory = await openDirectory(server);
  const titles: TimedCycle[] = [];
  const nothing: TimedCycle[] = [];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (let at = 0; at < CHANGES; at += 1) {
      const id = linked.people[(round * CHANGES + at) % linked.people.length];
      await directory.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: `Title ${round}` }]);
    }
    titles.push(await timeCycle(server, target, app, CHANGES));
    nothing.push(await timeCycle(server, target, app, 0));
  }
  return { titles: titles.slice(WARM_UP), nothing: nothing.slice(WARM_UP) };
}

function figuresOf(name: string, cycles: readonly TimedCycle[]) {
  const own = median(cycles.map(({ ms, targetMs }) => ms - targetMs));
  const part = (of: "ms" | "targetMs" | "cpuMs") => show(median(cycles.map((each) => each[of])), "ms");
  return [
    figure(
      `${name}, elapsed`,
      part("ms"),
      `from the request to the closed cycle; median of ${cycles.length}`,
    ),
    figure(
      `${name}, own time`,
      show(own, "ms"),
      "without the time during which a request was at the target; aim: under 200 ms",
    ),
    figure(`${name}, CPU`, part("cpuMs"), "processor time of the server, all threads"),
  ];
}

await runBenchmark(millionPeople);
