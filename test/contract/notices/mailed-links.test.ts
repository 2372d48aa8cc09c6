import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailUrl } from "../../../src/platform/mail/read-mail-url.ts";
import { type MailServer, startMailServer } from "../../targets/mail-server.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "../cli/runner.ts";
import { openBrowser, PASSWORD } from "../sign-in/browser.ts";

const REFUSED = "gone@example.com";
let mail: MailServer;
let muster: AdminServer;
const cli = createRunner(() => ({
  ...{ MUSTER_URL: muster.url, MUSTER_TOKEN: muster.tokens["instance-admin"], MUSTER_LANG: "en" },
}));

beforeAll(async () => {
  mail = await startMailServer({ security: "none", refused: [REFUSED] });
  const settings = readMailUrl(`smtp://127.0.0.1:${mail.port}?tls=none`, "Muster <muster@example.com>");
  if (typeof settings === "string") throw new Error(settings);
  muster = await startAdminServer(undefined, { mail: settings });
});
afterAll(() => Promise.all([muster.close(), mail.stop()]));

const invite = (name: string, ...more: readonly string[]) =>
  cli.run("person", "invite", name, "--org", muster.org, "--role", "reader", ...more);
const codeIn = (text: string | undefined) => /\/welcome#(\S+)/.exec(text ?? "")?.[1] ?? "";

test("an invitation and a link for another password are mailed, and the mailed links work", async () => {
  const invited = await invite("ada", "--mail", "ada@example.com");
  expect([invited.exit, invited.stdout]).toEqual([0, expect.stringContaining("accepted the mail to ada@")]);
  const [first] = await mail.arrived(1);
  expect(first).toMatchObject({ to: ["ada@example.com"], subject: "Your invitation to Muster" });
  expect(first?.text).toContain('invited to "Contoso" in Muster under the name "ada"');
  expect(codeIn(first?.text)).toBe(codeIn(invited.stdout));
  const browser = openBrowser(muster.url);
  expect((await browser.redeem({ link: codeIn(first?.text), password: PASSWORD })).status).toBe(201);
  await browser.call("PATCH", "/api/v1/session", { language: "fr" });

  const reset = await cli.json("person", "reset", "ada", "--mail", "ada@example.com");
  expect(reset.mail).toEqual({ to: "ada@example.com", failure: null });
  const [, second] = await mail.arrived(2);
  expect(second?.subject).toBe("Choisissez un nouveau mot de passe pour Muster");
  const again = await openBrowser(muster.url).redeem({
    link: codeIn(second?.text),
    password: `${PASSWORD} 2`,
  });
  expect(again.status).toBe(201);

  // The link is a secret: the trail has the address alone, and the outbox of notices nothing.
  const { body } = await muster.call("GET", "/api/v1/audit?limit=100");
  const trail = JSON.stringify(body);
  expect(trail).toContain('"mailTo":"ada@example.com"');
  for (const { text } of mail.received) expect(trail).not.toContain(codeIn(text));
  expect(await muster.deps.store.page("notice", { where: {}, limit: 10 })).toEqual([]);
});

test("a mail that is refused is reported with its reason, and the link is shown all the same", async () => {
  const { exit, stdout } = await invite("bela", "--mail", REFUSED);
  expect([exit, stdout]).toEqual([3, expect.stringContaining(`no mailbox ${REFUSED}`)]);
  expect(stdout).toContain("Give this link to the person");
  const link = codeIn(stdout);
  expect((await openBrowser(muster.url).redeem({ link, password: PASSWORD })).status).toBe(201);
});

test("an address that had three links gets no fourth, which changes nothing", async () => {
  const to = "Often@example.com";
  for (const name of ["dara", "edda", "finn"]) {
    expect((await invite(name, "--mail", to)).exit).toBe(0);
  }
  const { exit, stderr } = await invite("gita", "--mail", to.toLowerCase());
  expect([exit, stderr]).toEqual([1, expect.stringContaining("The next one is possible in")]);
  const { body } = await muster.call("GET", "/api/v1/people?limit=100");
  expect(JSON.stringify(body)).not.toContain("gita");
  expect((await invite("gita")).exit).toBe(0);
});

test("an invitation that cannot be mailed changes nothing", async () => {
  const wrong = await invite("chidi", "--mail", "nowhere", "--json");
  expect(wrong.stdout + wrong.stderr).toContain("mailTo");
  const offline = await cli.run("person", "reset", "ada", "--mail", "a@example.com", "--data", "data");
  expect([offline.exit, offline.stderr]).toEqual([
    2,
    expect.stringContaining("--mail needs a running server"),
  ]);
  const silent = await startAdminServer();
  try {
    const body = { name: "chidi", role: "reader", mailTo: "chidi@example.com" };
    const refused = await silent.call("POST", `/api/v1/organizations/${silent.org}/people`, { body });
    expect([refused.status, refused.body.code]).toEqual([409, "mail.not-configured"]);
    expect((await silent.call("GET", "/api/v1/people")).body.items).toEqual([]);
  } finally {
    await silent.close();
  }
});
