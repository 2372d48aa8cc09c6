import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { createRunner } from "../cli/runner.ts";
import type { ScimClient } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type KeepingServer, keeping, startKeepingServer } from "./deleted-users-server.ts";
import { importingInto } from "./importing.ts";

/** An administrator blocks a person of a source: imports keep the block until an administrator lifts it. */

const HEADER = "objectId,userPrincipalName,displayName,accountEnabled";
const rowsOf = (title: string, enabled = "true") =>
  [
    HEADER,
    `k1,ada@hr.test,${title},${enabled}`,
    "k2,bela@hr.test,Bela,true",
    "k3,cai@hr.test,Cai,false",
  ].join("\n");

await overEveryStore(({ newPlace }) => {
  let muster: KeepingServer;
  let org: OrgId;
  let client: ScimClient;
  beforeAll(async () => {
    muster = await startKeepingServer(await newPlace());
    ({ org, client } = await keeping(muster));
    await importing().importAll(rowsOf("Ada"));
  });
  afterAll(() => muster.close());

  const importing = () => importingInto({ call: muster.admin, deps: muster.deps }, org);
  const ask = (method: string, path: string, body?: object) =>
    muster.admin(method, `/api/v1/organizations/${org}${path}`, body === undefined ? {} : { body });
  const find = async (name: string) => (await ask("GET", `/user?find=${encodeURIComponent(name)}`)).body;
  const setActive = async (name: string, active: boolean) =>
    ask("PATCH", `/users/${(await find(name)).userId}`, { attributes: { active } });
  const patch = (userId: string, value: object) =>
    client.patch(`/Users/${userId}`, [{ op: "replace", value }]);
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

  test.each(["false", ""])(
    "the state that the source delivered last holds once the block is lifted (then %o)",
    async (last) => {
      await setActive("ada@hr.test", false);
      await importing().importAll(rowsOf("Ada", "false"));
      // A row that does not say leaves what the source said before.
      await importing().importAll(rowsOf("Ada", last));
      const lifted = await setActive("ada@hr.test", true);
      expect([lifted.status, lifted.body.state, lifted.body.blocked]).toEqual([200, "inactive", false]);
      const refused = await setActive("ada@hr.test", true);
      expect([refused.status, refused.body.code]).toEqual([409, "object.owned-by-source"]);
      await importing().importAll(rowsOf("Ada", "true"));
      expect(await stateOf("ada@hr.test")).toEqual({ state: "active", blocked: false });
    },
  );

  test("a source that disables and enables during the block leaves a user who is active afterwards", async () => {
    await setActive("ada@hr.test", false);
    for (const enabled of ["false", "true"]) await importing().importAll(rowsOf("Ada", enabled));
    expect(await stateOf("ada@hr.test")).toEqual({ state: "inactive", blocked: true });
    await setActive("ada@hr.test", false);
    expect((await setActive("ada@hr.test", true)).body).toMatchObject({ state: "active", blocked: false });
  });

  test("a user whom the source has disabled is blocked too, and stays inactive until the source says otherwise", async () => {
    const blocked = await setActive("cai@hr.test", false);
    expect([blocked.status, blocked.body.state, blocked.body.blocked]).toEqual([200, "inactive", true]);
    const { userId } = await find("cai@hr.test");
    const audit = await muster.deps.store.page("audit", { where: { org, target: userId }, limit: 100 });
    expect(audit.at(-1)).toMatchObject({ activity: "Update user", detail: { changed: ["blocked"] } });
    expect((await setActive("cai@hr.test", true)).body).toMatchObject({ state: "inactive", blocked: false });
  });

  test("a SCIM client cannot lift a block, and its other changes are made", async () => {
    await setActive("bela@hr.test", false);
    const { userId } = await find("bela@hr.test");
    const patched = await patch(userId, { active: true, title: "Lead" });
    expect([patched.status, patched.body["active"], patched.body["title"]]).toEqual([200, false, "Lead"]);
    expect(await stateOf("bela@hr.test")).toEqual({ state: "inactive", blocked: true });
    const { version } = await find("bela@hr.test");
    await patch(userId, { active: true });
    expect((await find("bela@hr.test")).version).toBe(version);
    expect((await setActive("bela@hr.test", true)).body.state).toBe("active");
    // Without a block, a client may enable a user whom it disabled.
    for (const active of [false, true]) {
      await patch(userId, { active });
      expect((await find("bela@hr.test")).state).toBe(active ? "active" : "inactive");
    }
  });

  test("blocks and imports at the same time leave no user active whom the source disabled last", async () => {
    for (let round = 0; round < 8; round += 1) {
      await importing().importAll(rowsOf(`Ada ${round}`));
      await setActive("ada@hr.test", false);
      const [, lifted] = await Promise.all([
        importing().importAll(rowsOf(`Ada ${round}`, "false")),
        setActive("ada@hr.test", true),
      ]);
      expect([200, 409]).toContain(lifted.status);
      await importing().importAll(rowsOf(`Ada ${round}`, "false"));
      expect((await stateOf("ada@hr.test")).state).toBe("inactive");
      if ((await stateOf("ada@hr.test")).blocked) await setActive("ada@hr.test", true);
      expect(await stateOf("ada@hr.test")).toEqual({ state: "inactive", blocked: false });
    }
    await importing().importAll(rowsOf("Ada"));
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

  test("a file that was read during the block is not imported after it was lifted", async () => {
    await setActive("ada@hr.test", false);
    const { begin, upload, merge } = importing();
    const id = await begin();
    await upload(id, "people", rowsOf("Ada later"));
    await setActive("ada@hr.test", true);
    expect((await merge(id)).body).toMatchObject({ code: "import.user-blocked" });
    expect((await importing().importAll(rowsOf("Ada later"))).status).toBe(200);
    expect(await stateOf("ada@hr.test")).toEqual({ state: "active", blocked: false });
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
    expect((await run("user", "unblock", "bela@hr.test")).stdout).toContain(
      "The user bela@hr.test is active.",
    );
    await run("user", "block", "cai@hr.test");
    const inactive = await run("user", "unblock", "cai@hr.test");
    expect([inactive.exit, inactive.stdout.includes('The source "hr" has made this user inactive')]).toEqual([
      0,
      true,
    ]);
    expect(await stateOf("bela@hr.test")).toEqual({ state: "active", blocked: false });
  });
});
