import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../test/contract/store/postgres.ts";
import { figure, median, note, type Report, runBenchmark, show } from "./report.ts";
import { CONNECTIONS } from "./scim/drive.ts";
import { OPERATIONS, type Operation } from "./scim/operations.ts";
import { type FilledServer, fillServer, type MusterSubject, startFilled } from "./scim/subjects.ts";
import { startInProcess, startReplay } from "./scim/workers.ts";

interface Extent {
  readonly users: number;
  readonly rounds: number;
  /** Requests of a round. */
  readonly requests: number;
}

const PARTIES = ["server", "bare", "one by one"] as const;
/** What a party did in one round. */
interface Part {
  readonly perSecond: number;
  /** Processor time of its process for one request. */
  readonly cpuMs: number;
}
type Round = Readonly<Record<(typeof PARTIES)[number], Part>>;

/** An operation whose statements were recorded, and a database that is as it was before. */
interface Recorded {
  readonly operation: Operation;
  readonly file: string;
  readonly database: string;
}

/** Writes over PostgreSQL beside the bare driver, which sends the same statements. */
async function postgresWrites(isQuick: boolean): Promise<Report> {
  const extent = isQuick
    ? { users: 1_000, rounds: 2, requests: 100 }
    : { users: 20_000, rounds: 7, requests: 1_000 };
  const postgres = await startPostgres(true);
  if ("unavailable" in postgres) throw new Error(postgres.unavailable);
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  try {
    const database = await postgres.createDatabase();
    const filled = await fillServer(extent.users, database);
    const recorded: Recorded[] = [];
    for (const operation of OPERATIONS.filter(({ name }) => name === "POST" || name === "PATCH")) {
      note(`recording ${operation.name}`);
      const file = join(folder, `${operation.name}.jsonl`);
      recorded.push({ operation, file, database: await copyDatabase(database, `bare_${recorded.length}`) });
      const template = await copyDatabase(database, `recorded_${recorded.length}`);
      await record(filled, { operation, file, database: template }, extent);
    }
    const served = await startFilled(filled);
    try {
      const figures = [];
      for (const each of recorded) {
        note(each.operation.name);
        figures.push(...figuresOf(each.operation.name, await measure(served, each, extent)));
      }
      return { title: `Writes over PostgreSQL with ${extent.users} users`, how: describe(extent), figures };
    } finally {
      await served.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await postgres.stop();
  }
}

function describe({ users, rounds, requests }: Extent): string {
  return (
    `A server of the compiled program over PostgreSQL (\`fsync=on\`) with ${users} users, ${CONNECTIONS} connections. *Bare* is the driver \`pg\` in a process of its own: it sends ` +
    `the statements that the same program sent for other requests of the kind, recorded beforehand one request at a time, to a copy of the database, ${CONNECTIONS} requests at once over as many ` +
    "connections as the server has, each in its transaction. It sends the statements of a transaction together, as Muster does, and *one by one*: each when the one before is answered. The parties take turns: " +
    `medians of ${rounds} rounds of ${requests} requests each, after one to warm up. Ratios are medians of the rounds' ratios. Processor time is without that of PostgreSQL's own processes.`
  );
}

/** A copy of the database; nothing may be connected to it. */
async function copyDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: new URL("postgres", url).href });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${new URL(url).pathname.slice(1)}`);
  } finally {
    await client.end();
  }
  return new URL(name, url).href;
}

async function record(
  filled: FilledServer,
  { operation, file, database }: Recorded,
  { rounds, requests }: Extent,
): Promise<void> {
  const { users: all } = filled.filled;
  const next = operation.calls(filled.base, all, all);
  const program = await startInProcess({ ...filled, env: { MUSTER_DATABASE_URL: database } });
  try {
    // The first calls also read what is remembered from then on.
    await program.run(Array.from({ length: CONNECTIONS }, next));
    await program.record(Array.from({ length: 2 * (rounds + 1) * requests }, next), file);
  } finally {
    await program.stop();
  }
}

async function measure(
  { driver, base, users, all }: MusterSubject,
  { operation, file, database }: Recorded,
  { rounds, requests }: Extent,
): Promise<readonly Round[]> {
  const next = operation.calls(base, users, all);
  const bare = await startReplay(database, file);
  try {
    const results: Round[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const replay = async (half: 0 | 1): Promise<Part> => {
        const from = (2 * round + half) * requests;
        const ran = await bare.run({ from, count: requests, isOneByOne: half === 1 });
        return { perSecond: requests / ran.seconds, cpuMs: ran.cpuMs / requests };
      };
      results.push({
        server: await driver.driveMany(next, requests),
        bare: await replay(0),
        "one by one": await replay(1),
      });
    }
    return results.slice(1);
  } finally {
    await bare.stop();
  }
}

function figuresOf(name: string, rounds: readonly Round[]) {
  const ofParty = (party: (typeof PARTIES)[number]) => {
    const part = (of: keyof Part) => median(rounds.map((round) => round[party][of]));
    const meaning = `${show(1_000 * part("cpuMs"), "µs")} of processor time for one request`;
    return figure(`${name}, ${party}`, show(part("perSecond"), "/s"), meaning);
  };
  const ratioTo = (party: "bare" | "one by one") =>
    show(median(rounds.map((round) => round.server.perSecond / round[party].perSecond)), "");
  return [
    ...PARTIES.map(ofParty),
    figure(`${name}, of bare`, ratioTo("bare"), "aim: at least 0.5"),
    figure(
      `${name}, of one by one`,
      ratioTo("one by one"),
      "the same beside the driver that waits for each answer",
    ),
  ];
}

await runBenchmark(postgresWrites);
