import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Deps } from "../../../src/app/deps.ts";
import { createNotice } from "../../../src/app/notices/create-notice.ts";
import { NoticeSender } from "../../../src/app/notices/notice-sender.ts";
import type { Settings } from "../../../src/core/provisioning/settings.ts";
import { readMailUrl } from "../../../src/platform/mail/read-mail-url.ts";
import type { NoticeRow } from "../../../src/ports/notice-tables.ts";
import { type MailServer, startMailServer } from "../../targets/mail-server.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";

const NINA = "nina@example.com";
const GONE = "gone@example.com";
const HOUR_MS = 3_600_000;

await overEveryStore(({ newPlace }) => {
  let mail: MailServer;
  let muster: ScimServer;
  let target: ScriptedTarget;
  let directory: ProvisionedDirectory;
  let isRefusing = false;
  /** True while the target refuses new accounts, and takes everything else. */
  let isFull = false;
  /** How far the senders' clock is ahead. */
  let aheadMs = 0;
  let senders: NoticeSender[] = [];

  beforeAll(async () => {
    mail = await startMailServer({ security: "none", refused: [GONE] });
    const settings = readMailUrl(`smtp://127.0.0.1:${mail.port}?tls=none`, "Muster <muster@example.com>");
    if (typeof settings === "string") throw new Error(settings);
    const place = await newPlace();
    muster = await startScimServer({ mail: settings, ...("url" in place ? { databaseUrl: place.url } : {}) });
    target = await startScriptedTarget(({ method }) => {
      if (isRefusing) return { status: 401 };
      return isFull && method === "POST" ? { status: 403 } : undefined;
    });
  });
  afterAll(() => Promise.all([muster.close(), mail.stop(), target.stop()]));
  beforeEach(async () => {
    directory = await provisionDirectory(muster, target);
    await directory.change({ notifyAddress: NINA, notifyOnFailure: true });
    senders = [];
    aheadMs = 0;
    isRefusing = false;
    isFull = false;
  });
  afterEach(() => Promise.all(senders.map((sender) => sender.stop())));

  function newSender(): NoticeSender {
    const { env } = muster.deps;
    const deps: Deps = { ...muster.deps, env: { ...env, now: () => env.now() + aheadMs } };
    const sender = new NoticeSender(deps, { every: () => ({ next: () => null, stop: () => {} }) });
    sender.start("https://muster.example");
    senders.push(sender);
    return sender;
  }
  const rows = async (): Promise<readonly NoticeRow[]> =>
    muster.deps.store.page("notice", { where: { org: directory.org }, limit: 1_000 });
  const mailsTo = (address: string, before: number) =>
    mail.received.slice(before).filter(({ to }) => to.includes(address));
  async function eventTypes(): Promise<readonly string[]> {
    const { body } = await directory.admin("GET", `/api/v1/events?organization=${directory.org}&limit=1000`);
    return body.events.map(({ type }: { readonly type: string }) => type);
  }
  const at = () => `/api/v1/organizations/${directory.org}/applications/${directory.app}`;

  /** Has the target refuse the credentials, and waits until that is reported. */
  async function enterQuarantine(): Promise<void> {
    isRefusing = true;
    await directory.admin("POST", `${at()}/test`);
    await directory.admin("POST", `${at()}/plans`, {});
    const isOver = async () => (await rows()).some(({ kind }) => kind.endsWith("entered"));
    for (let tries = 0; tries < 400 && !(await isOver()); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Writes notices of a kind as the engine does. */
  async function report(count: number): Promise<void> {
    const { org, app } = directory;
    const facts = {
      reason: { code: "target.unauthorized", params: { status: 401 } },
      count: null,
      page: "/x",
    };
    const event = "provisioning.quarantine-entered" as const;
    for (let done = 0; done < count; done += 100) {
      const writes = Array.from({ length: Math.min(100, count - done) }, () =>
        createNotice(muster.deps, { org, event, subject: app, resource: app, facts }),
      );
      expect((await muster.deps.store.commit(writes.flat())).kind).toBe("committed");
    }
  }

  test("a quarantine is reported when it begins and when it ends, by mail and as events", async () => {
    await directory.client.make("/Users", user("ada"));
    await directory.sync();
    await directory.client.make("/Users", user("bela"));
    const before = mail.received.length;
    await enterQuarantine();
    const sender = newSender();
    await sender.run();
    const [entered] = mailsTo(NINA, before);
    expect(entered?.subject).toBe('"Target" is in quarantine');
    expect(entered?.text).toContain("refused the credentials");
    expect(entered?.text).toContain(`https://muster.example/organizations/${directory.org}/applications/`);
    isRefusing = false;
    expect((await directory.admin("POST", `${at()}/test`)).status).toBe(200);
    await sender.run();
    await sender.run();
    expect(mailsTo(NINA, before).map(({ subject }) => subject)).toEqual([
      '"Target" is in quarantine',
      '"Target" is out of quarantine',
    ]);
    const types = await eventTypes();
    expect(types.filter((type) => type.startsWith("provisioning."))).toEqual([
      "provisioning.quarantine-entered",
      "provisioning.quarantine-left",
    ]);
  });

  test("five hundred events of one kind are one mail, and the next one leaves an hour later", async () => {
    const before = mail.received.length;
    await report(500);
    await newSender().run();
    expect(mailsTo(NINA, before)).toHaveLength(1);
    expect(mail.received.at(-1)?.text).toContain("500 times");
    await report(2);
    await newSender().run();
    expect(mailsTo(NINA, before)).toHaveLength(1);
    aheadMs = HOUR_MS + 1_000;
    await newSender().run();
    expect(mailsTo(NINA, before)).toHaveLength(2);
    expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(["sent"]));
  });

  test("of several servers one sends, and a mail that was under way at a crash is sent again with its id", async () => {
    const before = mail.received.length;
    await report(1);
    const [row] = await rows();
    // As a process leaves it that ends between the attempt and its result.
    const set = { attempts: 1, recipient: NINA, language: "fr" } as const;
    await muster.deps.store.commit([
      { op: "update", table: "notice", key: { org: directory.org, id: row!.id }, set },
    ]);
    await Promise.all([newSender(), newSender(), newSender()].map((sender) => sender.run()));
    const [only, ...others] = mailsTo(NINA, before);
    expect([only?.id, others]).toEqual([`<${row?.id}@example.com>`, []]);
    expect(only?.subject).toBe("« Target » est en quarantaine");
  });

  test("while the mail server is away a notice waits, and it arrives once the server is back", async () => {
    const { port } = mail;
    await report(1);
    await mail.stop();
    await newSender().run();
    const [waiting] = await rows();
    expect(waiting).toMatchObject({ state: "waiting", attempts: 1, failure: { code: "mail.unreachable" } });
    mail = await startMailServer({ security: "none", refused: [GONE], port });
    await newSender().run();
    expect(mail.received).toEqual([]);
    aheadMs = 10_000;
    await newSender().run();
    expect(mail.received.map(({ id }) => id)).toEqual([`<${waiting?.id}@example.com>`]);
  });

  test("a recipient who is refused for good, or wants no notices, is not tried again", async () => {
    await directory.change({ notifyAddress: GONE, notifyOnFailure: true });
    await report(1);
    await newSender().run();
    expect(await rows()).toMatchObject([{ state: "given-up", failure: { code: "mail.recipient-refused" } }]);
    await directory.change({ notifyAddress: NINA, notifyOnFailure: false });
    await report(1);
    await newSender().run();
    expect((await rows()).map(({ state }) => state).sort()).toEqual(["dropped", "given-up"]);
  });

  test("operations that rest, and go on by a person's word or by a success, are reported with their kind", async () => {
    const before = mail.received.length;
    isFull = true;
    for (let n = 0; n < 21; n += 1) await directory.client.make("/Users", user(`p${n}`));
    await directory.sync();
    await directory.sync();
    const sender = newSender();
    await sender.run();
    const [resting] = mailsTo(NINA, before);
    expect(resting?.subject).toBe('Operations of "Target" rest after too many failures');
    expect(resting?.text).toContain("new accounts of users");
    await directory.admin("PUT", `${at()}/schedule`, { state: "on" });
    await sender.run();
    expect(mailsTo(NINA, before)[1]?.text).toContain('A person turned the schedule of "Target" on');
    await directory.sync();
    isFull = false;
    await directory.sync();
    aheadMs = HOUR_MS + 1_000;
    await newSender().run();
    expect(mailsTo(NINA, before).map(({ subject }) => subject)).toEqual([
      'Operations of "Target" rest after too many failures',
      'Operations of "Target" go on',
      'Operations of "Target" rest after too many failures',
      'Operations of "Target" go on',
    ]);
    expect(mail.received.at(-1)?.text).toContain("carried out an operation");
    const { body } = await directory.admin("GET", `/api/v1/events?organization=${directory.org}&limit=1000`);
    const events = body.events.filter(({ lane }: { readonly lane?: string }) => lane === "create-user");
    expect(events.map(({ type }: { readonly type: string }) => type)).toEqual([
      "provisioning.operations-resting",
      "provisioning.operations-resumed",
      "provisioning.operations-resting",
      "provisioning.operations-resumed",
    ]);
  });

  test.each([
    ["PUT", "schedule", { state: "on" }],
    ["POST", "restart", { scopes: ["quarantine"] }],
  ] as const)("a quarantine that a person ends by %s %s is reported as that", async (method, path, body) => {
    await directory.client.make("/Users", user("ada"));
    const before = mail.received.length;
    await enterQuarantine();
    await directory.admin(method, `${at()}/${path}`, body);
    // Another cycle must not meet the refusal.
    isRefusing = false;
    await newSender().run();
    expect(mailsTo(NINA, before).map(({ subject }) => subject)).toEqual([
      '"Target" is in quarantine',
      '"Target" is out of quarantine',
    ]);
    expect(mail.received.at(-1)?.text).toContain('A person ended the quarantine of "Target"');
  });

  test("held deprovisioning is reported once, with its reason and the plan", async () => {
    const names = ["ada", "bela", "chidi", "dora", "emil", "fay", "gus"];
    const made = [];
    for (const name of names) made.push(await directory.client.make("/Users", user(name)));
    await directory.sync();
    const before = mail.received.length;
    for (const { id } of made) {
      await directory.client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    }
    const { plan } = await directory.sync();
    await directory.sync();
    await newSender().run();
    const [held, ...others] = mailsTo(NINA, before);
    expect([held?.subject, others]).toEqual(['Held changes of "Target" wait for a person', []]);
    expect(held?.text).toContain("holds 7 changes back");
    expect(held?.text).toContain(`/applications/${directory.app}/plans/${plan}`);
  });

  test("a failed import goes to every address of the organization, in its language", async () => {
    const before = mail.received.length;
    const importing = `/api/v1/organizations/${directory.org}/imports`;
    const { body } = await directory.admin("POST", importing, { source: "hr" });
    const { org } = directory;
    const { store } = muster.deps;
    await directory.admin("POST", `/api/v1/organizations/${org}/applications`, {
      ...{ name: "Second", config: { url: target.url }, secret: "some-secret-3b7d" },
    });
    const [second] = await store.page("application", { where: { org, name: "Second" }, limit: 1 });
    const settings: Partial<Settings> = {
      ...{ notifyAddress: "omar@example.com", notifyOnFailure: true, notifyLanguage: "fr" },
    };
    await store.commit([
      { op: "update", table: "application", key: { org, id: second!.id }, set: { settings } },
    ]);
    const admin = await muster.token(org, "generic", "importer", "organization-admin");
    const url = `${muster.url}${importing}/${body.importId}/people?file=people.csv`;
    const headers = { authorization: `Bearer ${admin}`, "content-type": "text/csv" };
    const refused = await fetch(url, { method: "PUT", headers, body: 'userName\n"ada' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await newSender().run();
    const subjects = mail.received.slice(before).map(({ to, subject }) => [...to, subject]);
    expect(subjects.sort()).toEqual([
      [NINA, 'The import from "hr" failed'],
      ["omar@example.com", "L’import de « hr » a échoué"],
    ]);
  });

  test("the digest of a day is one mail, and a day without news has none", async () => {
    const before = mail.received.length;
    await directory.change({ notifyDigest: true });
    await directory.client.make("/Users", user("ada"));
    await directory.sync();
    const sender = newSender();
    // The next half past six, less than a day ahead.
    const DAY_MS = 24 * HOUR_MS;
    aheadMs = (6.5 * HOUR_MS - (Date.now() % DAY_MS) + DAY_MS) % DAY_MS;
    await sender.addDigests();
    await sender.addDigests();
    await sender.run();
    await sender.run();
    const [digest, ...others] = mailsTo(NINA, before);
    expect([digest?.subject, others]).toEqual([expect.stringContaining("The last day in"), []]);
    expect(digest?.text).toContain("created: 1, updated: 0");
    aheadMs += 2 * DAY_MS;
    await sender.addDigests();
    await sender.run();
    expect((await rows()).map(({ state }) => state).sort()).toEqual(["dropped", "sent"]);
  });

  test("a digest names the tokens of the organization to the address of all its applications alone", async () => {
    const { org } = directory;
    const { store } = muster.deps;
    const token = { kind: "organization-admin", name: "payroll-bridge", lifetimeDays: 7 };
    const made = await directory.admin("POST", `/api/v1/organizations/${org}/tokens`, token);
    expect(made.status).toBe(201);
    await directory.change({ notifyDigest: true });
    const [whole] = await digestOf(NINA);
    expect(whole).toContain("payroll-bridge: within 7 days");
    await directory.admin("POST", `/api/v1/organizations/${org}/applications`, {
      ...{ name: "Second", config: { url: target.url }, secret: "some-secret-3b7d" },
    });
    const [second] = await store.page("application", { where: { org, name: "Second" }, limit: 1 });
    const settings: Partial<Settings> = { notifyAddress: "omar@example.com", notifyDigest: true };
    const key = { org, id: second!.id };
    await store.commit([{ op: "update", table: "application", key, set: { settings } }]);
    const [part] = await digestOf("omar@example.com");
    expect(part).not.toContain("payroll-bridge");
    expect(part).toContain("tokens of the organization that do not belong");
  });

  /** The texts of the digests that the next day brings to an address. */
  async function digestOf(address: string): Promise<readonly string[]> {
    const before = mail.received.length;
    const DAY_MS = 24 * HOUR_MS;
    aheadMs = (6.5 * HOUR_MS - (Date.now() % DAY_MS) + DAY_MS) % DAY_MS;
    const sender = newSender();
    await sender.addDigests();
    await sender.run();
    return mailsTo(address, before).map(({ text }) => text);
  }
});
