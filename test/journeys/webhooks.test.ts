import { afterAll, beforeAll, expect, test } from "vitest";
import { goodSignatures, startWebhookReceiver, type WebhookReceiver } from "../targets/webhook-receiver.ts";
import { Installation } from "./muster.ts";

// The same address after each start, so that what is sent again can be compared byte by byte.
const muster = new Installation({ MUSTER_PUBLIC_URL: "https://muster.test" });
let receiver: WebhookReceiver;
let token: string;
let secret: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  await muster.init();
  await muster.serve();
  token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  const made = await muster.json(
    ...["webhook", "create", "--org", muster.orgId, "--name", "Payroll", "--url", receiver.url],
  );
  expect(made).toMatchObject({ exit: 0, state: "on" });
  secret = String(made["secret"]);
});
afterAll(async () => {
  await muster.remove();
  await receiver.stop();
});

/** Makes users one after the other; stops when the server is gone. */
async function makeUsers(name: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const made = await fetch(`${muster.url}/scim/${muster.orgId}/v2/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName: `${name}-${n}@contoso.test`,
      }),
    }).catch(() => undefined);
    if (made === undefined) return;
    expect(made.status).toBe(201);
  }
}

test("killed between send and acknowledgement, it sends the same message again, and nothing is missing", async () => {
  for (let round = 0; round < 4; round += 1) {
    const before = receiver.received.length;
    receiver.react({ kind: "hang" });
    receiver.onMessage = () => {
      receiver.onMessage = () => {};
      process.kill(muster.pid, "SIGKILL");
    };
    await makeUsers(`round${round}`, 8);
    const cut = (await receiver.arrived(before + 1))[before]!;
    await muster.ended();
    await muster.serve();
    const again = (await receiver.arrived(before + 2))[before + 1]!;
    expect([again.id, again.text]).toEqual([cut.id, cut.text]);
    expect(again.taken).toBe(true);
    await makeUsers(`after${round}`, 3);
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const shown = await muster.json("webhook", "show", "Payroll", "--org", muster.orgId);
    if ((shown["lag"] as { events: number }).events === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const feed = await muster.json("events", "--org", muster.orgId, "--limit", "1000");
  const expected = (feed["events"] as { id: string }[]).map(({ id }) => id);
  expect(expected.length).toBeGreaterThan(12);
  const messages = new Map(receiver.received.map((message) => [message.id, message]));
  const told = [...messages.values()].flatMap(({ body }) =>
    body.data.events.map(({ id }: { id: string }) => id),
  );
  expect(told).toEqual(expected);
  for (const message of receiver.received) expect(goodSignatures(message, secret)).toHaveLength(1);
  const log = await muster.json("webhook", "log", "Payroll", "--org", muster.orgId);
  const states = (log["items"] as { state: string }[]).map(({ state }) => state);
  expect(states.filter((state) => state === "unknown")).toHaveLength(4);
  expect(states.filter((state) => state === "intended")).toEqual([]);
});

test("a stop lets the message under way be answered", async () => {
  const before = receiver.received.length;
  receiver.react({ kind: "slow", ms: 700 });
  await makeUsers("stopping", 1);
  await receiver.arrived(before + 1);
  const { exit, ms } = await muster.stop();
  expect(exit).toBe(0);
  expect(ms).toBeLessThan(5_000);
  await muster.serve();
  await makeUsers("later", 1);
  const shown = await muster.json("webhook", "show", "Payroll", "--org", muster.orgId);
  expect(shown).toMatchObject({ state: "on", lastFailure: null });
  const [slow, later] = (await receiver.arrived(before + 2)).slice(before);
  expect(slow!.id).not.toBe(later!.id);
});
