import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

/** An initial cycle on demand that is interrupted: the next cycle is initial, although nobody asks for it. */

const PEOPLE = 80;
const muster = new Installation();
let target: LenientTarget;
let people: string;

beforeAll(async () => {
  target = await startLenientTarget();
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
  people = (await makeCompany(PEOPLE, 1)).people;
  await importPeople();
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "lenient"],
  );
  await muster.json("app", "assign", "lenient", "--all");
  expect(await muster.json("sync", "lenient")).toMatchObject({ exit: 0, closed: true });
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

const importPeople = async () =>
  expect(await muster.json("import", "--org", muster.orgId, "--source", "hr", people)).toMatchObject({
    exit: 0,
  });

test.each([
  { signal: "SIGTERM", end: () => muster.stop() },
  { signal: "SIGKILL", end: () => muster.kill() },
])("ended by $signal", async ({ signal, end }) => {
  const promoted = readFileSync(people, "utf8").replaceAll(/,Member,[^",]+,/g, `,Member,Ended by ${signal},`);
  writeFileSync(people, promoted);
  await importPeople();
  target.delayMs = 200;
  const before = target.calls.get("PATCH /Users") ?? 0;
  const syncing = muster.run("sync", "lenient", "--initial");
  for (let tries = 0; tries < 400 && (target.calls.get("PATCH /Users") ?? 0) < before + 20; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  await end();
  await syncing;
  target.delayMs = 0;
  await muster.serve();
  const { items } = await muster.json("cycle", "list", "lenient");
  expect((items as object[])[0]).toMatchObject({ kind: "initial", state: "interrupted" });
  expect(JSON.stringify(await muster.json("plan", "lenient"))).toContain("plan.initial-owed");
  const next = await muster.json("sync", "lenient");
  expect(next).toMatchObject({ exit: 0, kind: "initial", closed: true });
  const last = await muster.json("sync", "lenient");
  expect(last).toMatchObject({ exit: 0, kind: "incremental", counts: { evaluated: 0 } });
});
