import { expect, test } from "vitest";
import { type AppId, type OrgId, trustId } from "../../core/ids.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import { createEnv } from "../env.ts";
import { openRecorder, WAITING_ROWS_MAX } from "./recorder.ts";

function row(id: number): ExchangeRow {
  return {
    org: trustId<OrgId>("o"),
    id: String(id),
    app: trustId<AppId>("a"),
    step: null,
    at: 0,
    ms: 0,
    method: "GET",
    url: "http://target.example/",
    status: 200,
    ok: 1,
    request: {},
    response: {},
  };
}

function setUp(record: (rows: readonly ExchangeRow[]) => Promise<void>) {
  const failures: number[] = [];
  const onFailure = (_error: unknown, rows: number) => failures.push(rows);
  return { recorder: openRecorder({ env: createEnv(), record, onFailure }), failures };
}

test("rows are stored in order, in batches, without being asked", async () => {
  const batches: (readonly ExchangeRow[])[] = [];
  const { recorder } = setUp(async (rows) => {
    batches.push(rows);
  });
  recorder.add(row(0));
  for (let tries = 0; tries < 100 && batches.length === 0; tries += 1) await createEnv().sleep(20);
  expect(batches).toHaveLength(1);
  for (let id = 1; id < 600; id += 1) recorder.add(row(id));
  await recorder.flush();
  expect(batches.flat().map(({ id }) => Number(id))).toEqual(Array.from({ length: 600 }, (_, id) => id));
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(250);
});

test("a batch that cannot be stored is reported and given up; the next is stored", async () => {
  const stored: string[] = [];
  let isBroken = true;
  const { recorder, failures } = setUp(async (rows) => {
    if (isBroken) throw new Error("disk full");
    stored.push(...rows.map(({ id }) => id));
  });
  recorder.add(row(1));
  await recorder.flush();
  isBroken = false;
  recorder.add(row(2));
  await recorder.flush();
  expect(failures).toEqual([1]);
  expect(stored).toEqual(["2"]);
});

test("callers wait while too much is waiting for the store", async () => {
  let release = (): void => {};
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { recorder } = setUp(() => opened);
  for (let id = 0; id < WAITING_ROWS_MAX + 600; id += 1) recorder.add(row(id));
  let hasRoom = false;
  const room = recorder.room().then(() => {
    hasRoom = true;
  });
  await createEnv().sleep(20);
  expect(hasRoom).toBe(false);
  release();
  await room;
  expect(hasRoom).toBe(true);
});

test("a flush with nothing waiting resolves", async () => {
  const { recorder } = setUp(() => Promise.reject(new Error("never called")));
  await recorder.flush();
});
