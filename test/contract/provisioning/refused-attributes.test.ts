import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_EXTENSION, type Script, type ScriptedTarget } from "../../targets/scripted-target.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { letDayPass } from "./pass-day.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** What a target refuses for every account is remembered in one place, until the settings of the application change. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const withTarget = (
  script: Script,
  work: (directory: ProvisionedDirectory, target: ScriptedTarget) => Promise<void>,
) => withScriptedTarget(scim, script, work);

const withDepartment = (name: string) => user(name, { [ENTERPRISE_URN]: { department: "R&D" } });
const changesOf = ({ calls }: ScriptedTarget) => calls.filter(({ method }) => method !== "GET");
const mentions = (target: ScriptedTarget, text: string) =>
  changesOf(target).filter(({ body }) => JSON.stringify(body).includes(text)).length;

/** The codes of the refusals that the log names, by the name of the object. */
async function readRefusals({ admin, org, app }: ProvisionedDirectory) {
  const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=200`;
  const { body } = await admin("GET", path);
  return body.items.map(
    (line: { name: string; fault: { code: string } }) => `${line.name} ${line.fault.code}`,
  );
}

test("an attribute that is refused as such is sent for no other account, and again once the settings change", () =>
  withTarget(NO_EXTENSION, async (directory, target) => {
    const { client, admin, org, app, sync } = directory;
    await client.make("/Users", withDepartment("ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    target.calls.length = 0;
    const bo = await client.make("/Users", withDepartment("bo"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(changesOf(target).map(({ method }) => method)).toEqual(["POST"]);
    await client.patch(`/Users/${bo.id}`, [
      { op: "replace", path: `${ENTERPRISE_URN}:department`, value: "Ops" },
      { op: "replace", path: "title", value: "Chief" },
    ]);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect(mentions(target, "Chief")).toBe(1);
    expect(mentions(target, ENTERPRISE_URN)).toBe(0);
    expect((await readRefusals(directory)).sort()).toEqual([
      "ada target.invalid",
      "bo target.attribute-refused",
      "bo target.attribute-refused",
    ]);
    const kept = await scim.deps.store.page("target_refusal", { where: { org, app }, limit: 10 });
    expect(kept.map(({ part, evidence_for }) => [part.split(":").at(-1), evidence_for])).toEqual([
      ["department", "user"],
      ["department", null],
    ]);
    expect(JSON.stringify(await scim.deps.store.get("provisioning", { org, app }))).not.toContain(
      "department",
    );

    const config = { timeoutMs: 5_000 };
    await admin("PATCH", `/api/v1/organizations/${org}/applications/${app}`, { config });
    await sync();
    expect(mentions(target, ENTERPRISE_URN)).toBeGreaterThan(0);
  }));

test("access that is given back is sent until the target takes it, and a refusal of it can be seen", () => {
  let isRefusing = false;
  const script: Script = ({ method, body }) =>
    isRefusing && method === "PATCH" && /"active"/.test(JSON.stringify(body)) ? { status: 400 } : undefined;
  return withTarget(script, async ({ client, admin, org, app, sync }, target) => {
    const ada = await client.make("/Users", user("ada"));
    await sync();
    const setActive = (value: boolean) =>
      client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "active", value }]);
    const activeOf = () => [...target.resources.Users.values()].map(({ active }) => active);
    const why = async () =>
      (await admin("GET", `/api/v1/organizations/${org}/applications/${app}/why?find=ada`)).body;
    await setActive(false);
    await sync();
    isRefusing = true;
    await setActive(true);
    expect((await sync()).counts).toMatchObject({ failed: 1 });
    expect(activeOf()).toEqual([false]);
    const waiting = (await why()).blockers.map(({ code }: { code: string }) => code);
    expect(waiting).toEqual([expect.stringMatching(/^target\./), "why.pending"]);
    isRefusing = false;
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect(activeOf()).toEqual([true]);
    expect((await why()).blockers).toEqual([]);
    // The same answer three times leaves the object to a person.
    await setActive(false);
    await sync();
    isRefusing = true;
    await setActive(true);
    for (let n = 0; n < 3; n += 1) await sync();
    expect((await why()).blockers.map(({ code }: { code: string }) => code)).toContain("pending.parked");
  });
});

test("a refused attribute is among the blockers of its user", () =>
  withTarget(REFUSES_X, async ({ client, admin, org, app, sync }) => {
    await client.make("/Users", user("ada", { title: "x1" }));
    await sync();
    const path = `/api/v1/organizations/${org}/applications/${app}/why?find=ada`;
    expect((await admin("GET", path)).body.blockers).toEqual([
      expect.objectContaining({
        code: "refused.attribute-later",
        params: { path: "title", valueKind: "text", next: expect.stringMatching(/^\d{4}-/) },
      }),
      expect.objectContaining({ code: "target.invalid" }),
    ]);
  }));

/** Refuses a title that begins with x, and does not say why. */
const REFUSES_X: Script = ({ method, body }) =>
  method !== "GET" && /"x\d+"/.test(JSON.stringify(body)) ? { status: 400 } : undefined;

/** Creates accounts with such titles, in one cycle; returns how many of the titles were sent. */
async function join(
  { client, sync }: ProvisionedDirectory,
  target: ScriptedTarget,
  titles: readonly string[],
) {
  for (const title of titles) await client.make("/Users", user(`user-${title}`, { title }));
  await sync();
  return titles.filter((title) => mentions(target, `"${title}"`) > 0).length;
}

const titlesOf = (prefix: string, first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${first + index}`);

