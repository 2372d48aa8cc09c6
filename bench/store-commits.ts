import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppId, type CycleId, INSTANCE, type ObjectId, type StepId, trustId } from "../src/core/ids.ts";
import { createEnv } from "../src/platform/env.ts";
import type { JournalRow } from "../src/ports/cycle-tables.ts";
import type { Store } from "../src/ports/store.ts";
import { loadBundled } from "./bundled.ts";
import { figure, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";

const COMMITTERS = 32;
const PAGE = Buffer.alloc(4_096, 1);

const env = createEnv();

/** What the store alone does, under everything else here. */
async function storeCommits(isQuick: boolean): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const syncs = syncsPerSecond(directory, isQuick ? 100 : 1_000);
  const load = await loadBundled({ open: "src/store/open.ts" });
  const { openStore }: typeof import("../src/store/open.ts") = await load("open");
  const store = await openStore({ directory });
  try {
    note("committing rows");
    await commitRows(store, 1_000, COMMITTERS);
    const grouped = await commitRows(store, isQuick ? 4_000 : 60_000, COMMITTERS);
    const alone = await commitRows(store, isQuick ? 400 : 4_000, 1);
    return {
      title: "The store alone",
      how:
        `The compiled SQLite store in this process, on a fresh data directory. ${COMMITTERS} committers each insert one journal row ` +
        "(about 600 bytes, two indexes), wait for the acknowledgement, and insert the next. WAL, `synchronous=FULL`.",
      figures: [
        figure("grouped commits", show(grouped, "/s"), `${COMMITTERS} committers at once`),
        figure("single commits", show(alone, "/s"), "one committer: each pays for its own flush"),
        figure(
          "flushes of the disk",
          show(syncs, "/s"),
          "4 KiB appended to a file and `fdatasync`, for comparison",
        ),
        figure(
          "peak memory",
          show(process.resourceUsage().maxRSS / 1_024, "MB"),
          "most resident memory of the process",
        ),
      ],
    };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function syncsPerSecond(directory: string, times: number): number {
  const file = openSync(join(directory, "flushes"), "w");
  const start = performance.now();
  for (let time = 0; time < times; time += 1) {
    writeSync(file, PAGE);
    fdatasyncSync(file);
  }
  closeSync(file);
  return times / secondsSince(start);
}

async function commitRows(store: Store, rows: number, committers: number): Promise<number> {
  let left = rows;
  const commit = async () => {
    while (left > 0) {
      left -= 1;
      const committed = await store.commit([{ op: "insert", table: "journal", row: journalRow() }]);
      if (committed.kind !== "committed") throw new Error(`not committed: ${committed.reason}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: committers }, commit));
  return rows / secondsSince(start);
}

function journalRow(): JournalRow {
  const id = env.newId();
  const now = env.now();
  return {
    org: INSTANCE,
    id: trustId<StepId>(id),
    app: trustId<AppId>("0190a1b2-0000-7000-8000-000000000001"),
    cycle: trustId<CycleId>("0190a1b2-0000-7000-8000-000000000002"),
    object: trustId<ObjectId>(id),
    type: "user",
    operation: "create",
    state: "intended",
    account: null,
    request: {
      kind: "create",
      name: id,
      attributes: { userName: `${id}@contoso.example`, title: "x".repeat(300) },
      match: null,
      members: [],
    },
    outcome: null,
    created: now,
    modified: now,
  };
}

await runBenchmark(storeCommits);
