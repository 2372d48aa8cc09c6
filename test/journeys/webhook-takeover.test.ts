import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../targets/webhook-receiver.ts";
import { pause } from "./log-reader.ts";
import type { Installation } from "./muster.ts";
import { installTwoServers, type TwoServers } from "./two-servers.ts";

const postgres = await startOrExplain();
afterAll(() => postgres?.stop());
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";

/** Two servers on one database; the one that sends is taken away in the middle of a message. */
describe.skipIf(postgres === undefined)("a server that is lost while it sends to a webhook", () => {
  let servers: TwoServers;
  let first: Installation;
  let second: Installation;
  let receiver: WebhookReceiver;
  let token: string;

  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    // What is sent again can be compared byte by byte.
    const environment = { MUSTER_PUBLIC_URL: "https://muster.test" };
    servers = await installTwoServers(postgres, { environment });
    ({ first, second } = servers);
    await first.serve();
    token = String((await first.json("token", "create", "--org", first.orgId))["token"]);
    await first.json(
      ...["webhook", "create", "--org", first.orgId, "--name", "Payroll", "--url", receiver.url],
    );
  });
  afterEach(async () => {
    await servers.remove();
    await receiver.stop();
  });

  const makeUser = async (server: Installation, userName: string) => {
    const made = await fetch(`${server.url}/scim/${server.orgId}/v2/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({ schemas: [USER], userName }),
    });
    expect(made.status).toBe(201);
  };

  test.each([
    { how: "killed", lose: () => process.kill(first.pid, "SIGKILL"), goOn: () => {} },
    {
      how: "stopped for longer than its lease, and goes on",
      lose: () => first.signal("SIGSTOP"),
      goOn: () => first.signal("SIGCONT"),
    },
  ])("$how: its successor delivers every event, in order", async ({ lose, goOn }) => {
    for (let n = 0; n < 3; n += 1) await makeUser(first, `before-${n}`);
    await receiver.taken(1);
    await second.serve();
    receiver.react({ kind: "hang" });
    const arrived = receiver.received.length;
    receiver.onMessage = () => {
      receiver.onMessage = () => {};
      lose();
    };
    await makeUser(first, "cut");
    const cut = (await receiver.arrived(arrived + 1))[arrived]!;
    for (let n = 0; n < 5; n += 1) await makeUser(second, `after-${n}`);
    const again = (await receiver.arrived(arrived + 2))[arrived + 1]!;
    expect([again.id, again.text]).toEqual([cut.id, cut.text]);
    goOn();
    for (let n = 0; n < 5; n += 1) await makeUser(second, `later-${n}`);
    const shownLag = async () => {
      const shown = await second.json("webhook", "show", "Payroll", "--org", second.orgId);
      return (shown["lag"] as { events: number }).events;
    };
    for (let tries = 0; tries < 60 && (await shownLag()) > 0; tries += 1) await pause(250);
    await pause(1_500);
    const feed = await second.json("events", "--org", second.orgId, "--limit", "1000");
    const expected = (feed["events"] as { id: string }[]).map(({ id }) => id);
    expect(expected).toHaveLength(14);
    const messages = new Map(receiver.received.map((message) => [message.id, message]));
    const told = [...messages.values()].flatMap(({ body }) =>
      body.data.events.map(({ id }: { id: string }) => id),
    );
    expect(told).toEqual(expected);
    // What is sent again is the same message, and none comes after the one that follows it.
    const places = receiver.received.map(({ id }) => [...messages.keys()].indexOf(id));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    for (const { id, text } of receiver.received) expect(text).toBe(messages.get(id)?.text);
  });
});