test("an attribute whose refusals repeat is tried by one account of each cycle, and an acceptance ends that", () =>
  withTarget(REFUSES_X, async (directory, target) => {
    expect(await join(directory, target, titlesOf("x", 1, 5))).toBe(5);
    expect(await join(directory, target, titlesOf("x", 6, 3))).toBe(1);
    expect(await join(directory, target, titlesOf("good", 10, 1))).toBe(1);
    expect(await join(directory, target, titlesOf("x", 20, 2))).toBe(2);
    expect(await join(directory, target, titlesOf("good", 30, 2))).toBe(2);
  }));

test("a value that was held back for the refusals of others is written once the attribute is accepted", () =>
  withTarget(REFUSES_X, async (directory, target) => {
    expect(await join(directory, target, titlesOf("x", 1, 5))).toBe(5);
    await join(directory, target, ["x6", "good1", "good2", "good3"]);
    await join(directory, target, ["good4"]);
    await directory.sync();
    await directory.sync();
    const { body } = await directory.target.get("/Users");
    const held = body.Resources.map(({ title }: { title?: string }) => title).filter(Boolean);
    expect(held.sort()).toEqual(["good1", "good2", "good3", "good4"]);
  }));

test("a value that was withheld is sent after a day, although nothing changed in the directory", async () => {
  const gate = { isShut: true };
  const script: Script = (call) => (gate.isShut ? NO_EXTENSION(call) : undefined);
  await withTarget(script, async (directory, target) => {
    const { client, sync } = directory;
    await client.make("/Users", withDepartment("ada"));
    await sync();
    await client.make("/Users", withDepartment("bo"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    gate.isShut = false;
    target.calls.length = 0;
    expect((await sync()).counts).toEqual({});
    await letDayPass(scim, directory);
    expect((await sync()).counts).toMatchObject({ updated: 2 });
    expect(mentions(target, "R&D")).toBe(2);
  });
});

test("an acceptance counts against refusals that come after it in the same cycle", () =>
  withTarget(REFUSES_X, async (directory, target) => {
    await join(directory, target, [...titlesOf("good", 1, 3), ...titlesOf("x", 1, 20)]);
    expect(await join(directory, target, titlesOf("good", 10, 4))).toBe(4);
  }));

/** A gateway before the target answers every change that names this text with a web page. */
const pageFor = (text: string, status: number, gate: { isShut: boolean }): Script => {
  const page = "<!doctype html><html><body>Be right back</body></html>";
  return ({ method, body }) =>
    method !== "GET" && gate.isShut && JSON.stringify(body).includes(text) ? { status, page } : undefined;
};

test.each([400, 403, 404])(
  "a value or member that a web page refused with %i is sent again",
  async (status) => {
    const gate = { isShut: false };
    await withTarget(pageFor("members", status, gate), async ({ client, sync, seen }) => {
      const ada = await client.make("/Users", user("ada"));
      const bo = await client.make("/Users", user("bo"));
      const crew = await client.make("/Groups", group("Crew", [ada.id]));
      await sync();
      gate.isShut = true;
      await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: bo.id }] }]);
      expect((await sync()).counts).toMatchObject({ failed: 1 });
      gate.isShut = false;
      expect((await sync()).counts).toMatchObject({ updated: 1 });
      expect((await seen()).members["Crew"]).toEqual(["ada", "bo"]);
    });
    await withTarget(pageFor("Chief", status, gate), async ({ client, sync, target }) => {
      const ada = await client.make("/Users", user("ada"));
      await sync();
      gate.isShut = true;
      await client.patch(`/Users/${ada.id}`, [
        { op: "replace", path: "title", value: "Chief" },
        { op: "replace", path: "displayName", value: "Ada" },
      ]);
      await sync();
      gate.isShut = false;
      await sync();
      expect((await target.get("/Users")).body.Resources).toMatchObject([
        { title: "Chief", displayName: "Ada" },
      ]);
    });
  },
);

test("what a credential without the permission to write was refused is sent once it has the permission", async () => {
  let mayWrite = true;
  const script: Script = ({ method }) => (method === "GET" || mayWrite ? undefined : { status: 403 });
  await withTarget(script, async ({ client, sync, seen, target }) => {
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    const crew = await client.make("/Groups", group("Crew", [ada.id]));
    await sync();
    mayWrite = false;
    await client.patch(`/Users/${ada.id}`, [
      { op: "replace", path: "title", value: "Chief" },
      { op: "replace", path: "displayName", value: "Ada" },
    ]);
    await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: bo.id }] }]);
    expect((await sync()).counts).toMatchObject({ failed: 2 });
    mayWrite = true;
    expect((await sync()).counts).toMatchObject({ updated: 2 });
    expect((await seen()).members["Crew"]).toEqual(["ada", "bo"]);
    const { body } = await target.get("/Users");
    const shown = body.Resources.find((each: { userName: string }) => each.userName === "ada");
    expect(shown).toMatchObject({ title: "Chief", displayName: "Ada" });
  });
});
