import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { Installation } from "./muster.ts";

/** Mistakes at a source or in a mapping that concern many people at once, over hours and days. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CORE = "urn:ietf:params:scim:schemas:core:2.0";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
const targets: ScriptedTarget[] = [];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-mass-"));
  await muster.init();
  await muster.serve();
});
afterAll(async () => {
  await muster.remove();
  await Promise.all(targets.map((target) => target.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** An organization of its own, and a client that writes its directory over SCIM. */
async function addOrganization(name: string) {
  const org = String((await muster.json("org", "create", name))["orgId"]);
  const token = String((await muster.json("token", "create", "--org", org))["token"]);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
  const send = async (method: string, path: string, body: object): Promise<string> => {
    const at = `${muster.url}/scim/${org}/v2${path}`;
    const answer = await fetch(at, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
    // A PATCH of a group is answered without a body.
    const text = await answer.text();
    return text === "" ? "" : (JSON.parse(text) as { id: string }).id;
  };
  return {
    org,
    hire: (userName: string, more: object = {}) =>
      send("POST", "/Users", { schemas: [`${CORE}:User`], userName, ...more }),
    group: (displayName: string, members: readonly string[]) =>
      send("POST", "/Groups", {
        schemas: [`${CORE}:Group`],
        displayName,
        members: members.map((value) => ({ value })),
      }),
    patch: (path: string, ...Operations: readonly object[]) =>
      send("PATCH", path, { schemas: [PATCH_OP], Operations }),
  };
}

/** An application of this organization with a target of its own, whose cycles begin when a test says so. */
async function addApplication(org: string, name: string): Promise<ScriptedTarget> {
  const target = await startScriptedTarget(() => undefined);
  targets.push(target);
  muster.targetToken = target.token;
  await muster.json(
    ...["app", "create", "--org", org, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", name],
  );
  return target;
}

const assign = (app: string, ...subject: readonly string[]) => muster.json("app", "assign", app, ...subject);
/** The schedule begins with the first cycle, and ends at once: the clock moves by days. */
async function firstSync(app: string): Promise<unknown> {
  const synced = await muster.json("sync", app);
  await muster.json("app", "schedule", app, "--off");
  return synced;
}
const sync = (app: string) => muster.json("sync", app);

async function heldBy(app: string, code: string): Promise<readonly string[]> {
  const { items } = await muster.json("hold", "list", app, "--limit", "200");
  return (items as readonly { name: string; reasons: readonly { code: string }[] }[])
    .filter(({ reasons }) => reasons.some((reason) => reason.code === code))
    .map(({ name }) => name)
    .sort();
}

const accounts = (target: ScriptedTarget) => [...target.resources.Users.values()];
const activeCount = (target: ScriptedTarget) =>
  accounts(target).filter(({ active }) => active !== false).length;
const memberCount = (target: ScriptedTarget): number => {
  const [group] = [...target.resources.Groups.values()];
  const members = group?.["members"];
  return Array.isArray(members) ? members.length : 0;
};
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

test("a group that loses more than a fifth of 100 members within an hour keeps them in two applications, each answered by itself", async () => {
  const { org, hire, group, patch } = await addOrganization("Losing");
  const ids = await Promise.all(range(0, 100).map((n) => hire(`member-${n}`)));
  const staff = await group("Staff", ids);
  const leave = (from: number, to: number) =>
    patch(
      `/Groups/${staff}`,
      ...range(from, to).map((n) => ({ op: "remove", path: `members[value eq "${ids[n]}"]` })),
    );
  // The one gives accounts to the members alone, the other to everyone.
  const byGroup = await addApplication(org, "By group");
  const forAll = await addApplication(org, "For all");
  await assign("By group", "--group", "Staff");
  await assign("For all", "--all");
  for (const app of ["By group", "For all"]) {
    expect(await firstSync(app)).toMatchObject({ exit: 0, counts: { created: 101 } });
  }
  expect([memberCount(byGroup), memberCount(forAll)]).toEqual([100, 100]);

  // Twenty in two steps are a fifth, and go; one of the applications has carried them out before the next five.
  await leave(0, 10);
  await muster.advanceClock(30 * MINUTE_MS);
  await leave(10, 20);
  expect(await sync("By group")).toMatchObject({ exit: 0, counts: { disabled: 20, held: 0 } });
  await muster.advanceClock(20 * MINUTE_MS);
  await leave(20, 25);
  expect(await sync("By group")).toMatchObject({ exit: 3, counts: { disabled: 0, held: 5 } });
  expect(await heldBy("By group", "hold.group-loss")).toEqual(range(20, 25).map((n) => `member-${n}`));
  expect([activeCount(byGroup), memberCount(byGroup)]).toEqual([80, 80]);
  // The other application has seen none of the three steps: all of them are one loss there, and nobody is out of scope.
  expect(await sync("For all")).toMatchObject({ exit: 3, counts: { disabled: 0, held: 1 } });
  expect([activeCount(forAll), memberCount(forAll)]).toEqual([100, 100]);

  // The hold outlasts the hour, and an answer is for the application that it was given in.
  await muster.advanceClock(3 * HOUR_MS);
  const held = await sync("By group");
  expect(held).toMatchObject({ exit: 3, counts: { held: 5 } });
  await muster.json("hold", "approve", String(held["planId"]), "--all");
  expect(await sync("By group")).toMatchObject({ exit: 0, counts: { disabled: 5, held: 0 } });
  expect([activeCount(byGroup), memberCount(byGroup)]).toEqual([75, 75]);
  expect(await sync("For all")).toMatchObject({ exit: 3, counts: { held: 1 } });
  expect(memberCount(forAll)).toBe(100);

  // With the members back there is no loss: nothing was sent to the one, and the other gives them their access again.
  await patch(`/Groups/${staff}`, {
    op: "add",
    path: "members",
    value: ids.slice(0, 25).map((value) => ({ value })),
  });
  const sent = forAll.calls.length;
  expect(await sync("For all")).toMatchObject({ exit: 0, counts: { held: 0 } });
  expect(forAll.calls.slice(sent).filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await sync("By group")).toMatchObject({ exit: 0 });
  expect([activeCount(byGroup), memberCount(byGroup)]).toEqual([100, 100]);
});

test("a mapping that gives most people another user name is held as a whole, however long it waits, until a person approves it", async () => {
  const { org, hire, patch } = await addOrganization("Renaming");
  const people = range(0, 30);
  const ids = await Promise.all(people.map((n) => hire(`name-${n}`, { title: "Clerk" })));
  const target = await addApplication(org, "Renamed");
  await assign("Renamed", "--all");
  expect(await firstSync("Renamed")).toMatchObject({ exit: 0, counts: { created: 30 } });
  const names = () =>
    accounts(target)
      .map(({ userName }) => String(userName))
      .sort();
  const former = names();

  // Four people marry on one day, and three on the next: that is no mass rewrite.
  for (const n of range(0, 4)) await patch(`/Users/${ids[n]}`, rename(`married-${n}`));
  expect(await sync("Renamed")).toMatchObject({ exit: 0, counts: { updated: 4 } });
  await muster.advanceClock(DAY_MS + HOUR_MS);
  for (const n of range(4, 7)) await patch(`/Users/${ids[n]}`, rename(`married-${n}`));
  expect(await sync("Renamed")).toMatchObject({ exit: 0, counts: { updated: 3 } });
  const before = names();
  expect(before).not.toEqual(former);

  const expression = 'Append([userPrincipalName], ".new")';
  await muster.json("mapping", "set", "Renamed", "userName", "--expression", expression);
  await muster.json("mapping", "set", "Renamed", "title", "--expression", "ToUpper([jobTitle])");
  const first = await sync("Renamed");
  expect(first).toMatchObject({ exit: 3, counts: { updated: 0, held: 30 } });
  expect(await heldBy("Renamed", "hold.mass-rewrite")).toHaveLength(30);
  const plan = await muster.json("plan", "Renamed");
  expect(plan["attributes"]).toContainEqual(
    expect.objectContaining({ path: "userName", changed: 0, held: 30 }),
  );
  // The window of the guard ends, and the limit lets none of them through for that.
  for (const days of range(1, 4)) {
    await muster.advanceClock(DAY_MS + HOUR_MS);
    expect([days, await sync("Renamed")]).toMatchObject([
      days,
      { exit: 3, counts: { updated: 0, held: 30 } },
    ]);
  }
  expect(names()).toEqual(before);

  // A leaver does not wait for the answer about the names.
  await patch(`/Users/${ids[29]}`, { op: "replace", path: "active", value: false });
  expect(await sync("Renamed")).toMatchObject({ exit: 3, counts: { disabled: 1, held: 29 } });
  expect(activeCount(target)).toBe(29);

  const held = await sync("Renamed");
  await muster.json("hold", "approve", String(held["planId"]), "--all");
  expect(await sync("Renamed")).toMatchObject({ exit: 0, counts: { held: 0 } });
  expect(names()).toEqual(before.map((name) => `${name}.new`).sort());
});

function rename(value: string): object {
  return { op: "replace", path: "userName", value };
}

test("the first plan for a target with accounts shows apart what is linked and what is overwritten, and waits as long as a person does", async () => {
  const { org, hire } = await addOrganization("Adopting");
  const target = await addApplication(org, "Adopted");
  for (const n of range(0, 12)) {
    // Four accounts are as they should be, four have another title, and four people are new to the target.
    const userName = `colleague-${n}`;
    await hire(userName, { title: "Clerk", active: true });
    if (n < 8) keepAccount(target, `account-${n}`, { userName, title: n < 4 ? "Clerk" : "Chief" });
  }
  keepAccount(target, "local", { userName: "robot", title: "Machine" });
  await assign("Adopted", "--all");

  const { stdout } = await muster.run("plan", "Adopted");
  expect(stdout).toContain("4 accounts that the target holds already are linked and get another value");
  expect(stdout).toContain("title is overwritten in 4 of them");
  const planned = await muster.json("plan", "Adopted");
  expect(planned).toMatchObject({ counts: { adopt: 8, create: 4 } });
  expect(target.calls.filter(({ method }) => method !== "GET")).toEqual([]);

  // No schedule begins before the first cycle that was applied.
  await muster.advanceClock(2 * DAY_MS);
  expect(target.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await muster.json("apply", String(planned["planId"]))).toMatchObject({
    exit: 0,
    counts: { adopted: 8, created: 4 },
  });
  await muster.json("app", "schedule", "Adopted", "--off");
  const titles = new Map(accounts(target).map(({ userName, title }) => [String(userName), title]));
  expect(titles.get("colleague-5")).toBe("Clerk");
  expect(titles.get("robot")).toBe("Machine");
  expect(titles.size).toBe(13);
  expect(await sync("Adopted")).toMatchObject({ exit: 0, counts: { evaluated: 0 } });
});

function keepAccount(target: ScriptedTarget, id: string, attributes: object): void {
  target.resources.Users.set(id, { schemas: [`${CORE}:User`], id, active: true, ...attributes });
}

test("an export that is cut short lets no one leave on any day, and leavers that are right pass both guards", async () => {
  const { org } = await addOrganization("Importing");
  const people = (count: number) => {
    const file = join(folder, `people-${count}.csv`);
    const rows = range(0, count).map((n) => `k${n},row-${n},Row ${n}`);
    writeFileSync(file, ["objectId,userPrincipalName,displayName", ...rows, ""].join("\n"));
    return file;
  };
  const take = (count: number, ...more: readonly string[]) =>
    muster.json("import", "--org", org, "--source", "hr", people(count), ...more);
  expect(await take(40)).toMatchObject({ exit: 0, created: 40 });
  const target = await addApplication(org, "Imported");
  await assign("Imported", "--all");
  expect(await firstSync("Imported")).toMatchObject({ exit: 0, counts: { created: 40 } });

  // The same cut every night is a hold every night: it does not become the normal state.
  for (const night of range(1, 4)) {
    await muster.advanceClock(DAY_MS);
    const held = await take(30);
    expect([night, held]).toMatchObject([
      night,
      {
        exit: 3,
        leavers: 0,
        held: { leavers: 10, reason: { code: "import.too-many-leavers", params: { limit: 8, live: 40 } } },
      },
    ]);
    expect(await sync("Imported")).toMatchObject({ exit: 0, counts: { evaluated: 0 } });
  }
  expect(activeCount(target)).toBe(40);

  // Eight are within the limit of both guards. Later on the same day six are within that of the import alone.
  await muster.advanceClock(DAY_MS);
  expect(await take(32)).toMatchObject({ exit: 0, leavers: 8 });
  expect(await sync("Imported")).toMatchObject({ exit: 0, counts: { disabled: 8 } });
  await muster.advanceClock(12 * HOUR_MS);
  expect(await take(26)).toMatchObject({ exit: 0, leavers: 6 });
  expect(await sync("Imported")).toMatchObject({ exit: 3, counts: { disabled: 0, held: 6 } });
  expect(activeCount(target)).toBe(32);
  // The next day it counts alone.
  await muster.advanceClock(13 * HOUR_MS);
  expect(await sync("Imported")).toMatchObject({ exit: 0, counts: { disabled: 6 } });

  // A person's word about the export is not one about the accounts.
  await muster.advanceClock(2 * DAY_MS);
  expect(await take(10, "--accept-leavers", "15")).toMatchObject({ exit: 3, leavers: 0 });
  expect(await take(10, "--accept-leavers", "16")).toMatchObject({ exit: 0, leavers: 16 });
  const held = await sync("Imported");
  expect(held).toMatchObject({ exit: 3, counts: { disabled: 0, held: 16 } });
  await muster.json("hold", "approve", String(held["planId"]), "--all");
  expect(await sync("Imported")).toMatchObject({ exit: 0, counts: { disabled: 16, held: 0 } });
  expect(activeCount(target)).toBe(10);
});
