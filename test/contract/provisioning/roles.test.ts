import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NO_PATCH, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type MappedDirectory, mapDirectory } from "./mapped-directory.ts";

/** The roles that assignments give reach the accounts of a real target: another organization of Muster. */

const ADA = "ada@contoso.test";
const BEN = "ben@contoso.test";
const COMPLEX = { primary: false, type: "WindowsAADRole" };
const reader = { ...COMPLEX, value: "reader", display: "Reader" };
const writer = { ...COMPLEX, value: "writer", display: "Writer" };

interface WithRoles extends MappedDirectory {
  readonly ada: string;
  /** Assigns ADA, or another subject, with a role. */
  grant(role: string, subject?: object): Promise<void>;
  revoke(subject: string, role?: string): Promise<void>;
  rolesOf(userName: string): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads parts of the answer
  why(userName: string): Promise<any>;
}

/** A directory with two people, mapped by this expression at this path, whose application has the roles reader and writer. */
async function withRoles(
  scim: ScimServer,
  target: string,
  expression: string,
  into?: { readonly url: string; readonly token: string },
): Promise<WithRoles> {
  const directory = await mapDirectory(scim, into);
  const { admin, org, app, client } = directory;
  const at = `/api/v1/organizations/${org}/applications/${app}`;
  const made = await client.make("/Users", user(ADA));
  await client.make("/Users", user(BEN));
  await directory.map({ target, kind: "expression", expression, apply: "always" });
  const roles = [
    { value: "reader", name: "Reader" },
    { value: "writer", name: "Writer" },
  ];
  expect((await admin("PUT", `${at}/roles`, { roles })).status).toBe(200);
  return {
    ...directory,
    ada: made.id,
    async grant(role, subject = { kind: "user", find: ADA }) {
      expect((await admin("POST", `${at}/assignments`, { subject, role })).status).toBe(201);
    },
    async revoke(subject, role) {
      const query = role === undefined ? "" : `?role=${role}`;
      expect((await admin("DELETE", `${at}/assignments/${subject}${query}`)).status).toBe(204);
    },
    rolesOf: async (userName) => (await directory.accountOf(userName)).roles,
    why: async (userName) => (await admin("GET", `${at}/why?type=user&find=${userName}`)).body,
  };
}

