import { figure, median, note, type Report, runBenchmark, show, type Table } from "./report.ts";
import { CONNECTIONS, type Driven } from "./scim/drive.ts";
import { LISTED, listCall, OPERATIONS, type Operation, patchCall } from "./scim/operations.ts";
import { SERIALISED } from "./scim/recorded.ts";
import {
  checkAnswers,
  type MusterSubject,
  SCIMMY_USERS,
  type Subject,
  startMuster,
  startMusterOnPostgres,
  startScimmySubject,
  startYardstick,
} from "./scim/subjects.ts";

type Names = "bare" | "sqlite" | "postgres" | "scimmy";
type Subjects = ReadonlyMap<Names, Subject>;
/** What each server did in each round. */
type Rounds = ReadonlyMap<Names, readonly Driven[]>;

interface Extent {
  readonly users: number;
  readonly rounds: number;
  readonly roundMs: number;
}

/** Every endpoint of the SCIM service provider beside a bare server that answers the same bytes from memory. */
async function scimProvider(isQuick: boolean): Promise<Report> {
  const extent = isQuick
    ? { users: 2_000, rounds: 1, roundMs: 300 }
    : { users: 100_000, rounds: 7, roundMs: 1_000 };
  const sqlite = await startMuster(extent.users);
  const postgres = await startMusterOnPostgres(extent.users);
  const bare = await startYardstick(sqlite);
  const scimmy = await startScimmySubject();
  const subjects = new Map<Names, Subject>([
    ["bare", bare],
    ["sqlite", sqlite],
  ]);
  if (postgres !== undefined) subjects.set("postgres", postgres);
  subjects.set("scimmy", scimmy);
  try {
    for (const subject of subjects.values()) await checkAnswers(subject);
    const measured: [Operation, Rounds][] = [];
    for (const operation of OPERATIONS) {
      note(operation.name);
      measured.push([operation, await measure(operation, subjects, extent)]);
    }
    const list = measured.find(([{ name }]) => name === `list of ${LISTED}`)?.[1];
    const figures = [
      ...(await listFigures(bare, list?.get("sqlite") ?? [], extent)),
      ...(await distanceFigures("SQLite", sqlite, extent)),
      ...(postgres === undefined ? [] : await distanceFigures("PostgreSQL", postgres, extent)),
      ...(await memoryFigures("SQLite", sqlite)),
      ...(postgres === undefined ? [] : await memoryFigures("PostgreSQL", postgres)),
    ];
    return {
      title: `SCIM service provider with ${extent.users} users`,
      how: describe(extent),
      tables: [rateTable(measured), cpuTable(measured)],
      figures,
    };
  } finally {
    for (const subject of subjects.values()) await subject.close();
  }
}

function describe({ users, rounds, roundMs }: Extent): string {
  return (
    `Server processes of the compiled program over SQLite (WAL, \`synchronous=FULL\`) and PostgreSQL (\`fsync=on\`), each filled ` +
    `with ${users} users who are all members of one group. This process sends the requests, over ${CONNECTIONS} kept connections ` +
    "without pipelining. *Bare* is fastify in a process of its own, without any hook: it answers, from memory, the bytes and headers " +
    "that the SQLite server answered to the same requests, and parses the bodies that it is sent. 2000 users, spread over all, are " +
    "asked for again and again, except where all are in turn: then nobody is found remembered. The parties take turns: " +
    `${rounds} rounds of ${show(roundMs / 1_000, "s")} each, after one to warm up. Rates are medians; a ratio is the median of the ` +
    `rounds' ratios. scimmy-routers (examples/scimmy-target) keeps its users in memory, and only ${SCIMMY_USERS} of them: it passes ` +
    "over all for each list and filter. "
  );
}

