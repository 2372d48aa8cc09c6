import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { createRunner } from "../cli/runner.ts";
import { overEveryStore } from "../store/stores.ts";
import { type KeepingServer, keeping, startKeepingServer } from "./deleted-users-server.ts";
import { importingInto } from "./importing.ts";

/** An administrator blocks a person of a source: imports keep the block until an administrator lifts it. */

const HEADER = "objectId,userPrincipalName,displayName,accountEnabled";
const rowsOf = (title: string) =>
  [HEADER, `k1,ada@hr.test,${title},true`, "k2,bela@hr.test,Bela,true", "k3,cai@hr.test,Cai,false"].join(
    "\n",
  );

await overEveryStore(({ newPlace }) => {
  let muster: KeepingServer;
  let org: OrgId;
  beforeAll(async () => {
    muster = await startKeepingServer(await newPlace());
    org = (await keeping(muster)).org;
    await importing().importAll(rowsOf("Ada"));
  });
  afterAll(() => muster.close());

  const importing = () => importingInto({ call: muster.admin, deps: muster.deps }, org);
  const ask = (method: string, path: string, body?: object) =>
    muster.admin(method, `/api/v1/organizations/${org}${path}`, body === undefined ? {} : { body });
  const find = async (name: string) => (await ask("GET", `/user?find=${encodeURIComponent(name)}`)).body;
  const setActive = async (name: string, active: boolean) =>
    ask("PATCH", `/users/${(await find(name)).userId}`, { attributes: { active } });
  const stateOf = async (name: string) => {
    const { state, blocked } = await find(name);
    return { state, blocked };
  };

  test("imports keep the block, take over the rest of the row, and follow the source again once it is lifted", async () => {
    expect(await stateOf("ada@hr.test")).toEqual({ state: "active", blocked: false });
    const blocked = await setActive("ada@hr.test", false);
    expect([blocked.status, blocked.body.state, blocked.body.blocked]).toEqual([200, "inactive", true]);
    for (const name of ["Ada", "Ada Nwosu"]) {
      expect((await importing().importAll(rowsOf(name))).status).toBe(200);
      expect(await stateOf("ada@hr.test")).toEqual({ state: "inactive", blocked: true });
      expect((await find("ada@hr.test")).displayName).toBe(name);
    }
    // Nobody else is concerned.
    expect(await stateOf("bela@hr.test")).toEqual({ state: "active", blocked: false });

    expect((await setActive("ada@hr.test", true)).body).toMatchObject({ state: "active", blocked: false });
    await importing().importAll(rowsOf("Ada N."));
    expect(await stateOf("ada@hr.test")).toEqual({ state: "active", blocked: false });
  });

  test("a file that was read before the block is not imported after it", async () => {
    const { begin, upload, merge } = importing();
    const id = await begin();
    await upload(id, "people", rowsOf("Ada again"));
    await setActive("ada@hr.test", false);
    const merged = await merge(id);
    expect([merged.status, merged.body.code, merged.body.params.name]).toEqual([
      409,
      "import.user-blocked",
      "ada@hr.test",
    ]);
    expect(await stateOf("ada@hr.test")).toEqual({ state: "inactive", blocked: true });
    expect((await importing().importAll(rowsOf("Ada again"))).status).toBe(200);
    expect(await stateOf("ada@hr.test")).toEqual({ state: "inactive", blocked: true });
    await setActive("ada@hr.test", true);
  });

  test("a person whom the source has disabled is not enabled here, and other attributes stay with the source", async () => {
    const refused = await setActive("cai@hr.test", true);
    expect([refused.status, refused.body.code]).toEqual([409, "object.owned-by-source"]);
    const { userId, version } = await find("bela@hr.test");
    const both = await ask("PATCH", `/users/${userId}`, { attributes: { active: false, title: "Boss" } });
    expect([both.status, both.body.params.attribute]).toEqual([409, "title"]);
    const stale = await ask("PATCH", `/users/${userId}`, {
      attributes: { active: false },
      ifVersion: version + 7,
    });
    expect(stale.status).toBe(409);
    // What was refused has left no block behind.
    await importing().importAll(rowsOf("Ada B."));
    expect(await stateOf("bela@hr.test")).toEqual({ state: "active", blocked: false });
  });

  test("the command and its dry run agree, and the details show the block", async () => {
    const token = await muster.token(org, "generic", "cli", "organization-admin");
    const { run } = createRunner(() => ({
      MUSTER_URL: muster.url,
      MUSTER_TOKEN: token,
      MUSTER_ORG: org,
    }));
    const query = (name: string, block: boolean) =>
      ask("GET", `/removal?removed=user&find=${encodeURIComponent(name)}&block=${block}`);
    expect((await query("bela@hr.test", true)).body.returns).toEqual([]);
    expect((await query("bela@hr.test", false)).body.returns).toMatchObject([{ code: "returns.source" }]);
    const tried = await run("user", "block", "bela@hr.test", "--dry-run");
    expect([tried.exit, tried.stdout.includes('source "hr"')]).toEqual([0, false]);
    const done = await run("user", "block", "bela@hr.test");
    expect(done.exit).toBe(0);
    expect(done.stdout).toContain('imports of the source "hr" keep the block');
    expect((await run("user", "show", "bela@hr.test")).stdout).toContain(
      "An administrator blocked this user",
    );
    await run("user", "unblock", "bela@hr.test");
    expect(await stateOf("bela@hr.test")).toEqual({ state: "active", blocked: false });
  });
});
