import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "../cli/runner.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let owner: Browser;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    owner = await openAsOwner(muster, "Ada");
  });
  afterAll(() => muster.close());

  const inOrg = (path: string, org: string = muster.org) => `/api/v1/organizations/${org}${path}`;
  const codeOf = (link: string) => link.split("#")[1] ?? "";

  /** A person with this role in the organization, signed in. */
  async function join(name: string, role: string, org: string = muster.org): Promise<Browser> {
    const invited = await owner.call("POST", inOrg("/people", org), { name, role });
    expect(invited).toMatchObject({ status: 201, body: { name, state: "invited" } });
    expect(invited.body.link).toMatch(new RegExp(`^${muster.url}/welcome#muster_`));
    const browser = openBrowser(muster.url);
    expect((await browser.redeem({ link: codeOf(invited.body.link), password: PASSWORD })).status).toBe(201);
    return browser;
  }

  test("an invited person chooses a password and has the role", async () => {
    const reader = await join("reader one", "reader");
    const session = await reader.call("GET", "/api/v1/session");
    expect(session.body.organizations).toMatchObject([{ orgId: muster.org, role: "reader" }]);
    expect(session.body.instance).toEqual(["session", "person"]);
    expect((await reader.call("GET", "/api/v1/people")).status).toBe(200);
    const refused = await reader.call("POST", inOrg("/people"), { name: "x", role: "owner" });
    expect([refused.status, refused.body.code]).toEqual([403, "auth.role-forbidden"]);
    const again = await owner.call("POST", inOrg("/people"), { name: "Reader One", role: "owner" });
    expect([again.status, again.body.code]).toEqual([409, "person.has-role"]);
  });

  test("a role changes at once, and ends", async () => {
    const person = await join("promoted", "reader");
    const update = () => person.call("PATCH", inOrg(""), { softDeleteDays: 5 });
    expect((await update()).status).toBe(403);
    const path = inOrg("/people/promoted/role");
    expect((await owner.call("PUT", path, { role: "owner" })).status).toBe(200);
    expect((await update()).status).toBe(200);
    expect((await owner.call("DELETE", path)).status).toBe(204);
    expect((await update()).status).toBe(403);
    expect((await owner.call("DELETE", path)).body.code).toBe("person.no-role");
  });

  test("the last owner and the last instance administrator stay", async () => {
    for (const path of [inOrg("/people/ada/role"), "/api/v1/people/ada/instance-role"]) {
      const refused = await owner.call("DELETE", path);
      expect([path, refused.status]).toEqual([path, 409]);
      expect(refused.body.code).toMatch(/^person\.last-(owner|administrator)$/);
    }
    expect((await owner.call("POST", "/api/v1/people/ada/disable")).body.code).toMatch(/^person\.last-/);
    // An invited owner who never came does not count.
    await owner.call("POST", inOrg("/people"), { name: "never came", role: "owner" });
    const { body } = await owner.call("DELETE", inOrg("/people/ada/role"));
    expect(body.code).toBe("person.last-owner");
    // A browser reads no command.
    expect(body.detail).toContain("Invite another owner first, and wait");
  });

  test("of two owners who remove each other at the same moment, one stays", async () => {
    const org = await muster.newOrganization(`Duel ${Math.random()}`);
    const names = ["duellist one", "duellist two"];
    for (const name of names) await join(name, "owner", org);
    const answers = await Promise.all(
      names.map((name) => owner.call("DELETE", inOrg(`/people/${encodeURIComponent(name)}/role`, org))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test("disabling ends sessions and links at once, and enabling lets in again", async () => {
    const person = await join("leaver", "helpdesk");
    const reset = await owner.call("POST", "/api/v1/people/leaver/reset");
    expect(await owner.call("POST", "/api/v1/people/leaver/disable")).toMatchObject({
      status: 200,
      body: { state: "disabled" },
    });
    expect((await person.call("GET", "/api/v1/session")).status).toBe(401);
    expect((await openBrowser(muster.url).signIn("leaver", PASSWORD)).status).toBe(401);
    const link = codeOf(reset.body.link);
    expect((await person.redeem({ link, password: PASSWORD })).body.code).toBe("link.ended");
    expect((await owner.call("POST", "/api/v1/people/leaver/reset")).body.code).toBe("person.disabled");
    expect((await owner.call("POST", "/api/v1/people/leaver/enable")).body.state).toBe("active");
    expect((await openBrowser(muster.url).signIn("leaver", PASSWORD)).status).toBe(201);
  });

  test("a reset link sets another password and ends the sessions before", async () => {
    const person = await join("forgetful", "reader");
    const { link } = (await owner.call("POST", "/api/v1/people/forgetful/reset")).body;
    const newer = openBrowser(muster.url);
    expect((await newer.redeem({ link: codeOf(link), password: `${PASSWORD} 2` })).status).toBe(201);
    expect((await person.call("GET", "/api/v1/session")).status).toBe(401);
    expect((await openBrowser(muster.url).signIn("forgetful", PASSWORD)).status).toBe(401);
    expect((await newer.call("GET", "/api/v1/session")).status).toBe(200);
  });

  test("a person resets no own account, with a session or a personal token", async () => {
    const person = await join("own reset", "owner");
    const path = "/api/v1/people/own%20reset/reset";
    expect(await person.call("POST", path)).toMatchObject({
      status: 409,
      body: { code: "person.own-reset" },
    });
    const { token } = (await person.call("POST", "/api/v1/personal-tokens", { name: "own" })).body;
    const byToken = await muster.call("POST", path, { token, body: {} });
    expect([byToken.status, byToken.body.code]).toEqual([409, "person.own-reset"]);
    expect((await owner.call("POST", path)).status).toBe(201);
  });

  test("helpdesk ends sessions, and a reader does not", async () => {
    const [helper, reader] = [await join("helper", "helpdesk"), await join("watcher", "reader")];
    const path = "/api/v1/people/watcher/sessions";
    expect((await reader.call("DELETE", path)).status).toBe(403);
    expect((await helper.call("GET", path)).body.items).toHaveLength(1);
    expect((await helper.call("DELETE", path)).body).toEqual({ ended: 1 });
    expect((await reader.call("GET", "/api/v1/session")).status).toBe(401);
  });

  test("an owner of one organization gets no hold of people in another", async () => {
    const other = await join("owner elsewhere", "owner", muster.otherOrg);
    await join("target", "owner");
    for (const [method, path] of [
      ["GET", "/api/v1/people/target"],
      ["POST", "/api/v1/people/target/reset"],
      ["POST", "/api/v1/people/target/disable"],
      ["DELETE", "/api/v1/people/target/sessions"],
    ] as const) {
      const answer = await other.call(method, path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, "person.not-found"]);
    }
    const invited = await other.call("POST", inOrg("/people", muster.otherOrg), {
      name: "target",
      role: "reader",
    });
    expect([invited.status, invited.body.link, invited.body.roles.length]).toEqual([201, null, 1]);
    for (const verb of ["reset", "disable"]) {
      const answer = await other.call("POST", `/api/v1/people/target/${verb}`);
      expect([answer.status, answer.body.code]).toEqual([403, "person.elsewhere"]);
    }
    const seen = (await other.call("GET", "/api/v1/people")).body.items.map(
      (each: { name: string }) => each.name,
    );
    expect(seen).toEqual(["owner elsewhere", "target"]);
    // The other way round: an invitation that was not accepted yet gives no link to a second organization.
    await owner.call("POST", inOrg("/people"), { name: "pending", role: "owner" });
    const second = await other.call("POST", inOrg("/people", muster.otherOrg), {
      name: "pending",
      role: "reader",
    });
    expect([second.status, second.body.link]).toEqual([201, null]);
  });

  test("the command line does all of it", async () => {
    const { run, json } = createRunner(() => ({
      MUSTER_URL: muster.url,
      MUSTER_TOKEN: muster.tokens["instance-admin"],
    }));
    const org = ["--org", muster.org];
    const invited = await json("person", "invite", "cli one", ...org, "--role", "reader");
    expect(invited).toMatchObject({ name: "cli one", state: "invited", link: expect.stringContaining("#") });
    const browser = openBrowser(muster.url);
    await browser.redeem({ link: codeOf(invited.link), password: PASSWORD });
    expect((await json("person", "list", ...org)).items.length).toBeGreaterThan(1);
    expect((await run("person", "list")).stdout).toContain("reader (Contoso)");
    const { stdout: shown } = await run("person", "show", "cli one");
    for (const text of ["active", "No authenticator app.", "No passkeys."]) expect(shown).toContain(text);
    expect((await json("person", "role", "cli one", ...org, "--role", "helpdesk")).roles[0].role).toBe(
      "helpdesk",
    );
    expect((await run("person", "sessions", "cli one")).stdout).toContain("127.0.0.1");
    expect(await json("person", "sessions", "cli one", "--end")).toMatchObject({ ended: 1 });
    expect((await run("person", "disable", "cli one")).stdout).toContain("is disabled");
    expect((await run("person", "enable", "cli one")).exit).toBe(EXIT.done);
    expect((await run("person", "reset", "cli one")).stdout).toContain(`${muster.url}/welcome#`);
    expect((await run("person", "role", "cli one", ...org, "--remove")).exit).toBe(EXIT.done);
    const ended = await json("audit", "--instance", "--category", "session", "--limit", "50");
    expect(ended.items).toContainEqual(expect.objectContaining({ activity: "end" }));
    expect((await run("audit", "--instance", ...org)).exit).toBe(EXIT.usage);
    const administrator = await json("person", "invite", "cli two", "--instance");
    expect(administrator.roles).toMatchObject([{ orgId: null, role: "instance-admin" }]);
    for (const argv of [
      ["person", "invite", "x", ...org],
      ["person", "role", "cli one", ...org],
      ["person", "reset"],
    ]) {
      const { exit, stderr } = await run(...argv);
      expect([argv.join(" "), exit, stderr === ""]).toEqual([argv.join(" "), EXIT.usage, false]);
    }
  });

  test("the audit trail has each change with its author, and no secret", async () => {
    const { items } = (await owner.call("GET", inOrg("/audit?category=person&limit=500"))).body;
    const activities = new Set(items.map(({ activity }: { activity: string }) => activity));
    for (const each of ["invite", "set-role", "remove-role", "disable", "enable", "reset"]) {
      expect(activities).toContain(each);
    }
    expect(items.some(({ actor }: { actor: string }) => actor.startsWith("person:"))).toBe(true);
    const rows = await muster.deps.store.page("audit", { where: {}, limit: 10_000 });
    const text = JSON.stringify(rows);
    for (const secret of [PASSWORD, "muster_"]) expect(text).not.toContain(secret);
  });
});
