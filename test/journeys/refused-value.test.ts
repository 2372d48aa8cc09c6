import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { Installation } from "./muster.ts";

/** A target that refuses one title for days: the value is sent on three days by the schedule, then it is parked and named. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SCIM = "urn:ietf:params:scim:schemas:core:2.0:User";
const TITLE = "Chief of Naps";

const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let target: ScriptedTarget;
let isRefusing = true;

const sent = () =>
  target.calls.filter(({ method, body }) => method !== "GET" && JSON.stringify(body).includes(TITLE)).length;

interface Named {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Lets a day pass, and minutes more as long as it is not so. */
async function passDay(isSo: () => boolean): Promise<void> {
  await muster.advanceClock(DAY_MS);
  for (let tries = 1; tries <= 400; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (tries % 40 === 0) await muster.advanceClock(MINUTE_MS);
  }
  throw new Error("it did not come");
}

async function why(): Promise<readonly Named[]> {
  const { blockers } = await muster.json("why", "ada@contoso.test", "--app", "Target");
  return blockers as readonly Named[];
}

/** The next cycle by a person has nothing to send. */
async function expectRest(): Promise<void> {
  const before = sent();
  await muster.json("sync", "Target");
  expect(sent()).toBe(before);
}

beforeAll(async () => {
  target = await startScriptedTarget(({ method, body }) =>
    isRefusing && method !== "GET" && JSON.stringify(body).includes(TITLE) ? { status: 400 } : undefined,
  );
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
  const made = await muster.json("token", "create", "--org", muster.orgId, "--days", "365");
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target", "--every", "1m"],
  );
  await muster.json("app", "assign", "Target", "--all");
  const answer = await fetch(`${muster.url}/scim/${muster.orgId}/v2/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${made["token"]}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ schemas: [SCIM], userName: "ada@contoso.test", title: TITLE }),
  });
  expect(answer.status).toBe(201);
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("three days with the same refusal park the value, and a restart sends it again", async () => {
  await muster.json("sync", "Target");
  const first = sent();
  expect(first).toBeGreaterThan(0);
  expect((await why())[0]?.code).toBe("refused.attribute-later");
  await expectRest();

  await passDay(() => sent() === first + 1);
  await expectRest();
  expect((await why())[0]?.code).toBe("refused.attribute-later");
  await passDay(() => sent() === first + 2);
  await expectRest();
  expect((await why())[0]).toMatchObject({
    code: "refused.attribute-parked",
    params: { path: "title", answers: 3 },
  });
  expect(await muster.json("app", "show", "Target")).toMatchObject({ parkedValues: 1, parked: 0 });
  const shown = await muster.run("app", "show", "Target");
  expect(shown.stdout).toMatch(/parked values\s+1/);
  const compared = await muster.json("reconcile", "Target");
  expect(compared).toMatchObject({ exit: 0, drift: [], refused: 1 });
  expect((await muster.run("reconcile", "Target")).stdout).toContain("equal answers in a row: 3");

  // Two more days change nothing.
  for (const _ of [4, 5]) {
    await muster.advanceClock(DAY_MS + 2 * MINUTE_MS);
    await expectRest();
  }
  expect(sent()).toBe(first + 2);

  isRefusing = false;
  await muster.json("app", "restart", "Target", "--scope", "escrows");
  await muster.json("sync", "Target");
  expect([...target.resources.Users.values()]).toMatchObject([{ title: TITLE }]);
  expect(await why()).toEqual([]);
});
