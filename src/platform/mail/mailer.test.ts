import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { MAIL_CERTIFICATE } from "../../../test/targets/mail-certificate.ts";
import { type MailServer, startMailServer } from "../../../test/targets/mail-server.ts";
import { openMailer } from "./mailer.ts";
import { isMailSender, readMailUrl } from "./read-mail-url.ts";

const FROM = "Muster <muster@example.com>";
const MAIL = {
  id: "0190a1b2-0000-7000-8000-000000000001",
  to: "nina@example.com",
  subject: "Mise en quarantaine de « Téléphonie »",
  text: "Le texte : été",
  html: "<p>Le texte : été</p>",
};
const LOGIN = { name: "muster", password: "p/ss:wörd" };
const NEVER = new AbortController().signal;

let server: MailServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

function mailerFor(url: string, ca: string = MAIL_CERTIFICATE.cert) {
  const settings = readMailUrl(url, FROM);
  if (typeof settings === "string") throw new Error(settings);
  return openMailer(settings, { ca });
}

const loginIn = (password: string) => `${LOGIN.name}:${encodeURIComponent(password)}`;

describe("a mail server", () => {
  test.each([
    ["smtps", "tls"],
    ["smtp", "starttls"],
  ] as const)("with %s takes the mail encrypted, with its login", async (protocol, security) => {
    server = await startMailServer({ security, login: LOGIN });
    const mailer = mailerFor(`${protocol}://${loginIn(LOGIN.password)}@localhost:${server.port}`);
    expect(await mailer.send(MAIL, NEVER)).toMatchObject({ kind: "accepted" });
    const [mail] = server.received;
    expect(mail).toMatchObject({ encrypted: true, login: LOGIN.name, from: "muster@example.com" });
    expect(mail).toMatchObject({ subject: MAIL.subject, text: MAIL.text, html: MAIL.html });
    expect(mail?.id).toBe(`<${MAIL.id}@example.com>`);
    expect(mail?.source).toContain("Auto-Submitted: auto-generated");
  });

  test("without STARTTLS gets nothing, unless the address says so", async () => {
    server = await startMailServer({ security: "none" });
    const at = `smtp://127.0.0.1:${server.port}`;
    expect(await mailerFor(at).send(MAIL, NEVER)).toMatchObject({ code: "mail.tls-refused", isFinal: false });
    expect(server.received).toEqual([]);
    expect(await mailerFor(`${at}?tls=none`).send(MAIL, NEVER)).toMatchObject({ kind: "accepted" });
    expect(server.received[0]?.encrypted).toBe(false);
  });

  test("with a certificate that is not trusted gets nothing", async () => {
    server = await startMailServer({ security: "tls", login: LOGIN });
    const settings = readMailUrl(`smtps://${loginIn(LOGIN.password)}@localhost:${server.port}`, FROM);
    if (typeof settings === "string") throw new Error(settings);
    expect(await openMailer(settings).send(MAIL, NEVER)).toMatchObject({ code: "mail.tls-refused" });
    expect(server.received).toEqual([]);
  });

  test("that refuses the login is reported without the password", async () => {
    server = await startMailServer({ security: "starttls", login: LOGIN });
    const outcome = await mailerFor(`smtp://${loginIn("gu/ess:ed")}@localhost:${server.port}`).send(
      MAIL,
      NEVER,
    );
    expect(outcome).toMatchObject({ kind: "failed", code: "mail.login-refused", isFinal: false });
    expect(JSON.stringify(outcome)).toContain("[redacted]");
    expect(JSON.stringify(outcome)).not.toContain("gu/ess:ed");
  });

  test.each(["PLAIN", "LOGIN"])(
    "that repeats a login with %s is reported without the password",
    async (way) => {
      const echoing = createServer((socket) => {
        socket.write("220 ready\r\n");
        socket.on("data", (line) => {
          const text = String(line).trim();
          if (text.startsWith("EHLO")) socket.write(`250-localhost\r\n250 AUTH ${way}\r\n`);
          else if (text === "AUTH LOGIN") socket.write("334 VXNlcm5hbWU6\r\n");
          else if (text === Buffer.from(LOGIN.name).toString("base64")) socket.write("334 UGFzc3dvcmQ6\r\n");
          else socket.write(`502 unknown: ${text}\r\n`);
        });
      });
      await new Promise<void>((resolve) => echoing.listen(0, "127.0.0.1", resolve));
      const { port } = echoing.address() as AddressInfo;
      const mailer = mailerFor(`smtp://${loginIn(LOGIN.password)}@127.0.0.1:${port}?tls=none`);
      const outcome = await mailer.send(MAIL, NEVER);
      echoing.close();
      const told = JSON.stringify(outcome);
      expect(outcome).toMatchObject({ kind: "failed", code: "mail.login-refused" });
      expect(told).toContain("unknown: ");
      expect(told).toContain("[redacted]");
      for (const hidden of [LOGIN.password, `\0${LOGIN.name}\0${LOGIN.password}`]) {
        expect(told).not.toContain(Buffer.from(hidden).toString("base64"));
      }
    },
  );

  test("that refuses the recipient ends the mail for good", async () => {
    server = await startMailServer({ security: "none", refused: [MAIL.to] });
    const outcome = await mailerFor(`smtp://127.0.0.1:${server.port}?tls=none`).send(MAIL, NEVER);
    expect(outcome).toMatchObject({ code: "mail.recipient-refused", isFinal: true });
    expect(outcome).toMatchObject({ params: { to: MAIL.to, host: "127.0.0.1" } });
  });

  test("that is away is unreachable, and takes the mail once it is back", async () => {
    const first = await startMailServer({ security: "none" });
    const { port } = first;
    await first.stop();
    const mailer = mailerFor(`smtp://127.0.0.1:${port}?tls=none`);
    expect(await mailer.send(MAIL, NEVER)).toMatchObject({ code: "mail.unreachable", isFinal: false });
    server = await startMailServer({ security: "none", port });
    expect(await mailer.send(MAIL, NEVER)).toMatchObject({ kind: "accepted" });
  });
});

