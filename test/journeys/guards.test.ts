import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { Installation } from "./muster.ts";

/** The guards over days: leavers one by one count together, and answers of people have their time. */

const HOUR_MS = 3_600_000;
const PEOPLE = 30;
/** A fifth of them. */
const LIMIT = 6;
const SCIM = "urn:ietf:params:scim:schemas:core:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let target: ScriptedTarget;
let inbound: string;
const ids: string[] = [];

async function scim(method: string, path: string, body: object): Promise<string> {
  const answer = await fetch(`${muster.url}/scim/${muster.orgId}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${inbound}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

const nameOf = (n: number) => `person-${String(n).padStart(2, "0")}`;
const replace = (n: number, path: string, value: unknown) =>
  scim("PATCH", `/Users/${ids[n]}`, { schemas: [PATCH_OP], Operations: [{ op: "replace", path, value }] });
async function leave(...people: readonly number[]): Promise<void> {
  for (const n of people) await replace(n, "active", false);
}
const sync = () => muster.json("sync", "Target");
const heldNames = async () => {
  const { items } = await muster.json("hold", "list", "Target");
  return (items as readonly { name: string }[]).map(({ name }) => name).sort();
};
const answer = (
  verb: "approve" | "reject",
  { planId }: Record<string, unknown>,
  ...rest: readonly string[]
) => muster.json("hold", verb, String(planId), ...rest);
const disabled = () =>
  [...target.resources.Users.values()]
    .filter(({ active }) => active === false)
    .map(({ userName }) => String(userName))
    .sort();

beforeAll(async () => {
  target = await startScriptedTarget(() => undefined);
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
  inbound = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target"],
  );
  await muster.json("app", "assign", "Target", "--all");
  await muster.json("app", "schedule", "Target", "--off");
  for (let n = 0; n < PEOPLE; n += 1)
    ids.push(await scim("POST", "/Users", { schemas: [SCIM], userName: nameOf(n) }));
  expect(await sync()).toMatchObject({ exit: 0, counts: { created: PEOPLE } });
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("leavers of one day count together, however many cycles they come in, and a day later they count no more", async () => {
  await leave(0, 1, 2, 3);
  expect(await sync()).toMatchObject({ exit: 0, counts: { disabled: 4 } });
  await muster.advanceClock(12 * HOUR_MS);
  await leave(4, 5);
  expect(await sync()).toMatchObject({ exit: 0, counts: { disabled: 2 } });
  await leave(6);
  expect(await sync()).toMatchObject({ exit: 3, counts: { disabled: 0, held: 1 } });
  expect(await heldNames()).toEqual([nameOf(6)]);
  // The four of the first day leave the window; the two of the second are still in it.
  await muster.advanceClock(13 * HOUR_MS);
  expect(await sync()).toMatchObject({ exit: 0, counts: { disabled: 1, held: 0 } });
  expect(disabled()).toHaveLength(LIMIT + 1);
});

test("one leaver is approved and one rejected: the approval is used up, and the rejection stands when the window is over", async () => {
  await muster.advanceClock(25 * HOUR_MS);
  await leave(7, 8, 9, 10, 11, 12, 13);
  const held = await sync();
  expect(held).toMatchObject({ exit: 3, counts: { held: 7 } });
  const comment = "Returns in May";
  expect(await answer("approve", held, "--user", nameOf(7))).toMatchObject({ answered: 1 });
  expect(await answer("reject", held, "--user", nameOf(8), "--comment", comment)).toMatchObject({
    answered: 1,
  });
  const next = await sync();
  // Without these two the others are within the limit.
  expect(next).toMatchObject({ exit: 3, counts: { disabled: 6, held: 1 } });
  expect(disabled()).toContain(nameOf(7));
  await muster.advanceClock(25 * HOUR_MS);
  expect(await sync()).toMatchObject({ exit: 3, counts: { disabled: 0, held: 1 } });
  await replace(8, "title", "Clerk");
  expect(await sync()).toMatchObject({ counts: { disabled: 0, held: 1 } });
  expect(await heldNames()).toEqual([nameOf(8)]);
  const { items } = await muster.json("audit", "--org", muster.orgId, "--activity", "rejected");
  expect(items).toMatchObject([{ detail: { comment, objects: [ids[8]] } }]);
  await replace(8, "active", true);
  await sync();
  await leave(8);
  expect(await sync()).toMatchObject({ exit: 0, counts: { disabled: 1 } });
});

test("an approval that no cycle used within its hours is void", async () => {
  await muster.advanceClock(25 * HOUR_MS);
  await leave(14, 15, 16, 17, 18, 19, 20);
  const held = await sync();
  expect(held).toMatchObject({ exit: 3, counts: { held: 7 } });
  await answer("approve", held, "--all", "--hours", "2");
  await muster.advanceClock(3 * HOUR_MS);
  const again = await sync();
  expect(again).toMatchObject({ exit: 3, counts: { disabled: 0, held: 7 } });
  await answer("approve", again, "--all", "--hours", "2");
  expect(await sync()).toMatchObject({ exit: 0, counts: { disabled: 7 } });
});

test("never delete stands above the policy: a user who leaves the scope is disabled", async () => {
  await muster.advanceClock(25 * HOUR_MS);
  const policies = ["neverDelete=true", "onScopeLeave=delete"];
  await muster.json("app", "settings", "Target", ...policies.flatMap((each) => ["--set", each]));
  await muster.json("scope", "set", "Target", "--filter", `userPrincipalName NOT EQUALS "${nameOf(21)}"`);
  expect(await sync()).toMatchObject({ counts: { deleted: 0, disabled: 1 } });
  expect(disabled()).toContain(nameOf(21));
  expect(target.resources.Users.size).toBe(PEOPLE);
});
