import { readFileSync } from "node:fs";
import process from "node:process";
import pg from "pg";
import { CONNECTIONS } from "./drive.ts";
import type { Ran, RecordedStatement } from "./in-process.ts";

/**
 * The yardstick of writes over PostgreSQL, in a process of its own: the bare driver sends the statements that were recorded of
 * calls, those of each call over one connection. Arguments: the URL of a database that is as the recorded one was before, and the file.
 */

/** Some of the recorded calls, which can be sent once. */
export interface Replay {
  readonly from: number;
  readonly count: number;
  /** True to send each statement when the one before is answered; else as Muster does, several at once. */
  readonly isOneByOne: boolean;
}

/** As many as a server has. */
const POOL = 10;

const [url = "", file = ""] = process.argv.slice(2);
const calls = readFileSync(file, "utf8")
  .split("\n")
  .map((line) => JSON.parse(line) as readonly RecordedStatement[]);
const pool = new pg.Pool({ connectionString: url, max: POOL, pipeline: true } as pg.PoolConfig);

async function send(statements: readonly RecordedStatement[], isOneByOne: boolean): Promise<void> {
  const client = await pool.connect();
  try {
    const begin = statements.findIndex(({ text }) => text === "begin");
    if (begin === -1 || statements.at(-1)?.text !== "commit") throw new Error("a call has no transaction");
    const alone = isOneByOne ? statements : [...statements.slice(0, begin), ...statements.slice(-1)];
    const together = isOneByOne ? [] : statements.slice(begin, -1);
    for (const each of alone.slice(0, -1)) await client.query(toQuery(each));
    await Promise.all(together.map((each) => client.query(toQuery(each))));
    for (const each of alone.slice(-1)) await client.query(toQuery(each));
  } finally {
    client.release();
  }
}

function toQuery({ text, name, values }: RecordedStatement): pg.QueryConfig {
  return {
    text,
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: [...values] }),
  };
}

async function run({ from, count, isOneByOne }: Replay): Promise<Ran> {
  const some = calls.slice(from, from + count);
  if (some.length < count) throw new Error(`${some.length} of ${count} calls were recorded`);
  const waiting = some.values();
  const work = async () => {
    for (const statements of waiting) await send(statements, isOneByOne);
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, seconds: (performance.now() - start) / 1_000 };
}

process.on("message", (replay: Replay) => {
  run(replay).then(
    (ran) => process.send?.(ran),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => void pool.end().finally(() => process.exit(0)));
process.send?.("ready");
