import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const postgres = await startOrExplain();
afterAll(() => postgres?.stop());
const PEOPLE = 90;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two servers on one database: one runs a cycle, and the other receives the request to end it. */
describe.skipIf(postgres === undefined)("a cycle that another server runs", () => {
  let first: Installation;
  let second: Installation;
  let target: LenientTarget;

  beforeEach(async () => {
    target = await startLenientTarget();
    first = new Installation({
      MUSTER_DATABASE_URL: (await postgres?.createDatabase()) ?? "",
      MUSTER_MASTER_KEY: randomBytes(32).toString("base64"),
    });
    first.targetToken = target.token;
    await first.init();
    second = first.beside();
    await Promise.all([first.serve(), second.serve()]);
    const { people } = await makeCompany(PEOPLE, 1);
    await first.json("import", "--org", first.orgId, "--source", "hr", people);
    await first.json(
      ...["app", "create", "--org", first.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "lenient"],
    );
    await first.json("app", "assign", "lenient", "--all");
  });
  afterEach(async () => {
    await Promise.all([first.remove(), second.remove()]);
    await target.stop();
  });

  test("ends soon after the request, and the other server does the rest once", async () => {
    target.delayMs = 3_000;
    const syncing = first.json("sync", "lenient");
    for (let tries = 0; tries < 200 && (target.calls.get("POST /Users") ?? 0) < 16; tries += 1)
      await pause(50);
    const cancelled = await second.json("cycle", "cancel", "lenient");
    expect(cancelled).toMatchObject({ exit: 0, state: "cancelled", closed: true });
    expect(await syncing).toMatchObject({ state: "cancelled", closed: true });
    const made = target.userNames().length;
    target.delayMs = 0;
    expect(await second.json("sync", "lenient")).toMatchObject({ exit: 0, closed: true });
    const names = target.userNames();
    expect(names.length).toBeGreaterThan(made);
    expect(new Set(names).size).toBe(names.length);
  });
});
