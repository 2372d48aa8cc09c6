import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import type { World } from "../../../src/cli/world.ts";
import { type OrgId, trustId } from "../../../src/core/ids.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../targets/webhook-receiver.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { newTenant, startSender, type Tenant } from "../webhooks/setup.ts";

let muster: ScimServer;
let receiver: WebhookReceiver;
let tenant: Tenant;
let admin: string;
beforeAll(async () => {
  muster = await startScimServer();
  receiver = await startWebhookReceiver();
  tenant = await newTenant(muster);
  admin = await muster.token(trustId<OrgId>(tenant.org), "generic", "cli", "organization-admin");
});
afterAll(async () => {
  await receiver.stop();
  await muster.close();
});

/** Runs a command in words; `onOutput` may end one that would go on. */
async function run(argv: readonly string[], onOutput: (text: string) => void = () => {}) {
  let stdout = "";
  let stderr = "";
  const world: World = {
    stdout: {
      write(text) {
        stdout += text;
        onOutput(text);
      },
    },
    stderr: {
      write(text) {
        stderr += text;
      },
    },
    env: { MUSTER_URL: muster.url, MUSTER_TOKEN: admin, MUSTER_LANG: "en", NO_COLOR: "1" },
    version: "0.0.0-test",
    openFile: async (path) => Promise.reject(new Error(path)),
    now: () => Date.now(),
    sleep: async () => {},
  };
  const exit = await buildProgram(world).run([...argv, "--org", tenant.org]);
  return { exit, stdout, stderr };
}

test("a webhook lives from its creation to its deletion at the command line", async () => {
  const created = await run([
    "webhook",
    "create",
    "--name",
    "Payroll",
    "--url",
    receiver.url,
    "--type",
    "user.created",
  ]);
  expect(created.exit).toBe(EXIT.done);
  expect(created.stdout).toMatch(/whsec_\S{44}\n/);
  expect(created.stdout).toContain("events: user.created");
  await tenant.client.make("/Users", user("ada"));

  const listed = await run(["webhook", "list"]);
  expect(listed.stdout).toMatch(/Payroll +on +1 +http/);
  expect((await run(["webhook", "test", "payroll"])).stdout).toContain("acknowledged the ping (204)");
  receiver.react({ kind: "answer", status: 500 });
  const failed = await run(["webhook", "test", "Payroll"]);
  expect([failed.exit, failed.stdout]).toEqual([
    EXIT.failed,
    expect.stringContaining("answered with status 500"),
  ]);
  const log = await run(["webhook", "log", "Payroll"]);
  expect(log.stdout.split("\n").filter((line) => / (acknowledged|failed) {2}ping /.test(line))).toHaveLength(
    2,
  );

  const rotated = JSON.parse(
    (await run(["webhook", "rotate-secret", "Payroll", "--overlap", "1", "--json"])).stdout,
  );
  expect(rotated.secret).toMatch(/^whsec_/);
  expect((await run(["webhook", "show", "Payroll"])).stdout).toContain(
    "also signed with the former secret until",
  );

  receiver.react({ kind: "answer", status: 410 });
  const sender = startSender(muster);
  await receiver.arrived(3);
  for (
    let tries = 0;
    tries < 100 && (await run(["webhook", "show", "Payroll"])).exit === EXIT.done;
    tries += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const gone = await run(["webhook", "show", "Payroll"]);
  expect([gone.exit, gone.stdout]).toEqual([
    EXIT.partial,
    expect.stringContaining("which asks for no more messages"),
  ]);
  await sender.stop();

  expect((await run(["webhook", "enable", "Payroll"])).stdout).toMatch(/^Payroll {2}on\n/);
  expect((await run(["webhook", "disable", "Payroll"])).stdout).toMatch(/^Payroll {2}off\n/);
  const set = await run(["webhook", "set", "Payroll", "--name", "Pay", "--all-types"]);
  expect(set.stdout).toContain("events: all");
  const kept = await run(["webhook", "delete", "Pay"]);
  expect([kept.exit, kept.stderr]).toEqual([
    EXIT.usage,
    expect.stringContaining("has 1 event that was not acknowledged"),
  ]);
  expect((await run(["webhook", "delete", "Pay", "--yes"])).exit).toBe(EXIT.done);
  const unknown = await run(["webhook", "show", "Pay"]);
  expect([unknown.exit, unknown.stderr]).toEqual([EXIT.failed, expect.stringContaining("no webhook Pay")]);
});

test("events are shown once, from a cursor on, and as they come", async () => {
  for (const name of ["e1", "e2", "e3"]) await tenant.client.make("/Users", user(name));
  const first = await run(["events", "--limit", "2"]);
  expect(first.stdout.match(/user\.created {2}User /g)).toHaveLength(2);
  const cursor = /--after (\S+)/.exec(first.stdout)?.[1] ?? "";
  const rest = JSON.parse((await run(["events", "--after", cursor, "--json"])).stdout);
  expect([rest.events.length, rest.hasMore]).toEqual([2, false]);

  const seen: string[] = [];
  const following = run(["events", "--after", rest.cursor, "--follow", "--json"], (text) => {
    seen.push(...text.split("\n").filter((line) => line !== ""));
  });
  await tenant.client.make("/Users", user("e4"));
  await tenant.client.make("/Users", user("e5"));
  for (let tries = 0; tries < 300 && seen.length < 2; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(seen.map((line) => JSON.parse(line).type)).toEqual(["user.created", "user.created"]);
  // A revoked token ends the command, which would go on for ever.
  const tokens = (await tenant.call("GET", `/organizations/${tenant.org}/tokens`)).body.items;
  const mine = tokens.find(({ name }: { name: string }) => name === "cli");
  await tenant.call("DELETE", `/organizations/${tenant.org}/tokens/${mine.tokenId}`);
  await tenant.client.make("/Users", user("e6"));
  const { exit, stdout } = await following;
  expect([exit, stdout]).toEqual([EXIT.refused, expect.stringContaining("auth.token-revoked")]);
});
