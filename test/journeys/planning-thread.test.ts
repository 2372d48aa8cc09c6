import { afterAll, beforeAll, expect, test } from "vitest";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { makeCompany } from "./company.ts";
import { LogReader } from "./log-reader.ts";
import { Installation } from "./muster.ts";

const PEOPLE = 40;

/** Runs in the server before the program: SIGUSR2 ends the newest thread, which is the planning thread during a plan. */
const ENDS_THREADS = `
  import { isMainThread } from "node:worker_threads";
  if (isMainThread) {
    let newest;
    process.on("worker", (worker) => { newest = worker; });
    process.on("SIGUSR2", () => void newest?.terminate());
  }`;

const muster = new Installation({ MUSTER_LOG_LEVEL: "info" });
const log = new LogReader(muster);
let target: LenientTarget;

beforeAll(async () => {
  target = await startLenientTarget();
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ENDS_THREADS)}` });
  const { people } = await makeCompany(PEOPLE, 1);
  await muster.json("import", "--org", muster.orgId, "--source", "hr", people);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "lenient"],
  );
  await muster.json("app", "assign", "lenient", "--all");
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("a planning thread that dies fails the cycle by name; the server answers, and the next cycle does all", async () => {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    target.onRead = async (resource) => {
      if (resource !== "Users") return;
      resolve();
      await gate;
    };
  });
  const syncing = muster.json("sync", "lenient");
  await asked;
  expect((await fetch(`${muster.url}/readyz`)).status).toBe(200);
  process.kill(muster.pid, "SIGUSR2");
  const line = await log.eventually("planning.thread-ended");
  expect(line).toMatchObject({ level: "error", plans: 1 });
  expect(await syncing).toMatchObject({
    exit: 1,
    state: "failed",
    message: { code: "cycle.planning-ended" },
  });
  letGo();
  expect(await muster.json("sync", "lenient")).toMatchObject({ exit: 0, state: "closed", closed: true });
  expect(new Set(target.userNames()).size).toBe(target.userNames().length);
  expect(target.userNames().length).toBeGreaterThan(0);
  log.expectAsDocumented();
  expect((await muster.stop()).exit).toBe(0);
});
