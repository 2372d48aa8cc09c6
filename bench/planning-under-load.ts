import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "../src/contract/routes.ts";
import type { AppId, ObjectId } from "../src/core/ids.ts";
import { connectEveryone } from "./application.ts";
import { settleCompany } from "./company.ts";
import { linkEverything } from "./linked-state.ts";
import { figure, note, quantile, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { type LoadRequest, type LoadResult, SteadyLoad } from "./steady-load.ts";
import { stolenSeconds } from "./stolen-time.ts";
import { startStubTarget } from "./stub-target.ts";

const GROUPS = 60;
const INLINE = new URL("./serve-inline.mjs", import.meta.url);
const SCIM = "application/scim+json";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/** The cycle before is seen as planned a moment before it gives back its lease. */
const REST_MS = 200;
/** Rounds without and with plans take turns, so that an uneven machine weighs on both alike. */
const ROUNDS = 7;

/** A server under half of its load: how long answers take without a plan, and while plans are made in either thread. */
async function planningUnderLoad(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 1_000 : 10_000;
  const seconds = isQuick ? 2 : 8;
  const rounds = isQuick ? 1 : ROUNDS;
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    const made = await server.client.call(routes.createToken, { params: { org: server.org }, body: {} });
    await server.stop();
    const linked = await linkEverything(server.directory, server.org, app);
    const requests = requestsOf(server, { scim: made.token, app, people: linked.people });
    await server.start();
    const most = await withLoad(server, requests, (load) => load.flood(seconds * 2));
    const rate = most.perSecond / 2;
    note(`half load: ${rate.toFixed(0)} requests a second`);
    const warmUp = async () => {
      await withLoad(server, requests, (load) => load.flood(seconds / 2));
      await planOnce(server, app);
      await sleep(REST_MS);
    };
    const run = (isPlanning: boolean) =>
      withLoad(server, requests, (load) => measure(server, app, { load, rate, seconds, isPlanning }));
    await warmUp();
    const idleRounds: Measured[] = [];
    const threadedRounds: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      idleRounds.push(await run(false));
      threadedRounds.push(await run(true));
    }
    const idle = medianOf(idleRounds);
    const threaded = medianOf(threadedRounds);
    await server.stop();
    await server.start(INLINE);
    await warmUp();
    const inline = await run(true);
    return {
      title: `Requests while ${people} people are planned`,
      how:
        `A server with ${people} linked people and ${GROUPS} groups answers a fixed load: half of the requests are GET of a user, a fifth filters by \`userName\`, ` +
        "a fifth reads the applications over the admin API, and a tenth changes a user by PATCH. The load is half of the rate that the server reaches with 16 connections without a plan, " +
        "and does not wait for answers; each request is timed from the moment at which it was due. Meanwhile the application is planned as a whole (kind `initial`), again and again, " +
        `in the planning thread: ${rounds} rounds of ${seconds} s without plans and as many with them take turns, and each column is the median of its rounds. ` +
        "Then one round with plans in the thread of the requests, on a server that is started for this.",
      tables: [
        {
          columns: ["", "requests/s", "p50", "p95", "p95, ratio", "plan"],
          rows: [
            rowOf("no plan", idle, idle),
            rowOf("planning thread", threaded, idle),
            rowOf("thread of the requests", inline, idle),
          ],
        },
      ],
      figures: [
        figure("most", show(most.perSecond, "requests/s"), "the rate without a plan, with 16 connections"),
        figure("half load", show(rate, "requests/s"), "the load of the table"),
        figure("planning thread", show(threaded.p95Ms / idle.p95Ms, ""), "p95 with plans, of that without"),
        figure(
          "rounds without plans",
          listOf(idleRounds),
          "the p95 of each, and the share of the cores' time that the host took",
        ),
        figure("rounds with plans", listOf(threadedRounds), "likewise"),
        figure(
          "thread of the requests",
          show(inline.p95Ms / idle.p95Ms, ""),
          "p95 with plans, of that without",
        ),
      ],
    };
  } finally {
    await server.remove();
    await target.stop();
  }
}

async function withLoad<Result>(
  server: Server,
  requests: readonly LoadRequest[],
  work: (load: SteadyLoad) => Promise<Result>,
): Promise<Result> {
  const load = new SteadyLoad(server.url, requests);
  try {
    return await work(load);
  } finally {
    await load.close();
  }
}

