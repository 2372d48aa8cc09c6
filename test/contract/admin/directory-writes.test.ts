import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { createRunner } from "../cli/runner.ts";
import { ENTERPRISE_URN } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type KeepingServer, keeping, membersOf, startKeepingServer } from "./deleted-users-server.ts";
import { importingInto } from "./importing.ts";

/** Administrators create, change and delete users and groups, by the rules that SCIM requests have. */

const PEOPLE = [
  "objectId,userPrincipalName,displayName,manager",
  "k1,ada@hr.test,Ada Nwosu,",
  "k2,bela@hr.test,Bela,k1",
].join("\n");
const GROUPS = ["groupName,memberType,member", "Sales,user,k1"].join("\n");
const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";

await overEveryStore(({ newPlace }) => {
  let muster: KeepingServer;
  let org: OrgId;
  let kept: Awaited<ReturnType<typeof keeping>>;
  beforeAll(async () => {
    muster = await startKeepingServer(await newPlace());
    kept = await keeping(muster);
    org = kept.org;
    await importingInto({ call: muster.admin, deps: muster.deps }, org).importAll(PEOPLE, GROUPS);
  });
  afterAll(() => muster.close());

  const ask = (method: string, path: string, body?: object) =>
    muster.admin(method, `/api/v1/organizations/${org}${path}`, body === undefined ? {} : { body });
  const make = async (type: "users" | "groups", attributes: object) => {
    const { status, body } = await ask("POST", `/${type}`, { attributes });
    expect([status, body.code]).toEqual([201, undefined]);
    return body;
  };
  const find = async (type: "user" | "group", name: string) =>
    (await ask("GET", `/${type}?find=${encodeURIComponent(name)}`)).body;

  test("a user is created, and SCIM clients see it", async () => {
    const attributes = {
      userName: "mira@contoso.test",
      name: { familyName: "Lund" },
      emails: [{ value: "mira@mail.test", type: "work" }],
      [ENTERPRISE_URN]: { department: "Care" },
    };
    const made = await make("users", attributes);
    expect(made).toMatchObject({ userName: "mira@contoso.test", state: "active", source: null, version: 1 });
    expect(made.attributes).toEqual({ ...attributes, active: true });
    expect((await kept.client.get(`/Users/${made.userId}`)).body).toMatchObject(attributes);
    const { items } = (await ask("GET", `/audit?target=${made.userId}`)).body;
    expect(items).toMatchObject([{ activity: "Add user", actor: expect.stringMatching(/^token:/) }]);
  });

  test("an edit merges attributes, and leaves the others as they are", async () => {
    const { userId } = await make("users", {
      userName: "edit@contoso.test",
      title: "Nurse",
      nickName: "E",
      name: { familyName: "Berg", givenName: "Eli" },
      phoneNumbers: [{ value: "1" }],
    });
    const edited = await ask("PATCH", `/users/${userId}`, {
      attributes: { title: null, name: { givenName: "Elin" }, phoneNumbers: [{ value: "2" }] },
      ifVersion: 1,
    });
    expect([edited.status, edited.body.version]).toEqual([200, 2]);
    expect(edited.body.attributes).toEqual({
      userName: "edit@contoso.test",
      active: true,
      nickName: "E",
      name: { familyName: "Berg", givenName: "Elin" },
      phoneNumbers: [{ value: "2" }],
    });
    const same = await ask("PATCH", `/users/${userId}`, { attributes: { nickName: "E" } });
    expect([same.status, same.body.version]).toEqual([200, 2]);
    const stale = await ask("PATCH", `/users/${userId}`, { attributes: { title: "X" }, ifVersion: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, "object.version-differs"]);
  });

  test("a blocked user loses all tokens, and can be unblocked", async () => {
    const { userId } = await make("users", { userName: "block@contoso.test" });
    const user = { kind: "scim", user: userId };
    const issued = await muster.admin("POST", `/api/v1/organizations/${org}/tokens`, { body: user });
    expect(issued.status).toBe(201);
    const blocked = await ask("PATCH", `/users/${userId}`, { attributes: { active: false } });
    expect([blocked.status, blocked.body.state]).toEqual([200, "inactive"]);
    const token = await ask("GET", `/tokens/${issued.body.tokenId}`);
    expect(token.body.revokedAt).toEqual(expect.any(String));
    const unblocked = await ask("PATCH", `/users/${userId}`, { attributes: { active: true } });
    expect(unblocked.body.state).toBe("active");
  });

  test.each([
    ["a taken name", { userName: "ADA@hr.test" }, 409, "object.value-taken", "userName"],
    ["an unknown attribute", { userName: "x@x.test", colour: "red" }, 400, "object.invalid", "colour"],
    ["a missing name", { title: "x" }, 400, "object.invalid", "userName"],
    ["a wrong type", { userName: "x@x.test", active: "yes" }, 400, "object.invalid", "active"],
    ["a long name", { userName: "x".repeat(501) }, 400, "object.value-too-long", "userName"],
  ])("%s is refused, and nothing is created", async (_, attributes, status, code, place) => {
    const before = await muster.deps.store.count("object", { org });
    const refused = await ask("POST", "/users", { attributes });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.detail).toContain(place);
    expect(await muster.deps.store.count("object", { org })).toBe(before);
  });

  test("attributes and members of a source are refused with its name; own extensions are not the source's", async () => {
    const { userId, owners } = await find("user", "ada@hr.test");
    expect(owners).toMatchObject({ displayName: "hr", active: "hr", [ENTERPRISE_URN]: "hr" });
    for (const attributes of [
      { title: "Boss" },
      { active: false, title: "Boss" },
      { [ENTERPRISE_URN]: { division: "x" } },
    ]) {
      const { status, body } = await ask("PATCH", `/users/${userId}`, { attributes });
      expect([status, body.code, body.params.source]).toEqual([409, "object.owned-by-source", "hr"]);
    }
    const same = await ask("PATCH", `/users/${userId}`, { attributes: { displayName: "Ada Nwosu" } });
    expect(same.status).toBe(200);
    const { groupId } = await find("group", "Sales");
    const members = await ask("POST", `/groups/${groupId}/members`, { remove: [userId] });
    expect([members.status, members.body.code]).toEqual([409, "object.owned-by-source"]);
    expect(members.body.params.attribute).toBe("members");
  });

  test("groups are created, renamed, filled, emptied and deleted", async () => {
    const { userId } = await find("user", "ada@hr.test");
    const { groupId } = await make("groups", { displayName: "Research" });
    const other = await make("groups", { displayName: "Inner" });
    const renamed = await ask("PATCH", `/groups/${groupId}`, { attributes: { displayName: "Labs" } });
    expect([renamed.status, renamed.body.displayName]).toEqual([200, "Labs"]);
    const filled = await ask("POST", `/groups/${groupId}/members`, { add: [userId, other.groupId] });
    expect([filled.status, filled.body.members]).toEqual([200, 2]);
    expect((await membersOf(kept.client, groupId)).sort()).toEqual([userId, other.groupId].sort());
    const unknown = await ask("POST", `/groups/${groupId}/members`, { add: [SOME_ID], remove: [userId] });
    expect([unknown.status, unknown.body.code]).toEqual([400, "object.member-unknown"]);
    expect(await membersOf(kept.client, groupId)).toHaveLength(2);
    const emptied = await ask("POST", `/groups/${groupId}/members`, { remove: [userId, other.groupId] });
    expect(emptied.body.members).toBe(0);
    expect((await ask("DELETE", `/groups/${groupId}?ifVersion=1`)).body.code).toBe("object.version-differs");
    expect((await ask("DELETE", `/groups/${groupId}`)).status).toBe(204);
    expect((await ask("DELETE", `/groups/${groupId}`)).body.code).toBe("object.not-found");
  });

  test("a deleted user can be restored", async () => {
    const { userId } = await make("users", { userName: "gone@contoso.test" });
    expect((await ask("DELETE", `/users/${userId}`)).status).toBe(204);
    expect((await kept.restore(userId)).status).toBe(200);
    for (const [method, path] of [
      ["PATCH", `/users/${SOME_ID}`],
      ["PATCH", `/groups/${userId}`],
    ] as const) {
      const { status, body } = await ask(method, path, { attributes: { displayName: "x" } });
      expect([status, body.code]).toEqual([404, "object.not-found"]);
    }
  });

  test("the command line does the same", async () => {
    const token = await muster.token(org, "generic", "cli", "organization-admin");
    const files = new Map([
      ["kim.json", JSON.stringify({ title: "Nurse", emails: [{ value: "k@m.test" }] })],
    ]);
    const env = () => ({ MUSTER_URL: muster.url, MUSTER_TOKEN: token, MUSTER_ORG: org });
    const { run, json } = createRunner(env, async () => {}, files);
    const made = await json(
      "user",
      "create",
      "kim@contoso.test",
      "--file",
      "kim.json",
      "--set",
      "nickName=K",
    );
    expect(made.attributes).toMatchObject({ title: "Nurse", nickName: "K", emails: [{ value: "k@m.test" }] });
    const set = ["--set", "name.familyName=Berg", "--set", `${ENTERPRISE_URN}:department=IT`];
    const changed = await json("user", "set", "kim@contoso.test", ...set, "--remove", "nickName");
    expect(changed.attributes).toMatchObject({
      name: { familyName: "Berg" },
      [ENTERPRISE_URN]: { department: "IT" },
    });
    expect(changed.attributes.nickName).toBeUndefined();
    expect((await run("user", "set", "kim@contoso.test", "--set", "title=X", "--if-version", "1")).exit).toBe(
      4,
    );
    expect((await run("user", "block", "kim@contoso.test")).stdout).toContain("is blocked");
    expect((await json("user", "unblock", "kim@contoso.test")).state).toBe("active");
    expect((await run("group", "create", "Team K")).exit).toBe(0);
    expect((await run("group", "add", "Team K", "kim@contoso.test", "--group", "Inner")).stdout).toBe(
      "Team K has 2 members now.\n",
    );
    expect((await json("group", "remove", "Team K", "kim@contoso.test")).members).toBe(1);
    expect((await run("group", "rename", "Team K", "Team L")).stdout).toContain("Team L");
    const asked = await run("group", "delete", "Team L");
    expect([asked.exit, asked.stderr]).toEqual([2, expect.stringContaining("--yes")]);
    expect((await run("group", "delete", "Team L", "--yes")).exit).toBe(0);
    expect((await run("user", "delete", "kim@contoso.test")).stderr).toContain(
      "repeat the command with --yes",
    );
    expect((await run("user", "delete", "kim@contoso.test", "--yes")).exit).toBe(0);
    expect((await run("user", "set", "ada@hr.test", "--set", "title=X")).stderr).toContain('source "hr"');
  });
});
