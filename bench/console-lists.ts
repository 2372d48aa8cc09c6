import { measureFirstRow } from "./first-row.ts";
import {
  type Figure,
  figure,
  note,
  quantile,
  type Report,
  runBenchmark,
  show,
  type Table,
} from "./report.ts";
import { startBare } from "./scim/child.ts";
import { type Call, Driver } from "./scim/drive.ts";
import { type MusterSubject, startMuster, startMusterOnPostgres } from "./scim/subjects.ts";

const LISTED = 50;
/** A page of the console is to be there within this time, in 95 of 100 requests. */
const AIM_MS = 150;

/** A request of the console for a page of users. */
interface List {
  readonly name: string;
  readonly query: string;
}

/** The times of one list in one place, in milliseconds. */
interface Times {
  readonly list: List;
  readonly muster: readonly number[];
  readonly bare: readonly number[];
  /** Processor time of the server for one request. */
  readonly cpuMs: number;
}

function listsOf(users: number): readonly List[] {
  const late = users - 1;
  return [
    { name: "first page", query: "" },
    { name: "by name", query: "&order=name" },
    { name: "common text", query: "&search=contoso" },
    { name: "rare text", query: `&search=person.${late}@` },
    { name: "rare text, by name", query: `&search=person.${late}@&order=name` },
    { name: "text of a tenth, by name", query: "&search=person.9&order=name" },
    { name: "text without a match", query: "&search=no-such-text" },
    { name: "rare text, active", query: `&search=person.${late}@&state=active` },
    { name: "inactive", query: "&state=inactive" },
  ];
}

/** Lists and searches of users as the console asks for them, beside a bare server that answers the same bytes. */
async function consoleLists(isQuick: boolean): Promise<Report> {
  const users = isQuick ? 2_000 : 100_000;
  const requests = isQuick ? 5 : 20;
  const lists = listsOf(users);
  const subject = await startMuster(users);
  let times: readonly Times[];
  let firstRow: readonly Figure[];
  try {
    times = await measure(subject, lists, requests);
    firstRow = await measureFirstRow(subject.server);
  } finally {
    await subject.close();
  }
  const others = await measureOnPostgres(users, lists, requests);
  const slowest = Math.max(...[...times, ...others].map(({ muster }) => quantile(muster, 0.95)));
  return {
    title: `Console lists with ${users} users`,
    how:
      `Pages of ${LISTED} users over the admin API, by the compiled program in a process of its own that was filled with ${users} users ` +
      "of two e-mail addresses each: a rare text is looked for in the entry of each user. Processor time is that of the program, " +
      "without the database server's. One request at a " +
      `time over a kept connection, ${requests} of each list after one to warm up, in turn with *bare*: fastify in a process of its ` +
      "own, which answers the same bytes from memory. Times are those of the client.",
    tables: [tableOf("SQLite", times), ...(others.length === 0 ? [] : [tableOf("PostgreSQL", others)])],
    figures: [
      figure("slowest list", show(slowest, "ms"), `the largest p95 of the tables; the aim is ${AIM_MS} ms`),
      ...firstRow,
    ],
  };
}

/** The same over a PostgreSQL server of its own; nothing where there is none. */
async function measureOnPostgres(
  users: number,
  lists: readonly List[],
  requests: number,
): Promise<readonly Times[]> {
  const subject = await startMusterOnPostgres(users);
  if (subject === undefined) return [];
  try {
    return await measure(subject, lists, requests);
  } finally {
    await subject.close();
  }
}

async function measure(
  { server }: MusterSubject,
  lists: readonly List[],
  requests: number,
): Promise<readonly Times[]> {
  const child = await startBare();
  const muster = new Driver(server.url, server.token, () => server.usage());
  const bare = new Driver(child.url, "none", child.usage);
  try {
    const times: Times[] = [];
    for (const list of lists) {
      note(list.name);
      const path = `/api/v1/organizations/${server.org}/users?limit=${LISTED}${list.query}`;
      const call: Call = { method: "GET", path };
      const { status, body } = await muster.send(call);
      const headers = { "content-type": "application/json; charset=utf-8" };
      await child.learn([{ to: `GET ${path}`, status, headers, body }]);
      await bare.send(call);
      const taken = { muster: [] as number[], bare: [] as number[] };
      const before = await server.usage();
      for (let request = 0; request < requests; request += 1) {
        taken.muster.push(await timeOf(muster, call));
        taken.bare.push(await timeOf(bare, call));
      }
      const after = await server.usage();
      const cpuMs = (after.cpuMs - before.cpuMs) / requests;
      note(`${show(quantile(taken.muster, 0.5), "ms")}, ${show(cpuMs, "ms")} of processor time`);
      times.push({ list, ...taken, cpuMs });
    }
    return times;
  } finally {
    await muster.close();
    await bare.close();
    await child.stop();
  }
}

async function timeOf(driver: Driver, call: Call): Promise<number> {
  const start = performance.now();
  await driver.send(call);
  return performance.now() - start;
}

function tableOf(store: string, times: readonly Times[]): Table {
  return {
    columns: [store, "p50", "p95", "bare p50", "p50 ÷ bare", "processor time"],
    rows: times.map(({ list, muster, bare, cpuMs }) => {
      const [half, most] = [quantile(muster, 0.5), quantile(muster, 0.95)];
      const yardstick = quantile(bare, 0.5);
      return [
        list.name,
        ...[half, most, yardstick].map((value) => show(value, "ms")),
        show(half / yardstick, "").trim(),
        show(cpuMs, "ms"),
      ];
    }),
  };
}

await runBenchmark(consoleLists);