/** The parties one after the other, again and again: what disturbs the machine disturbs all of them. */
async function measure(operation: Operation, subjects: Subjects, extent: Extent): Promise<Rounds> {
  const parties = [...subjects].map(([name, { driver, base, users, all }]) => {
    return { name, driver, next: operation.calls(base, users, all), driven: [] as Driven[] };
  });
  for (const { driver, next } of parties) await driver.drive(next, extent.roundMs);
  for (let round = 0; round < extent.rounds; round += 1) {
    for (const { driver, next, driven } of parties) driven.push(await driver.drive(next, extent.roundMs));
  }
  return new Map(parties.map(({ name, driven }) => [name, driven]));
}

function rateTable(measured: readonly (readonly [Operation, Rounds])[]): Table {
  return {
    columns: ["requests/s", "bare", "SQLite", "of bare", "aim", "PostgreSQL", "of bare", "scimmy-routers"],
    rows: measured.map(([{ name, aim }, rounds]) => {
      const rate = (party: Names) => cell(rounds.get(party), (each) => show(medianOf(each, "perSecond"), ""));
      const share = (party: Names) =>
        cell(rounds.get(party), (each) => ratio(each, rounds.get("bare"), "perSecond"));
      return [
        ...[name, rate("bare"), rate("sqlite"), share("sqlite"), aim === undefined ? "" : `≥ ${aim}`],
        ...[rate("postgres"), share("postgres"), rate("scimmy")],
      ];
    }),
  };
}

function cpuTable(measured: readonly (readonly [Operation, Rounds])[]): Table {
  return {
    columns: [
      "processor time, µs/request",
      "bare",
      "SQLite",
      "bare ÷ SQLite",
      "PostgreSQL*",
      "scimmy-routers",
    ],
    rows: measured.map(([{ name }, rounds]) => {
      const time = (party: Names) =>
        cell(rounds.get(party), (each) => show(1_000 * medianOf(each, "cpuMs"), ""));
      const share = cell(rounds.get("bare"), (each) => ratio(each, rounds.get("sqlite"), "cpuMs"));
      return [name, time("bare"), time("sqlite"), share, time("postgres"), time("scimmy")];
    }),
    note: "All threads of the server process; \\* without what PostgreSQL's own processes take.",
  };
}

function cell(driven: readonly Driven[] | undefined, print: (driven: readonly Driven[]) => string): string {
  return driven === undefined ? "" : print(driven).trim();
}

function medianOf(driven: readonly Driven[], part: keyof Driven): number {
  return median(driven.map((each) => each[part]));
}

function ratio(left: readonly Driven[], right: readonly Driven[] | undefined, part: keyof Driven): string {
  return show(median(left.map((each, at) => each[part] / (right?.[at]?.[part] ?? Number.NaN))), "");
}

/** What a list costs beside what its text alone costs. */
async function listFigures(
  bare: Awaited<ReturnType<typeof startYardstick>>,
  sqlite: readonly Driven[],
  { rounds, roundMs }: Extent,
) {
  const serialised: Driven[] = [];
  const alone: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    serialised.push(await bare.driver.drive(() => ({ method: "GET", path: SERIALISED }), roundMs));
    const { body } = await bare.driver.send({ method: "GET", path: "/stringify/300" });
    alone.push(JSON.parse(body).cpuMs / 300);
  }
  const listMs = medianOf(sqlite, "cpuMs");
  const meaning = `processor time of a list of ${LISTED} on SQLite, by the line before; aim: at most 2`;
  return [
    figure(
      "serialising alone",
      show(1_000 * median(alone), "µs"),
      "`JSON.stringify` of that list and nothing else",
    ),
    figure("list, ratio", show(listMs / median(alone), "×"), meaning),
    figure(
      "serialising and sending",
      show(1_000 * medianOf(serialised, "cpuMs"), "µs"),
      "the same in bare fastify, which sends it: processor time for one request",
    ),
    figure("list, ratio to both", show(listMs / medianOf(serialised, "cpuMs"), "×"), "by the line before"),
  ];
}