await overEveryStore((under) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("one role is sent: the first in the order of the application", async () => {
    const { sync, grant, revoke, ada, rolesOf } = await withRoles(
      scim,
      'roles[primary eq "True"].value',
      "SingleAppRoleAssignment([appRoleAssignments])",
    );
    await grant("writer");
    await sync();
    expect(await rolesOf(ADA)).toMatchObject([{ value: "writer" }]);
    expect(await rolesOf(BEN)).toBeUndefined();
    await grant("reader");
    expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
    expect(await rolesOf(ADA)).toMatchObject([{ value: "reader" }]);
    await revoke(ada, "reader");
    await sync();
    expect(await rolesOf(ADA)).toMatchObject([{ value: "writer" }]);
    await revoke(ada, "writer");
    expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
    expect(await rolesOf(ADA)).toBeUndefined();
  });

  test("complex roles are added and stay when they are revoked, beside those of the target's own", async () => {
    const { sync, grant, revoke, ada, rolesOf, target, accountId } = await withRoles(
      scim,
      "roles",
      "AppRoleAssignmentsComplex([appRoleAssignments])",
    );
    await grant("writer");
    await sync();
    expect(await rolesOf(ADA)).toEqual([writer]);
    const own = { op: "add", path: "roles", value: [{ value: "owner" }] };
    await target.patch(`/Users/${await accountId(ADA)}`, [own]);
    await grant("reader");
    expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
    expect(await rolesOf(ADA)).toEqual([writer, { value: "owner" }, reader]);
    await revoke(ada, "reader");
    expect((await sync()).counts).toEqual({ evaluated: 1, unchanged: 1 });
    await revoke(ada, "writer");
    expect((await sync()).counts).toEqual({ evaluated: 1, unchanged: 1 });
    expect(await rolesOf(ADA)).toEqual([writer, { value: "owner" }, reader]);
  });

  test("assertive roles replace those of the account, so that a revoked one goes", async () => {
    const { sync, grant, revoke, ada, rolesOf } = await withRoles(
      scim,
      "roles",
      "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
    );
    await grant("writer");
    await sync();
    await grant("reader");
    expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
    expect(await rolesOf(ADA)).toEqual([reader, writer]);
    await revoke(ada, "writer");
    await sync();
    expect(await rolesOf(ADA)).toEqual([reader]);
    await revoke(ada, "reader");
    await sync();
    expect(await rolesOf(ADA)).toBeUndefined();
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 2 });
  });

  test.each(["AssertiveAppRoleAssignmentsComplex", "AppRoleAssignmentsComplex"])(
    "with %s, a role that only has another name is sent to the people who have it, once",
    async (name) => {
      const { sync, admin, org, app, grant, rolesOf, target, accountId } = await withRoles(
        scim,
        "roles",
        `${name}([appRoleAssignments])`,
      );
      const isKept = name === "AppRoleAssignmentsComplex";
      await grant("writer");
      await grant("reader");
      await sync();
      const own = { op: "add", path: "roles", value: [{ value: "owner" }] };
      if (isKept) await target.patch(`/Users/${await accountId(ADA)}`, [own]);
      const at = `/api/v1/organizations/${org}/applications/${app}`;
      await admin("POST", `${at}/roles`, { value: "writer", name: "Author" });
      const { counts, plan } = await sync();
      expect(counts).toEqual({ evaluated: 2, updated: 1, unchanged: 1 });
      const { body } = await admin("GET", `/api/v1/plans/${plan}/decisions`);
      expect(body.items[0].reasons).toContainEqual({ code: "change.role-names", params: { path: "roles" } });
      const expected = [reader, { ...writer, display: "Author" }, ...(isKept ? [{ value: "owner" }] : [])];
      expect(await rolesOf(ADA)).toHaveLength(expected.length);
      expect(await rolesOf(ADA)).toEqual(expect.arrayContaining(expected));
      expect((await sync()).counts).toEqual({});
      expect((await sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
      const exported = await admin("GET", `${at}/roles`);
      expect(JSON.stringify(exported.body)).not.toContain("renamedIn");
    },
  );

  test("roles come from groups at any depth too, and only the people concerned are planned", async () => {
    const { sync, grant, revoke, client, ada, rolesOf, why } = await withRoles(
      scim,
      "roles",
      "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
    );
    const inner = await client.make("/Groups", group("Nordic", [ada]));
    const outer = await client.make("/Groups", group("Sales", [inner.id]));
    await sync();
    await grant("reader", { kind: "group", find: "Sales" });
    await grant("writer");
    const { counts } = await sync();
    expect(counts).toMatchObject({ updated: 1 });
    expect(await rolesOf(ADA)).toEqual([reader, writer]);
    const { scope } = await why(ADA);
    expect(scope).toEqual(
      expect.arrayContaining([
        { code: "scope.all", params: {} },
        { code: "scope.user-role", params: { role: "writer" } },
        {
          code: "scope.group-nested-role",
          params: { group: "Sales", path: "Nordic > Sales", role: "reader" },
        },
      ]),
    );
    await revoke(outer.id, "reader");
    await sync();
    expect(await rolesOf(ADA)).toEqual([writer]);
  });

  test("with the default role left out, a person with nothing else is out of scope, and why says so", async () => {
    const { sync, admin, org, app, grant, revoke, ada, rolesOf, why, accountOf } = await withRoles(
      scim,
      "roles",
      "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
    );
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    await revoke("*");
    await admin("POST", `${at}/roles`, { value: "user", name: "Default Access", default: true });
    await admin("POST", `${at}/assignments`, { subject: { kind: "all" } });
    await grant("writer");
    await sync();
    expect(await rolesOf(ADA)).toEqual([{ ...COMPLEX, value: "user", display: "Default Access" }, writer]);
    const changed = await admin("PATCH", `${at}/settings`, { settings: { defaultAccess: "exclude" } });
    expect(changed.status).toBe(200);
    expect((await sync()).counts).toMatchObject({ updated: 1, disabled: 1 });
    expect([await rolesOf(ADA), (await accountOf(BEN)).active]).toEqual([[writer], false]);
    expect(await why(BEN)).toMatchObject({
      inScope: false,
      scope: [{ code: "scope.default-access", params: { role: "user" } }],
    });
    expect((await why(BEN)).blockers).toEqual(
      expect.arrayContaining([{ code: "why.default-access", params: {} }]),
    );
    await revoke(ada, "writer");
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
  });
});

