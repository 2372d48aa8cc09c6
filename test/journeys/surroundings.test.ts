import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import {
  type Behaviour,
  type HostileTarget,
  htmlPage,
  scimError,
  startHostileTarget,
} from "../targets/hostile-target.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation, runMuster } from "./muster.ts";

describe("what surrounds a server", () => {
  const muster = new Installation();
  beforeAll(async () => {
    await muster.init();
    await muster.serve();
  });
  afterAll(() => muster.remove());

  test("a second server on the same data directory refuses and names the first", async () => {
    const second = await runMuster(["serve", "--data", muster.directory, "--port", "0"]);
    expect(second.exit).toBe(4);
    expect(second.stderr).toContain(muster.directory);
    expect(second.stderr).toContain(String(muster.pid));
    expect(await muster.json("status")).toMatchObject({ exit: 0 });
  });

  test("a second init changes nothing", async () => {
    const again = await runMuster(["init", "--data", muster.directory, "--json"]);
    expect(again.exit).toBe(4);
    expect(again.stdout).toContain("store.in-use");
  });

  test("an installation that is not there is neither served nor made", async () => {
    const directory = join(muster.directory, "nowhere");
    for (const command of ["serve", "admin-token"]) {
      const refused = await runMuster([command, "--data", directory, "--json"]);
      expect(refused.exit).toBe(4);
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: "start.not-initialized" } });
    }
    expect(existsSync(directory)).toBe(false);
  });

  test("who owns the data can make a new administrator's token, but not beside a running server", async () => {
    const owned = new Installation();
    await owned.init();
    const made = await runMuster(["admin-token", "--data", owned.directory, "--json"]);
    expect(made.exit).toBe(0);
    await owned.serve();
    const beside = await runMuster(["admin-token", "--data", owned.directory, "--json"]);
    expect(JSON.parse(beside.stdout)).toMatchObject({ error: { code: "store.in-use" } });
    expect(beside.exit).toBe(4);
    const { adminToken } = JSON.parse(made.stdout) as { adminToken: string };
    const asked = await runMuster(["status", "--json"], { MUSTER_URL: owned.url, MUSTER_TOKEN: adminToken });
    expect(asked.exit).toBe(0);
    await owned.remove();
  });

  test("a port in use is named, and nothing is started", async () => {
    const taken: Server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    const other = new Installation();
    await other.init();
    const refused = await runMuster(["serve", "--data", other.directory, "--port", String(port)]);
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain(String(port));
    taken.close();
    await other.serve();
    await other.remove();
  });

  test("a data directory from a newer version is left as it is", async () => {
    const newer = new Installation();
    await newer.init();
    const database = await openConnection(join(newer.directory, "muster.db"), { readOnly: false });
    database.run({ sql: "insert into migration (number, name) values (?, ?)", parameters: [9_999, "later"] });
    database.close();
    const refused = await runMuster(["serve", "--data", newer.directory, "--port", "0", "--json"]);
    expect(refused.exit).toBe(4);
    expect(refused.stdout).toContain("store.newer-version");
    await newer.remove();
  });

  test("a server that does not start is no running server for a test", async () => {
    const empty = new Installation();
    await expect(empty.serve()).rejects.toThrow("start.not-initialized");
    await empty.remove();
  });

  test("an expired token is refused, and says since when", async () => {
    const made = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/tokens`, {
      method: "POST",
      headers: { authorization: `Bearer ${muster.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ kind: "organization-admin", lifetimeDays: 0.000_001 }),
    });
    const { token } = (await made.json()) as { token: string };
    await new Promise((resolve) => setTimeout(resolve, 200));
    const refused = await runMuster(["status", "--json"], {
      MUSTER_URL: muster.url,
      MUSTER_TOKEN: token,
    });
    expect(refused.exit).toBe(4);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: "auth.token-expired" } });
  });

  test("a server that is not there is said to be not there", async () => {
    const lost = await runMuster(["status"], { MUSTER_URL: "http://127.0.0.1:1", MUSTER_TOKEN: "x" });
    expect(lost.exit).toBe(1);
    expect(lost.stderr).toContain("muster serve");
  });

  test("wrong usage is exit 2, and helps", async () => {
    expect((await runMuster(["sink"])).exit).toBe(2);
    expect((await runMuster(["plan"])).exit).toBe(2);
    const help = await runMuster(["app", "create", "--help"]);
    expect(help.exit).toBe(0);
    expect(help.stdout).toContain("--token-env");
  });
});

