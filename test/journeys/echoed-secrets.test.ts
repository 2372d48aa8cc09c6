import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { routes } from "../../src/contract/routes.ts";
import { type EchoingTarget, echoesOf, startEchoingTarget, tracesIn } from "../targets/echoing-target.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../targets/webhook-receiver.ts";
import { makeCompany, rewriteLines } from "./company.ts";
import { Installation } from "./muster.ts";

/** Characters that look different in a URL, in JSON, in HTML and in base64. */
const BEARER = 'tgt-7Hq2"xVb/9Lm+Pz4R&Kd=wQ8~sN3yT6uJ5cE1';
/** Every file below a folder, byte by byte. */
function readFolder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}

describe("a target and a receiver that repeat our secrets", () => {
  let muster: Installation;
  let target: EchoingTarget;
  let receiver: WebhookReceiver;
  let webhookSecrets: readonly string[] = [];
  let signatures: readonly string[] = [];
  let printed = "";
  let answered = "";
  let people: string;

  /** Runs a command and keeps what it prints. */
  async function show(...argv: readonly string[]): Promise<void> {
    const { stdout, stderr } = await muster.run(...argv);
    printed += `${stdout}${stderr}`;
  }

  async function read(path: string): Promise<void> {
    const headers = { authorization: `Bearer ${muster.adminToken}` };
    const answer = await fetch(`${muster.url}${path}`, { headers });
    answered += `${path.split("?")[0]} ${answer.status} ${await answer.text()}\n`;
  }

  /** Reads every list and every object of the admin API whose ids are known. */
  async function readApi(known: Readonly<Record<string, readonly string[]>>): Promise<void> {
    // The answer of the stream has no end, and it names no values.
    const readable = Object.values(routes).filter(
      ({ id, method }) => method === "GET" && id !== "streamOrganization",
    );
    for (const route of readable) {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const paths = names.reduce<readonly string[]>(
        (made, name) =>
          made.flatMap((path) => (known[name] ?? []).map((id) => path.replace(`{${name}}`, id))),
        [route.path],
      );
      const shape: Record<string, z.ZodType> = "query" in route ? route.query.shape : {};
      const limit = "limit" in shape ? "limit=500" : "";
      const queries = "find" in shape ? (known["find"] ?? []).map((name) => `find=${name}`) : [limit];
      for (const path of paths) for (const query of queries) await read(`${path}?${query}`);
    }
  }

  beforeAll(async () => {
    target = await startEchoingTarget();
    receiver = await startWebhookReceiver();
    muster = new Installation({ MUSTER_LOG_LEVEL: "debug" });
    muster.targetToken = BEARER;
    await muster.init();
    await muster.serve();
    const company = await makeCompany(24, 4);
    people = company.people;
    const importing = ["import", "--org", muster.orgId, "--source", "hr"];
    const webhook = await muster.json(
      ...["webhook", "create", "--org", muster.orgId, "--name", "Payroll", "--url", receiver.url],
    );
    webhookSecrets = [String(webhook["secret"])];
    let turn = 0;
    receiver.usual = (headers) => {
      turn += 1;
      const sent = String(headers["webhook-signature"]);
      signatures = [...signatures, ...sent.split(" ").map((each) => each.replace("v1,", ""))];
      const echoes = [...webhookSecrets, sent, ...sent.split(" ")].flatMap(echoesOf);
      const echo = echoes[turn % echoes.length] ?? "";
      return {
        kind: "answer",
        status: [200, 400, 204, 302, 503][turn % 5] ?? 200,
        headers: {
          "retry-after": "0",
          "x-echo": encodeURIComponent(echo),
          location: `/?s=${encodeURIComponent(echo)}`,
        },
        body: JSON.stringify({ echo, echoes }),
      };
    };
    await muster.json(...importing, people, "--groups", company.groups);
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "Target"],
    );
    await muster.json("app", "assign", "Target", "--all");
    await show("app", "test", "Target");
    for (let round = 0; round < 2; round += 1) await show("sync", "Target");
    const promoted = rewriteLines(people, (lines) =>
      lines.map((line) => line.replace(/,Member,([^",]+),/, ",Member,$1 (acting),")),
    );
    await muster.json(...importing, promoted, "--groups", company.groups);
    const rotated = await muster.json("webhook", "rotate-secret", "Payroll", "--org", muster.orgId);
    webhookSecrets = [...webhookSecrets, String(rotated["secret"])];
    for (const mood of ["mixed", "broken", "pages", "unauthenticated"] as const) {
      target.mood = mood;
      await show("sync", "Target", "--initial");
      if (mood !== "mixed") await show("app", "test", "Target", "--json");
      await show("webhook", "test", "Payroll", "--org", muster.orgId);
    }
  }, 300_000);
  afterAll(async () => {
    await muster.remove();
    await target.stop();
    await receiver.stop();
  });

  const expectNone = (text: string, minLength: number) => {
    expect(text.length).toBeGreaterThan(minLength);
    expect(tracesIn(text, BEARER, ...webhookSecrets, ...signatures)).toEqual([]);
  };

  test("the target and the receiver were heard out in every mood", () => {
    for (const status of [200, 201, 302, 400, 401, 403, 404, 409, 412, 429, 500, 502, 503]) {
      expect([status, target.answers.get(status) ?? 0]).not.toEqual([status, 0]);
    }
    expect(receiver.received.length).toBeGreaterThan(4);
    expect(signatures.length).toBeGreaterThan(4);
  });

  test("no answer of the admin API and no output of the command line holds any form of a secret", async () => {
    const org = ["--org", muster.orgId];
    for (const argv of [
      ...[["status"], ["app", "list"], ["app", "show", "Target"], ["app", "mapping", "Target"]],
      ...[
        ["plan", "Target", "--details", "--all"],
        ["plan", "list", "Target"],
        ["cycle", "list", "Target"],
      ],
      ...[
        ["hold", "list", "Target"],
        ["log", "Target", "--limit", "1000"],
        ["audit", ...org],
      ],
      ...[
        ["log", "Target", "--exchanges", "--limit", "1000"],
        ["log", "Target", "--failed"],
      ],
      ...[
        ["webhook", "log", "Payroll", ...org],
        ["webhook", "show", "Payroll", ...org],
        ["events", ...org],
      ],
    ]) {
      await show(...argv);
    }
    const ids = async (path: string, name: string) => {
      const answer = await fetch(`${muster.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${muster.adminToken}` },
      });
      const { items } = (await answer.json()) as { readonly items: readonly Record<string, string>[] };
      return items.map((row) => row[name] ?? "");
    };
    const at = `/organizations/${muster.orgId}`;
    const app = await ids("/applications", "appId");
    const users = await ids(`${at}/users`, "userName");
    for (const user of users.slice(0, 3)) await show("why", user, "--app", "Target");
    await readApi({
      org: [muster.orgId],
      app,
      cycle: await ids(`${at}/applications/${app[0]}/cycles`, "cycleId"),
      plan: await ids(`${at}/applications/${app[0]}/plans`, "planId"),
      webhook: await ids(`${at}/webhooks`, "webhookId"),
      find: users,
    });
    for (const path of ["/exchanges 200", "/log 200", "/why 200", "/decisions 200", "/deliveries 200"]) {
      expect(answered).toContain(path);
    }
    expectNone(answered, 100_000);
    expectNone(printed, 50_000);
  }, 300_000);

  test("neither the log at debug nor what is stored holds any form of a secret", async () => {
    expectNone(readFolder(muster.directory), 200_000);
    await muster.stop();
    expectNone(muster.log, 2_000);
    expectNone(readFolder(muster.directory), 200_000);
  }, 300_000);
});