describe("a mail program", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-mail-"));
  afterEach(() => rmSync(join(folder, "out"), { force: true }));

  test("gets the mail on its standard input", async () => {
    const path = join(folder, "sendmail");
    writeFileSync(path, `#!/bin/sh\ncat > ${join(folder, "out")}\n`);
    chmodSync(path, 0o755);
    expect(await mailerFor(`sendmail:${path}`).send(MAIL, NEVER)).toMatchObject({ kind: "accepted" });
    expect(readFileSync(join(folder, "out"), "utf8")).toContain("To: nina@example.com");
  });

  test("that is not there is reported with its path", async () => {
    const outcome = await mailerFor("sendmail:/nowhere/sendmail").send(MAIL, NEVER);
    expect(outcome).toMatchObject({ code: "mail.sendmail-failed", params: { path: "/nowhere/sendmail" } });
  });
});

describe("the address", () => {
  test.each([
    ["smtps://mail.example.com", { port: 465, security: "tls", login: null }],
    ["smtp://mail.example.com", { port: 587, security: "starttls" }],
    ["smtp://a%40b:c@mail.example.com:25?tls=starttls", { port: 25, login: "a@b" }],
    ["smtp://[::1]?tls=none", { host: "::1", security: "none" }],
    ["sendmail", { kind: "sendmail", path: "sendmail" }],
    ["sendmail:/usr/sbin/sendmail", { path: "/usr/sbin/sendmail" }],
  ])("%s is read", (text, route) => {
    expect(readMailUrl(text, FROM)).toMatchObject({ route });
  });

  test.each([
    ["https://mail.example.com", "invalid.mail-url"],
    ["smtp://mail.example.com?tls=perhaps", "invalid.mail-url"],
    ["smtps://mail.example.com?tls=none", "invalid.mail-url"],
    ["smtp://mail.example.com/path", "invalid.mail-url"],
    ["smtp://a:%zz@mail.example.com", "invalid.mail-url"],
    ["sendmail:rm -rf", "invalid.mail-url"],
    ["smtp://name@mail.example.com", "invalid.mail-login"],
    ["smtp://name:secret@mail.example.com?tls=none", "invalid.mail-plain-login"],
  ])("%s is refused", (text, problem) => {
    expect(readMailUrl(text, FROM)).toBe(problem);
  });

  test("a sender is an address, with or without a name", () => {
    for (const good of ["a@b.example", "Muster <a@b.example>", "<a@b.example>"])
      expect(isMailSender(good)).toBe(true);
    for (const bad of ["a", "a@b <c@d>", "Muster a@b.example", "a@b\nBcc: c@d", "A <a@b.example"])
      expect(isMailSender(bad)).toBe(false);
  });
});