describe("a target that misbehaves", () => {
  const muster = new Installation();
  let hostile: HostileTarget;
  let sound: ScimTarget;
  let company: CompanyFiles;

  beforeAll(async () => {
    hostile = await startHostileTarget();
    sound = await startScimmyTarget();
    company = await makeCompany(20, 6);
    muster.targetToken = "hostile-token";
    await muster.init();
    await muster.serve();
    const { people, groups } = company;
    await muster.json("import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups);
    await connect("hostile", hostile.url);
  });
  afterAll(async () => {
    await muster.remove();
    await hostile.stop();
    await sound.stop();
  });

  async function connect(name: string, url: string): Promise<void> {
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", url],
      ...["--token-env", "TARGET_TOKEN", "--name", name],
    );
    await muster.json("app", "assign", name, "--all");
  }

  test.each<[string, Behaviour, RegExp, readonly number[]]>([
    ["answers web pages", htmlPage(200), /HTML|web page/i, [1, 4]],
    ["refuses the credentials", scimError(401), /credential|token/i, [4]],
    ["forbids", scimError(403), /403|forbid|not allowed|permission/i, [1, 4]],
    [
      "is always too busy",
      scimError(429, { headers: { "retry-after": "1" } }),
      /429|slow|busy|too many/i,
      [1],
    ],
    ["fails", scimError(500), /500|error/i, [1]],
    ["breaks every connection", { kind: "reset" }, /connection|broke|reset/i, [1]],
  ])("%s: planning ends, nothing is written, and the reason is told", async (_, behaviour, words, exits) => {
    hostile.behave(behaviour);
    const before = hostile.requests.length;
    const synced = await muster.run("sync", "hostile");
    expect(exits).toContain(synced.exit);
    expect(synced.stdout + synced.stderr).toMatch(words);
    expect(hostile.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await muster.json("app", "show", "hostile")).toMatchObject({ links: { users: 0, groups: 0 } });
  });

  test("one bad account among good ones fails alone, is told, and is tried again", async () => {
    hostile.behave({ kind: "normal" });
    const names = ["hostile-500", "hostile-409", "hostile-reset", "hostile-403"];
    let people = readFileSync(company.people, "utf8");
    const lines = people.split("\n");
    for (const [index, name] of names.entries()) {
      const [userName = ""] = lines[index * 4 + 4]?.split(",") ?? [];
      people = people.replaceAll(userName, `${name}@contoso.example`);
    }
    const renamed = join(company.folder, "bad.csv");
    writeFileSync(renamed, people);
    const imported = await muster.json("import", "--org", muster.orgId, "--source", "hr", renamed);
    expect(imported.exit).toBe(0);
    const synced = await muster.json("sync", "hostile");
    expect(synced).toMatchObject({ exit: 3, closed: true });
    const counts = synced["counts"] as Record<string, number>;
    expect(counts["created"]).toBeGreaterThan(5);
    expect((counts["failed"] ?? 0) + (counts["pending"] ?? 0)).toBeGreaterThanOrEqual(names.length);
    const why = await muster.json("why", "hostile-403@contoso.example", "--app", "hostile");
    expect(why).toMatchObject({ inScope: true, link: null });
    expect(why["blockers"]).not.toEqual([]);
    const again = await muster.json("sync", "hostile");
    expect(again).toMatchObject({ closed: true, counts: { created: 0 } });
  });

  test("wrong credentials: whose refusal it was, and no second attempt", async () => {
    muster.targetToken = "not-the-token";
    await connect("locked", sound.url);
    const tested = await muster.run("app", "test", "locked");
    expect(tested.exit).toBe(4);
    expect(tested.stdout + tested.stderr).toMatch(/target/i);
    await muster.json("app", "schedule", "locked", "--on", "--every", "1h");
    const synced = await muster.run("sync", "locked");
    expect(synced.exit).toBe(4);
    // Refused at discovery, before any account was asked for: the target rests all the same.
    const shown = await muster.json("app", "show", "locked");
    expect(shown["schedule"]).toMatchObject({ quarantine: { fault: { code: "target.unauthenticated" } } });
  });

  test("no secret is in the data directory in clear, nor in what the server logged", async () => {
    const { stdout } = await muster.run("log", "hostile", "--exchanges", "--limit", "50");
    expect(stdout).toContain("POST");
    for (const secret of ["hostile-token", "not-the-token", muster.adminToken]) {
      expect(stdout).not.toContain(secret);
      expect(muster.log).not.toContain(secret);
      for (const file of readdirSync(muster.directory)) {
        expect(readFileSync(join(muster.directory, file)).includes(secret)).toBe(false);
      }
    }
  });
});
