import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { Installation } from "./muster.ts";

/** A scoping filter about a date is followed by the schedule, without any change in the directory. */

const DAY_MS = 86_400_000;
/** A little more than the interval of the schedule. */
const INTERVAL_MS = 3_700_000;
const SCIM = "urn:ietf:params:scim:schemas:core:2.0:User";
const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let target: ScimTarget;

beforeAll(async () => {
  target = await startScimmyTarget();
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

async function isActive(userName: string): Promise<boolean> {
  const filter = encodeURIComponent(`userName eq "${userName}"`);
  const answer = await fetch(`${target.url}/Users?filter=${filter}`, {
    headers: { authorization: `Bearer ${target.token}` },
  });
  const { Resources = [] } = (await answer.json()) as { Resources?: { active: boolean }[] };
  return Resources[0]?.active === true;
}

/** A cycle that was still closing when the clock moved counts its interval from then on: one interval more brings the next. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; tries <= 300; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (tries % 30 === 0) await muster.advanceClock(INTERVAL_MS);
  }
  throw new Error("it did not come");
}

test("a newcomer gets an account on the day, and loses it a month later", async () => {
  const made = await muster.json("token", "create", "--org", muster.orgId, "--days", "90");
  const nickName = new Date(Date.now() + 10 * DAY_MS).toISOString();
  const joiner = await fetch(`${muster.url}/scim/${muster.orgId}/v2/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${String(made["token"])}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ schemas: [SCIM], userName: "joiner@contoso.test", nickName }),
  });
  expect(joiner.status).toBe(201);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy", "--every", "1h"],
  );
  await muster.json("app", "assign", "scimmy", "--all");
  const filter = 'nickName BEFORE "now" AND nickName AFTER "-30d"';
  expect(await muster.json("scope", "set", "scimmy", "--filter", filter)).toMatchObject({ exit: 0 });
  expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0, counts: { created: 0 } });

  await muster.advanceClock(10 * DAY_MS + INTERVAL_MS);
  await until(() => isActive("joiner@contoso.test"));
  await muster.advanceClock(30 * DAY_MS);
  await until(async () => !(await isActive("joiner@contoso.test")));
});