/** What must not depend on how many there are. One request at a time: both ends of a comparison take turns. */
async function distanceFigures(store: string, subject: MusterSubject, { rounds, users }: Extent) {
  note(`${store}: large and small groups, last and first pages`);
  const { driver, base, filled } = subject;
  const names = ["large", "small", "first", "last", "begin", "end"] as const;
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    (typeof names)[number],
    number[]
  >;
  const end = await lastCursor(subject);
  const time = async (into: number[], call: Parameters<typeof driver.send>[0]) => {
    const start = performance.now();
    await driver.send(call);
    into.push(performance.now() - start);
  };
  const member = (group: string, id: string, op: "add" | "remove") =>
    op === "add"
      ? patchCall(`${base}/Groups/${group}`, { op, path: "members", value: [{ value: id }] })
      : patchCall(`${base}/Groups/${group}`, { op, path: `members[value eq "${id}"]` });
  for (let round = 0; round < rounds; round += 1) {
    for (const op of ["add", "remove"] as const) {
      for (const { id } of filled.outsiders) {
        await time(times.large, member(filled.large, id, op));
        await time(times.small, member(filled.small, id, op));
      }
    }
    for (let again = 0; again < 3; again += 1) {
      await time(times.first, listCall(base, `startIndex=1&count=${LISTED}`));
      await time(times.last, listCall(base, `startIndex=${users - LISTED + 1}&count=${LISTED}`));
      await time(times.begin, listCall(base, `cursor=&count=${LISTED}`));
      await time(times.end, listCall(base, `cursor=${end}&count=${LISTED}`));
    }
  }
  const ms = (values: readonly number[]) => show(median(values), "ms");
  return [
    figure(
      `member of 10, ${store}`,
      ms(times.small),
      "PATCH that adds or removes one member, median, one at a time",
    ),
    figure(`member of ${users}, ${store}`, ms(times.large), "the same in the large group"),
    figure(
      `member, ratio, ${store}`,
      show(median(times.large) / median(times.small), "×"),
      "aim: at most 1.5",
    ),
    figure(`first page, ${store}`, ms(times.first), `list of ${LISTED} by index, median, one at a time`),
    figure(`last page, ${store}`, ms(times.last), "the same where the list ends"),
    figure(
      `page, ratio, ${store}`,
      show(median(times.last) / median(times.first), "×"),
      "the index is walked over",
    ),
    figure(`first by cursor, ${store}`, ms(times.begin), `list of ${LISTED} that begins a walk, median`),
    figure(`last by cursor, ${store}`, ms(times.end), "the last whole page of the walk"),
    figure(`cursor, ratio, ${store}`, show(median(times.end) / median(times.begin), "×"), "aim: at most 1.5"),
  ];
}

/** Walks through all users; the cursor of the last page that is whole. */
async function lastCursor({ driver, base }: MusterSubject): Promise<string> {
  let last = "";
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const page = JSON.parse((await driver.send(listCall(base, `cursor=${cursor}&count=${LISTED}`))).body);
    if (page.Resources.length === LISTED) last = cursor;
    cursor = page.nextCursor;
  }
  return last;
}

/** The most memory, under all of the above and then while everything is looked at. */
async function memoryFigures(store: string, subject: MusterSubject) {
  const { driver, base, server, startSeconds } = subject;
  const { peakMb } = await server.usage();
  const scan = `filter=${encodeURIComponent('title co "nobody has this"')}`;
  for (let again = 0; again < 3; again += 1) {
    await Promise.all([driver.send(listCall(base, scan)), driver.send(listCall(base, "count=1000"))]);
  }
  const after = await server.usage();
  return [
    figure(
      `start, ${store}`,
      show(startSeconds, "s"),
      "from the start of the process to its first answer to a GET by id",
    ),
    figure(
      `peak memory, ${store}`,
      show(peakMb, "MB"),
      "most resident memory of the server under all of the above",
    ),
    figure(
      `… with scans, ${store}`,
      show(after.peakMb, "MB"),
      "after filters that no index serves, and pages of 1000",
    ),
  ];
}

await runBenchmark(scimProvider);