interface Measured extends LoadResult {
  /** How long one plan took; undefined without plans. */
  readonly planSeconds: number | undefined;
  /** The part of the cores' time that the host of a virtual machine gave to others, from 0 to 1. */
  readonly stolenShare: number;
}

/** Keeps up the load for this long and, where wanted, until the plan that was begun last has ended. */
async function measure(
  server: Server,
  app: AppId,
  wanted: {
    readonly load: SteadyLoad;
    readonly rate: number;
    readonly seconds: number;
    readonly isPlanning: boolean;
  },
): Promise<Measured> {
  const start = performance.now();
  const stolenBefore = stolenSeconds();
  let isOver = false;
  const took: number[] = [];
  const work = async () => {
    while (secondsSince(start) < wanted.seconds) {
      if (wanted.isPlanning) took.push(await planOnce(server, app));
      await sleep(REST_MS);
    }
    isOver = true;
  };
  const [result] = await Promise.all([wanted.load.keep(wanted.rate, () => isOver), work()]);
  const planSeconds = took.length === 0 ? undefined : took.reduce((sum, each) => sum + each, 0) / took.length;
  const stolenShare = (stolenSeconds() - stolenBefore) / secondsSince(start) / cpus().length;
  return { ...result, planSeconds, stolenShare };
}

async function planOnce({ client, org }: Server, app: AppId): Promise<number> {
  const start = performance.now();
  let plan = await client.call(routes.planCycle, { params: { org, app }, body: { kind: "initial" } });
  while (plan.state === "building") {
    await sleep(50);
    plan = await client.call(routes.getPlan, { params: { plan: plan.planId } });
  }
  if (plan.state !== "planned") throw new Error(`the plan is ${plan.state}`);
  return secondsSince(start);
}

/** The requests of the load, in a fixed order. */
function requestsOf(
  { org, token }: Server,
  known: { readonly scim: string; readonly app: AppId; readonly people: readonly ObjectId[] },
): readonly LoadRequest[] {
  const scim = { authorization: `Bearer ${known.scim}`, "content-type": SCIM };
  const admin = { authorization: `Bearer ${token}` };
  const users = `/scim/${org}/v2/Users`;
  return known.people.map((id, at): LoadRequest => {
    switch (at % 10) {
      case 0: {
        const operations = [{ op: "replace", path: "nickName", value: `Nick ${at}` }];
        const body = JSON.stringify({ schemas: [PATCH], Operations: operations });
        return { method: "PATCH", path: `${users}/${id}`, headers: scim, body };
      }
      case 1:
      case 2: {
        const filter = encodeURIComponent(`userName eq "nobody${at}@contoso.test"`);
        return { method: "GET", path: `${users}?filter=${filter}`, headers: scim };
      }
      case 3:
      case 4:
        return { method: "GET", path: "/api/v1/applications", headers: admin };
      default:
        return { method: "GET", path: `${users}/${id}`, headers: scim };
    }
  });
}

/** The medians of rounds, each figure by itself. */
function medianOf(rounds: readonly Measured[]): Measured {
  const median = (figureOf: (round: Measured) => number) => quantile(rounds.map(figureOf), 0.5);
  return {
    perSecond: median(({ perSecond }) => perSecond),
    p50Ms: median(({ p50Ms }) => p50Ms),
    p95Ms: median(({ p95Ms }) => p95Ms),
    stolenShare: median(({ stolenShare }) => stolenShare),
    planSeconds:
      rounds[0]?.planSeconds === undefined ? undefined : median(({ planSeconds }) => planSeconds ?? 0),
  };
}

/** Each round by its p95, the quickest first: the host of a virtual machine explains most of the slow ones. */
function listOf(rounds: readonly Measured[]): string {
  return [...rounds]
    .sort((one, other) => one.p95Ms - other.p95Ms)
    .map(({ p95Ms, stolenShare }) => `${show(p95Ms, "ms")} (${Math.round(stolenShare * 100)} %)`)
    .join(", ");
}

function rowOf(name: string, result: Measured, idle: Measured): readonly string[] {
  const { perSecond, p50Ms, p95Ms, planSeconds } = result;
  return [
    name,
    show(perSecond, ""),
    show(p50Ms, "ms"),
    show(p95Ms, "ms"),
    show(p95Ms / idle.p95Ms, ""),
    planSeconds === undefined ? "–" : show(planSeconds, "s"),
  ];
}

await runBenchmark(planningUnderLoad);