describe("over SQLite", () => {
  let scim: ScimServer;
  beforeAll(async () => {
    scim = await startScimServer();
  });
  afterAll(() => scim.close());

  test("a target without PATCH keeps its own roles when roles are only added", async () => {
    const target = await startScriptedTarget(NO_PATCH);
    const { sync, grant, rolesOf } = await withRoles(
      scim,
      "roles",
      "AppRoleAssignmentsComplex([appRoleAssignments])",
      target,
    );
    try {
      await grant("writer");
      await sync();
      for (const [id, resource] of target.resources.Users) {
        if (resource["userName"] !== ADA) continue;
        target.resources.Users.set(id, { ...resource, roles: [writer, { value: "owner" }] });
      }
      await grant("reader");
      await sync();
      expect(await rolesOf(ADA)).toEqual([writer, { value: "owner" }, reader]);
    } finally {
      await target.stop();
    }
  });

  test("a target without PATCH gets the changed name of a role too, also at a second attempt", async () => {
    let refuses = false;
    const target = await startScriptedTarget((call) =>
      refuses && call.method === "PUT" ? { status: 503 } : NO_PATCH(call),
    );
    const { sync, grant, admin, org, app, rolesOf } = await withRoles(
      scim,
      "roles",
      "AppRoleAssignmentsComplex([appRoleAssignments])",
      target,
    );
    try {
      await grant("writer");
      await sync();
      const at = `/api/v1/organizations/${org}/applications/${app}`;
      await admin("POST", `${at}/roles`, { value: "writer", name: "Author" });
      refuses = true;
      const { counts } = await sync();
      expect(counts["updated"]).toBeUndefined();
      refuses = false;
      await sync();
      expect(await rolesOf(ADA)).toEqual([{ ...writer, display: "Author" }]);
      expect((await sync()).counts).toEqual({});
    } finally {
      await target.stop();
    }
  });

  test("an adopted account keeps the roles that it has when roles are only added", async () => {
    const { sync, grant, target, rolesOf } = await withRoles(
      scim,
      "roles",
      "AppRoleAssignmentsComplex([appRoleAssignments])",
    );
    await target.make("/Users", user(ADA, { roles: [{ value: "owner" }] }));
    await grant("reader");
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect(await rolesOf(ADA)).toEqual([{ value: "owner" }, reader]);
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 2 });
  });

  test("a changed role is planned for the people who have it, without an initial cycle", async () => {
    const { sync, plan, admin, org, app, grant, rolesOf } = await withRoles(
      scim,
      "roles",
      "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
    );
    await grant("writer");
    await sync();
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    await admin("PUT", `${at}/roles`, {
      roles: [{ value: "reader" }, { value: "editor", id: "writer", name: "Editor" }],
    });
    const { body } = await admin("GET", `/api/v1/plans/${await plan()}`);
    expect(body).toMatchObject({
      kind: "incremental",
      attributes: [{ type: "user", path: "roles", changed: 1, evaluated: 2 }],
    });
    await sync();
    expect(await rolesOf(ADA)).toEqual([{ ...COMPLEX, value: "editor", display: "Editor" }]);
  });

  test("trials of mappings and expressions have the roles of the person", async () => {
    const { admin, org, app, grant } = await withRoles(
      scim,
      "roles",
      "AppRoleAssignmentsComplex([appRoleAssignments])",
    );
    await grant("writer");
    await grant("reader");
    const at = `/api/v1/organizations/${org}`;
    const tried = await admin("POST", `${at}/applications/${app}/mapping/test`, { type: "user", find: ADA });
    expect(tried.body).toMatchObject({
      roles: [{ value: "reader" }, { value: "writer" }],
      create: { roles: ["reader", "writer"] },
    });
    const expression = "SingleAppRoleAssignment([appRoleAssignments])";
    const evaluate = (body: object) =>
      admin("POST", `${at}/expressions/evaluate`, { expression, user: ADA, ...body });
    expect((await evaluate({ app })).body.value).toBe("reader");
    expect((await evaluate({})).body.value).toBeNull();
    const wrong = await evaluate({ app: org });
    expect([wrong.status, wrong.body.code]).toEqual([404, "app.not-found"]);
  });
});
