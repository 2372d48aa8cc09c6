import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareCompanies, expectedOf, readCompany } from "../../src/commands/demo/read-back.ts";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation, runMuster } from "./muster.ts";
import { replayCycles } from "./replay-cycles.ts";

/** One company, one target, told in order: each step stands on the one before. */
describe("a directory provisions a SCIM target", () => {
  const muster = new Installation();
  let target: ScimTarget;
  let proxy: DroppingProxy;
  let company: CompanyFiles;
  let readerToken: string;

  beforeAll(async () => {
    target = await startScimmyTarget();
    proxy = await startDroppingProxy(target.url);
    company = await makeCompany(120, 12);
    muster.targetToken = target.token;
    await muster.init();
    await muster.serve();
    readerToken = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  });

  afterAll(async () => {
    await muster.remove();
    await proxy.stop();
    await target.stop();
  });

  const importPeople = (people: string, ...more: string[]) =>
    muster.json(
      "import",
      "--org",
      muster.orgId,
      "--source",
      "hr",
      people,
      "--groups",
      company.groups,
      ...more,
    );
  const directory = () => readCompany(`${muster.url}/scim/${muster.orgId}/v2`, readerToken);
  const differences = async () =>
    compareCompanies(expectedOf(await directory()), await readCompany(target.url, target.token));
  const requests = () => [...proxy.arrived.values()].reduce((sum, count) => sum + count, 0);

  function rewritePeople(name: string, change: (lines: string[]) => string[]): string {
    const file = join(company.folder, name);
    writeFileSync(file, change(readFileSync(company.people, "utf8").split("\n")).join("\n"));
    return file;
  }

  test("imports a snapshot of people and groups", async () => {
    const imported = await importPeople(company.people);
    expect(imported).toMatchObject({
      exit: 0,
      people: 120,
      groups: 12,
      created: 132,
      leavers: 0,
      held: null,
      notes: [],
    });
  });

  test("imports the same snapshot again and changes nothing", async () => {
    expect(await importPeople(company.people)).toMatchObject({
      exit: 0,
      created: 0,
      updated: 0,
      unchanged: 132,
    });
  });

  test("connects an application, and the target says that provisioning is authorized", async () => {
    const { appId } = await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", proxy.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "scimmy"],
    );
    expect(appId).toMatch(/^[0-9a-f-]{36}$/);
    const tested = await muster.run("app", "test", "scimmy");
    expect(tested).toMatchObject({ exit: 0 });
    expect(tested.stdout).toContain("The target accepts the credentials. Provisioning can be enabled.");
    expect(await muster.json("app", "assign", "scimmy", "--all")).toMatchObject({ exit: 0 });
  });

  test("plans before it acts, and applies exactly that plan", async () => {
    const plan = await muster.json("plan", "scimmy");
    expect(plan).toMatchObject({ exit: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(plan["counts"]).toMatchObject({ adopt: 0, update: 0, disable: 0, delete: 0, hold: 0 });
    expect((await readCompany(target.url, target.token)).users.size).toBe(0);
    const wrong = await muster.json("apply", String(plan["planId"]), "--hash", "0".repeat(64));
    expect(wrong.exit).toBe(4);
    const applied = await muster.json("apply", String(plan["planId"]));
    expect(applied).toMatchObject({ exit: 0, closed: true, cycleId: expect.any(String) });
    const again = await muster.json("apply", String(plan["planId"]));
    expect(again.exit).toBe(4);
  });

  test("reads the target back and finds every account and membership equal", async () => {
    expect(await differences()).toEqual([]);
  });

  test("a second cycle at once sends nothing", async () => {
    proxy.clear();
    expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0, closed: true });
    expect(requests()).toBe(0);
  });

  test("one changed title is exactly one request", async () => {
    const changed = rewritePeople("title.csv", (lines) =>
      lines.map((line, index) =>
        index === 5 ? line.replace(/,Member,[^,]*,/, ",Member,Keeper of Maps,") : line,
      ),
    );
    expect(await importPeople(changed)).toMatchObject({ exit: 0, updated: 1, created: 0 });
    proxy.clear();
    const synced = await muster.json("sync", "scimmy");
    expect(synced).toMatchObject({ exit: 0, closed: true, counts: { evaluated: 1, updated: 1 } });
    expect([...proxy.arrived]).toEqual([["PATCH /Users/:id", 1]]);
    expect(await differences()).toEqual([]);
    expect(await importPeople(company.people)).toMatchObject({ exit: 0, updated: 1 });
    expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0 });
  });

  test("an emptied file disables nobody and says why", async () => {
    const emptied = rewritePeople("emptied.csv", ([header = ""]) => [header, ""]);
    const imported = await importPeople(emptied);
    expect(imported.exit).not.toBe(0);
    const synced = await muster.json("sync", "scimmy");
    expect(synced).toMatchObject({ counts: { disabled: 0, deleted: 0 } });
    expect(await differences()).toEqual([]);
  });

  test("an emptied file without groups is held back as a whole, and says so", async () => {
    const emptied = rewritePeople("emptied.csv", ([header = ""]) => [header, ""]);
    const held = await muster.json("import", "--org", muster.orgId, "--source", "hr", emptied);
    expect(held).toMatchObject({
      exit: 3,
      leavers: 0,
      held: { leavers: 120, reason: { code: "import.source-empty" } },
    });
    const words = await muster.run("import", "--org", muster.orgId, "--source", "hr", emptied);
    expect(words.stdout + words.stderr).toMatch(/120/);
    expect(await muster.json("sync", "scimmy")).toMatchObject({
      exit: 0,
      counts: { disabled: 0, deleted: 0 },
    });
  });

  test("a leaver is disabled, and restored when back", async () => {
    const without = rewritePeople("leaver.csv", (lines) =>
      lines.filter((_, index) => index !== lines.length - 2),
    );
    const imported = await muster.json("import", "--org", muster.orgId, "--source", "hr", without);
    expect(imported).toMatchObject({ exit: 0, leavers: 1 });
    const synced = await muster.json("sync", "scimmy");
    expect(synced).toMatchObject({ exit: 0, counts: { disabled: 1 } });
    const accounts = await readCompany(target.url, target.token);
    expect(
      [...accounts.users.values()].filter(({ attributes }) => attributes["active"] === "false"),
    ).toHaveLength(1);
    expect(await importPeople(company.people)).toMatchObject({ exit: 0, restored: 1 });
    expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0 });
    expect(await differences()).toEqual([]);
  });

  test("says why somebody has an account", async () => {
    const [, line = ""] = readFileSync(company.people, "utf8").split("\n");
    const [userName = ""] = line.split(",");
    const why = await muster.json("why", userName, "--app", "scimmy");
    expect(why).toMatchObject({ exit: 0, inScope: true, link: { accountId: expect.any(String) } });
  });

  test("narrowing the scope is held by the guard, and approved once by a person", async () => {
    const [first = ""] = readFileSync(company.groups, "utf8").split("\n").slice(1);
    const [group = ""] = first.split(",");
    expect(await muster.json("app", "assign", "scimmy", "--group", group)).toMatchObject({ exit: 0 });
    expect(await muster.json("app", "unassign", "scimmy", "--all")).toMatchObject({ exit: 0 });
    const plan = await muster.json("plan", "scimmy");
    expect(plan.exit).toBe(3);
    const { hold } = plan["counts"] as { hold: number };
    expect(hold).toBeGreaterThan(5);
    expect(await muster.json("apply", String(plan["planId"]))).toMatchObject({ exit: 3, closed: true });
    expect((await readCompany(target.url, target.token)).groups.size).toBe(12);
    const held = await muster.json("plan", "scimmy");
    const approved = await muster.json("hold", "approve", String(held["planId"]), "--all");
    expect(approved).toMatchObject({ exit: 0, answered: hold });
    const synced = await muster.json("sync", "scimmy");
    expect(synced).toMatchObject({ exit: 0, closed: true, counts: { held: 0 } });
    const { users, groups } = await readCompany(target.url, target.token);
    expect([...groups.keys()]).toEqual([group]);
    const active = [...users.values()].filter(({ attributes }) => attributes["active"] === "true");
    expect(active.length).toBeLessThan(users.size);
  });

  test("stops in time, with what it acknowledged kept", async () => {
    const { exit, ms } = await muster.stop();
    expect(exit).toBe(0);
    expect(ms).toBeLessThan(5_000);
    await muster.serve();
    expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0, counts: { evaluated: 0 } });
  });

  test("its cycles give the same decisions from their bundles", async () => {
    expect(await replayCycles(muster)).toBeGreaterThan(3);
    const listed = await muster.json("cycle", "list", "scimmy");
    const [{ cycleId }] = listed["items"] as [{ cycleId: string }];
    const file = join(company.folder, "cycle.jsonl");
    expect(await muster.json("cycle", "bundle", cycleId, "--out", file)).toMatchObject({ exit: 0, file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lost = join(company.folder, "no-folder", "cycle.jsonl");
    expect(await muster.run("cycle", "bundle", cycleId, "--out", lost)).toMatchObject({ exit: 2 });
    // Another process, which knows neither the server nor its data.
    const replayed = await runMuster(["cycle", "replay", file, "--json"]);
    expect(replayed.exit).toBe(0);
    expect(JSON.parse(replayed.stdout)).toMatchObject({ identical: true, cycleId });
  });
});
