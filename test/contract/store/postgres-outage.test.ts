import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { openStore } from "../../../src/store/open.ts";
import { insertLease } from "./rows.ts";
import { newOrg, startOrExplain } from "./stores.ts";

const postgres = await startOrExplain();
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await postgres?.stop();
});

function startChild(file: string, ...parameters: string[]): ChildProcess {
  const path = new URL(file, import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", path, ...parameters], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

describe.skipIf(postgres === undefined)("PostgreSQL", () => {
  test("a database that breaks off under writes ends no process, loses nothing and does nothing twice", {
    timeout: 120_000,
  }, async () => {
    const url = (await postgres?.createDatabase()) ?? "";
    const org = newOrg();
    const child = startChild("./child.ts", JSON.stringify({ url }), org);
    const outcomes: string[] = [];
    let restarts = 0;
    for await (const line of createInterface(child.stdout!)) {
      outcomes.push(line);
      if (outcomes.length % 400 !== 0) continue;
      if (restarts === 2) break;
      restarts += 1;
      await postgres?.restartAtOnce();
    }
    expect(child.exitCode).toBeNull();
    child.kill("SIGKILL");
    await once(child, "exit");
    // An insert that was done and then repeated would be a conflict.
    expect(outcomes.filter((line) => line.startsWith("conflict "))).toEqual([]);
    const store = await openStore({ url });
    const rows = await store.page("lease", { where: { org }, limit: 10_000 });
    const names = new Set(rows.map(({ name }) => name));
    const acknowledged = outcomes
      .filter((line) => line.startsWith("committed "))
      .map((line) => line.slice("committed ".length));
    expect(acknowledged.length).toBeGreaterThan(1_000);
    expect(acknowledged.filter((name) => !names.has(name) || !names.has(`${name}-twin`))).toEqual([]);
    await store.close();
  });

  test.each([
    ["frozen between two statements of a transaction", "SIGSTOP", "select 1"],
    ["killed during a long statement", "SIGKILL", "select pg_sleep(60)"],
  ] as const)(
    "the locks of a server that was %s are free within seconds",
    {
      timeout: 90_000,
    },
    async (_, signal, statement) => {
      const url = (await postgres?.createDatabase()) ?? "";
      const store = await openStore({ url });
      const holder = startChild("./lock-holder.ts", url, statement);
      await once(holder.stdout!, "data");
      await new Promise((resolve) => setTimeout(resolve, 500));
      holder.kill(signal);
      const start = Date.now();
      const org = newOrg();
      expect(await store.commit([insertLease(org, "after")])).toEqual({ kind: "committed" });
      expect(Date.now() - start).toBeLessThan(15_000);
      await store.close();
    },
  );
});
