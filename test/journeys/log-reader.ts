import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { LOG_LINES, type LogCode } from "../../src/app/log-lines.ts";
import type { TableName } from "../../src/ports/tables.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import type { Installation } from "./muster.ts";

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

/** The fields that docs/operating.md promises for each line, beside `level`, `time` and `msg`. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  readFileSync("docs/operating.md", "utf8")
    .split("\n")
    .map((line) => /^\| `([a-z]+\.[a-z-]+)` \| .* \| (.*) \|$/.exec(line))
    .map((row) => [row?.[1] ?? "", [...(row?.[2] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name)]),
);

/** Reads what the server of an installation wrote to its log. Every line has to be JSON. */
export class LogReader {
  readonly #muster: Installation;

  constructor(muster: Installation) {
    this.#muster = muster;
  }

  lines(): readonly Line[] {
    // The last line may still be on its way.
    const whole = this.#muster.log.slice(0, this.#muster.log.lastIndexOf("\n") + 1);
    return whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  }

  named(msg: LogCode): readonly Line[] {
    return this.lines().filter((line) => line["msg"] === msg);
  }

  /** The first line of this name beyond those that `after` counts; throws when none comes. */
  async eventually(msg: LogCode, after = 0): Promise<Line> {
    for (let tries = 0; tries < 400; tries += 1) {
      const line = this.named(msg)[after];
      if (line !== undefined) return line;
      await pause(50);
    }
    throw new Error(`the log has no ${msg}: ${this.#muster.log.slice(-3_000)}`);
  }

  /** The lines of a request; throws when none comes. */
  async ofRequest(trackingId: string | null): Promise<readonly Line[]> {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = this.lines().filter((line) => line["trackingId"] === trackingId);
      if (found.length > 0) return found;
      await pause(20);
    }
    throw new Error(`the log has no line of the request ${trackingId}`);
  }

  /** Fails for a line that docs/operating.md does not describe: another name, another level, or a further field. */
  expectAsDocumented(): void {
    const lines = this.lines();
    expect(lines.length).toBeGreaterThan(1);
    for (const { msg, level, time, ...fields } of lines) {
      expect(FIELDS.has(String(msg)), `the line ${msg} is not documented`).toBe(true);
      expect(LOG_LINES[msg as LogCode], `the level of ${msg}`).toContain(level);
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
      const further = Object.keys(fields).filter((name) => FIELDS.get(String(msg))?.includes(name) !== true);
      expect(further, `fields of ${msg} that are not documented`).toEqual([]);
    }
  }
}

/** The database of an installation, opened beside its running server. */
export interface OpenDatabase {
  exec(sql: string): void;
  /** Counts the rows of a table that an organization has. */
  count(table: TableName, org: string): number;
  /** Resolves when no server has the lease. */
  untilFree(lease: string): Promise<void>;
  /** Makes every write of a kind to a table fail while `work` runs. */
  whileBroken<Result>(writes: Readonly<Record<string, Write>>, work: () => Promise<Result>): Promise<Result>;
  close(): void;
}

type Write = "insert" | "update" | "delete";

export async function openDatabase(muster: Installation): Promise<OpenDatabase> {
  const database = await openConnection(`${muster.directory}/muster.db`, { readOnly: false });
  database.exec("pragma busy_timeout = 5000");
  return {
    exec: (sql) => database.exec(sql),
    count(table, org) {
      const sql = `select count(*) as n from "${table}" where org = ?`;
      return Number(database.rows({ sql, parameters: [org] })[0]?.["n"]);
    },
    async untilFree(lease) {
      for (let tries = 0; tries < 200; tries += 1) {
        const sql = "select name from lease where name = ?";
        if (database.rows({ sql, parameters: [lease] }).length === 0) return;
        await pause(50);
      }
      throw new Error(`the lease ${lease} is still held`);
    },
    async whileBroken(writes, work) {
      const names = Object.keys(writes);
      for (const [table, write] of Object.entries(writes)) {
        const fails = "begin select raise(abort, 'broken by a test'); end";
        database.exec(`create trigger broken_${table} before ${write} on ${table} ${fails}`);
      }
      try {
        return await work();
      } finally {
        for (const table of names) database.exec(`drop trigger broken_${table}`);
      }
    },
    close: () => database.close(),
  };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
