import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfiguration } from "../../../src/commands/configuration.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import { readMailUrl } from "../../../src/platform/mail/read-mail-url.ts";
import { type MailServer, startMailServer } from "../../targets/mail-server.ts";
import { createRunner } from "../cli/runner.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";

const REFUSED = "gone@example.com";
let mail: MailServer;
let muster: ScimServer;
let org: OrgId;
let token: string;
const cli = createRunner(() => ({ MUSTER_URL: muster.url, MUSTER_TOKEN: token, MUSTER_LANG: "fr" }));

beforeAll(async () => {
  mail = await startMailServer({ security: "none", refused: [REFUSED] });
  const settings = readMailUrl(`smtp://127.0.0.1:${mail.port}?tls=none`, "Muster <muster@example.com>");
  if (typeof settings === "string") throw new Error(settings);
  muster = await startScimServer({ mail: settings });
  org = await muster.newOrg();
  token = await muster.token(org, "generic", "admin", "organization-admin");
});
afterAll(() => Promise.all([muster.close(), mail.stop()]));

async function newApplication(name: string, settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const at = `${muster.url}/api/v1/organizations/${org}/applications`;
  const body = { name, config: { url: "https://target.example/scim" }, secret: "some-secret-3b7d" };
  const made = await fetch(at, { method: "POST", headers, body: JSON.stringify(body) });
  const { appId } = JSON.parse(await made.text());
  const change = JSON.stringify({ settings });
  await fetch(`${at}/${appId}/settings`, { method: "PATCH", headers, body: change });
}

test("a test message about an application goes to its address, in its language", async () => {
  await newApplication("Téléphonie <b>", { notifyAddress: "nina@example.com", notifyLanguage: "fr" });
  const { exit, stdout } = await cli.run("notify", "test", "--app", "Téléphonie <b>");
  expect([exit, stdout]).toEqual([0, expect.stringContaining("nina@example.com a été accepté")]);
  expect(stdout).toContain(`127.0.0.1:${mail.port}, non chiffré`);
  const [received] = await mail.arrived(1);
  expect(received).toMatchObject({ to: ["nina@example.com"], subject: "Message d’essai de Muster" });
  expect(received?.text).toContain("« Téléphonie <b> »");
  expect(received?.html).toContain("« Téléphonie &lt;b&gt; »");
  expect(received?.text).toMatch(/http:\/\/127\.0\.0\.1:\d+\/organizations\/[\w-]+\/applications\/[\w-]+/);
});

test("a recipient that the server refuses is reported in its words", async () => {
  await newApplication("Refused", { notifyAddress: REFUSED });
  const shown = await cli.json("notify", "test", "--app", "Refused");
  expect(shown).toMatchObject({ accepted: false, failure: { code: "mail.recipient-refused" } });
  const { exit, stdout } = await cli.run("notify", "test", "--app", "Refused");
  expect([exit, stdout]).toEqual([1, expect.stringContaining(`no mailbox ${REFUSED}`)]);
});

test("an application without an address, and an administrator of one organization, get a refusal", async () => {
  await newApplication("Silent");
  const silent = await cli.run("notify", "test", "--app", "Silent", "--json");
  expect([silent.exit, silent.stderr + silent.stdout]).toEqual([
    4,
    expect.stringContaining("mail.no-address"),
  ]);
  const other = await cli.run("notify", "test", "--to", "nina@example.com", "--json");
  expect(other.stderr + other.stdout).toContain("auth.forbidden");
});

test("an organization sends five test messages, and then has to wait for the next", async () => {
  await newApplication("Often", { notifyAddress: "nina@example.com" });
  const answers: string[] = [];
  for (let each = 0; each < 6; each += 1) {
    const { stdout, stderr } = await cli.run("notify", "test", "--app", "Often", "--json");
    answers.push(/"code": ?"mail.too-many-tests"/.test(stdout + stderr) ? "refused" : "sent");
  }
  expect([answers[0], answers.at(-1)]).toEqual(["sent", "refused"]);
  expect((await mail.arrived(1)).length).toBeLessThanOrEqual(5);
});

test.each([
  [{ MUSTER_MAIL_URL: "smtps://mail.example" }, "MUSTER_MAIL_URL", "invalid.mail-from-missing"],
  [
    { MUSTER_MAIL_URL: "https://x:secret@y", MUSTER_MAIL_FROM: "a@b.example" },
    "MUSTER_MAIL_URL",
    "invalid.mail-url",
  ],
  [{ MUSTER_MAIL_FROM: "nobody" }, "MUSTER_MAIL_FROM", "invalid.mail-from"],
])("the server does not start with %j", (env, variable, message) => {
  const read = readConfiguration(env);
  expect(read).toMatchObject({ ok: false, problems: [{ variable, issue: { message } }] });
});
