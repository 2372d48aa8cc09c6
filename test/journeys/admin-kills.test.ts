import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../contract/admin/server.ts";
import { type Browser, openBrowser, PASSWORD } from "../contract/sign-in/browser.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

/** A server that is killed while people sign in, are invited, change passwords and write to the directory. */

const ACKNOWLEDGED = 40;
const ROUNDS = 500;
const muster = new Installation({ MUSTER_RATE_PER_SECOND: "100000" });
let owner: Browser;

beforeAll(async () => {
  await muster.init();
  await muster.serve();
  owner = openBrowser(muster.url);
  const link = codeOf(muster.ownerLink);
  expect((await owner.redeem({ link, name: "Ada", password: PASSWORD })).status).toBe(201);
});
afterAll(() => muster.remove());

function codeOf(link: string): string {
  return new URL(link).hash.slice(1);
}

const inOrg = (path: string) => `/api/v1/organizations/${muster.orgId}${path}`;
const send = (method: string, path: string, body?: unknown) =>
  call(`${muster.url}${path}`, method, { token: muster.adminToken, ...(body === undefined ? {} : { body }) });

/** Undefined when the server is gone before it answered. */
async function orGone<Result>(request: Promise<Result>): Promise<Result | undefined> {
  return request.catch(() => undefined);
}

async function invite(name: string): Promise<Browser> {
  const { body } = await owner.call("POST", inOrg("/people"), { name, role: "owner" });
  const browser = openBrowser(muster.url);
  expect((await browser.redeem({ link: codeOf(body.link), password: PASSWORD })).status).toBe(201);
  return browser;
}

test("what was acknowledged is there after the next start, and nothing is half done", async () => {
  const password = await invite("changes passwords");
  const group = (await send("POST", inOrg("/groups"), { attributes: { displayName: "crew" } })).body;
  let acknowledged = 0;
  const note = () => {
    acknowledged += 1;
    if (acknowledged === ACKNOWLEDGED) process.kill(muster.pid, "SIGKILL");
  };
  const cookies: string[] = [];
  const links: { readonly name: string; readonly link: string }[] = [];
  const passwords = [PASSWORD];
  const users: { readonly id: string; readonly userName: string; title?: string; isMember?: true }[] = [];

  async function signIn(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const browser = openBrowser(muster.url);
      const answer = await orGone(browser.signIn("Ada", PASSWORD));
      if (answer === undefined) return;
      expect(answer.status).toBe(201);
      cookies.push(browser.cookie ?? "");
      note();
    }
  }
  async function inviteOthers(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `invited ${round}`;
      const answer = await orGone(owner.call("POST", inOrg("/people"), { name, role: "reader" }));
      if (answer === undefined) return;
      expect(answer.status).toBe(201);
      links.push({ name, link: codeOf(answer.body.link) });
      note();
    }
  }
  async function changePassword(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = `${PASSWORD} ${round}`;
      const currentPassword = passwords.at(-1);
      passwords.push(next);
      const answer = await orGone(
        password.call("PUT", "/api/v1/session/password", { currentPassword, password: next }),
      );
      if (answer === undefined) return;
      expect(answer.status).toBe(200);
      password.cookie = answer.headers.get("set-cookie")?.split(";")[0];
      password.csrf = answer.body.csrfToken;
      note();
    }
    throw new Error("the server was not killed");
  }
  async function writeUsers(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const userName = `user-${round}`;
      const attributes = { userName, emails: [{ value: `${userName}@crew.example` }] };
      const made = await orGone(send("POST", inOrg("/users"), { attributes }));
      if (made === undefined) return;
      expect(made.status).toBe(201);
      const user: (typeof users)[number] = { id: made.body.userId, userName };
      users.push(user);
      note();
      const titled = await orGone(
        send("PATCH", inOrg(`/users/${user.id}`), { attributes: { title: userName } }),
      );
      if (titled === undefined) return;
      expect(titled.status).toBe(200);
      user.title = userName;
      const joined = await orGone(
        send("POST", inOrg(`/groups/${group.groupId}/members`), { add: [user.id] }),
      );
      if (joined === undefined) return;
      expect(joined.status).toBe(200);
      user.isMember = true;
    }
  }
  await Promise.all([signIn(), inviteOthers(), changePassword(), writeUsers()]);
  await muster.ended();
  await muster.serve();

  for (const list of [cookies, links, users]) expect(list.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    const session = await call(`${muster.url}/api/v1/session`, "GET", { headers: { cookie } });
    expect([session.status, session.body.name]).toEqual([200, "Ada"]);
  }
  for (const { name, link } of links) {
    const read = await call(`${muster.url}/api/v1/links/read`, "POST", { body: { link } });
    expect([read.status, read.body.purpose, read.body.name]).toEqual([200, "invitation", name]);
  }
  // A person whose invitation was not acknowledged is there with a role, or not at all; each can be invited by a new link.
  const { items: people } = (await send("GET", "/api/v1/people")).body;
  const invited = people.filter(({ name }: { name: string }) => name.startsWith("invited "));
  expect(invited.length - links.length).toBeLessThan(2);
  for (const { roles } of invited) expect(roles).toHaveLength(1);
  const last = await send("POST", `/api/v1/people/${encodeURIComponent(invited[0].name)}/reset`);
  expect(
    (await openBrowser(muster.url).redeem({ link: codeOf(last.body.link), password: PASSWORD })).status,
  ).toBe(201);
  // Of the last two passwords, the second one was not acknowledged.
  const tried: number[] = [];
  for (const each of passwords.slice(-2))
    tried.push((await openBrowser(muster.url).signIn("changes passwords", each)).status);
  expect(tried.toSorted()).toEqual([201, 401]);

  const members = (await send("GET", inOrg(`/groups/${group.groupId}/members?limit=500`))).body.items;
  const memberIds = new Set(members.map(({ memberId }: { memberId: string }) => memberId));
  for (const { id, title, isMember } of users) {
    const { body } = await send("GET", inOrg(`/user?find=${id}`));
    if (title !== undefined) expect(body.attributes.title).toBe(title);
    expect(body.attributes.emails).toHaveLength(1);
    if (isMember) expect(memberIds.has(id)).toBe(true);
  }
  const listed = (await send("GET", inOrg("/users?limit=500&search=user-"))).body.items;
  expect(listed.length - users.length).toBeLessThan(2);
});

test("an import that is killed in its merge is there as a whole or not at all, and can be repeated", async () => {
  const { people, groups } = await makeCompany(600, 20);
  const count = async () => (await send("GET", inOrg("/users?limit=500&search=@"))).body.items.length;
  const run = () => muster.run("import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups);
  const before = await count();
  const importing = run();
  for (let look = 0; look < 2_000; look += 1) {
    const { items } = (await send("GET", inOrg("/imports"))).body;
    if (items.some(({ state }: { state: string }) => state === "merging" || state === "merged")) break;
  }
  await muster.kill();
  await importing;
  await muster.serve({ MUSTER_TEST_CONTROL: "ipc" });
  expect([before, 500]).toContain(await count());
  // The import that was killed keeps its place for a while.
  await muster.advanceClock(3_600_000);
  expect(await run()).toMatchObject({ exit: 0 });
  expect(await count()).toBe(500);
});
