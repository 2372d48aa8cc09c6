import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareRoles } from "../../../src/app/applications/application-roles.ts";
import { writeApplication } from "../../../src/app/applications/write-application.ts";
import { isRefusal } from "../../../src/app/deps.ts";
import { routes } from "../../../src/contract/routes.ts";
import type { AppId, ObjectId } from "../../../src/core/ids.ts";
import { addPeople } from "../store/people.ts";
import { type AdminServer, type Answer, startAdminServer } from "./server.ts";

let muster: AdminServer;
let ada: ObjectId;
let made = 0;
beforeAll(async () => {
  muster = await startAdminServer();
  const [first] = await addPeople(muster.deps, muster.org, ["ada", "bo"]);
  ada = first!;
});
afterAll(() => muster.close());

const apps = () => `/api/v1/organizations/${muster.org}/applications`;

async function newApplication(body: object = {}): Promise<AppId> {
  made += 1;
  const given = { name: `Target ${made}`, config: { url: "http://127.0.0.1:9" }, ...body };
  const answer = await muster.call("POST", apps(), { body: given });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.appId;
}

const setRole = (app: AppId, body: object) => muster.call("POST", `${apps()}/${app}/roles`, { body });
const assign = (app: AppId, role?: string, find = "ada@contoso.test"): Promise<Answer> =>
  muster.call("POST", `${apps()}/${app}/assignments`, { body: { subject: { kind: "user", find }, role } });
const unassign = (app: AppId, query = ""): Promise<Answer> =>
  muster.call("DELETE", `${apps()}/${app}/assignments/${ada}${query}`);
const listed = async (app: AppId): Promise<readonly (string | null)[]> =>
  (await muster.call("GET", `${apps()}/${app}/assignments`)).body.items.map(
    ({ role }: { role: string | null }) => role,
  );

test("roles are added, changed in their place, and shown with the assignments that give them", async () => {
  const app = await newApplication();
  const added = await setRole(app, { value: "editor", name: "Editor" });
  expect(routes.setRole.response.parse(added.body)).toEqual(added.body);
  await setRole(app, { value: "user", id: "r-1", name: "Default Access", default: true });
  expect((await assign(app, "EDITOR")).body).toMatchObject({ role: "editor", roleName: "Editor" });
  await setRole(app, { value: "member", id: "r-1" });
  const { body } = await muster.call("GET", `${apps()}/${app}/roles`);
  expect(body.roles).toEqual([
    { id: "editor", value: "editor", name: "Editor", default: false, assignments: 1 },
    { id: "r-1", value: "member", name: "Default Access", default: true, assignments: 0 },
  ]);
  const shown = await muster.call("GET", `${apps()}/${app}`);
  expect(shown.body.roles.map(({ value }: { value: string }) => value)).toEqual(["editor", "member"]);
});

test("roles count as a changed configuration once an assignment gives one", async () => {
  const app = await newApplication();
  const { body: first } = await setRole(app, { value: "editor" });
  expect(first.version).toBe(1);
  await assign(app, "editor");
  const { body: second } = await setRole(app, { value: "editor", name: "Redaktion" });
  expect(second.version).toBe(2);
  const { body: same } = await setRole(app, { value: "editor", name: "Redaktion" });
  expect(same.version).toBe(2);
});

test("a subject has several roles, each of them once, and loses one or all", async () => {
  const app = await newApplication();
  for (const value of ["editor", "viewer"]) await setRole(app, { value });
  for (const role of ["editor", "viewer", "Viewer"]) expect((await assign(app, role)).status).toBe(201);
  await assign(app);
  expect(await listed(app)).toEqual([null, "editor", "viewer"]);
  expect((await unassign(app, "?role=VIEWER")).status).toBe(204);
  expect(await listed(app)).toEqual([null, "editor"]);
  const again = await unassign(app, "?role=viewer");
  expect([again.status, again.body.code]).toEqual([404, "app.assignment-role-not-found"]);
  const { store } = muster.deps;
  const audit = await store.page("audit", { where: { org: muster.org, target: app }, limit: 100 });
  expect(audit.filter(({ activity }) => activity === "unassign").map(({ detail }) => detail)).toEqual([
    { subject: ada, type: "user", role: "viewer" },
  ]);
  expect((await unassign(app)).status).toBe(204);
  expect(await listed(app)).toEqual([]);
  expect((await unassign(app)).body.code).toBe("app.assignment-not-found");
});

test("an assignment that names no role gives the default one", async () => {
  const app = await newApplication();
  await setRole(app, { value: "user", default: true });
  expect((await assign(app)).body).toMatchObject({ role: "user" });
  expect(await listed(app)).toEqual(["user"]);
});

test("an unknown role is refused with those that there are, and nothing changes", async () => {
  const app = await newApplication();
  const none = await assign(app, "editor");
  expect([none.status, none.body.code]).toEqual([400, "app.roles-none"]);
  await setRole(app, { value: "viewer" });
  await setRole(app, { value: "owner" });
  const unknown = await assign(app, "editor");
  expect([unknown.status, unknown.body]).toMatchObject([
    400,
    { code: "app.role-unknown", params: { role: "editor", known: "viewer, owner" } },
  ]);
  expect(await listed(app)).toEqual([]);
});

test("a role that assignments give is neither removed nor left out, and says how many give it", async () => {
  const app = await newApplication();
  for (const value of ["editor", "viewer"]) await setRole(app, { value });
  await assign(app, "editor");
  await assign(app, "editor", "bo@contoso.test");
  const roles = `${apps()}/${app}/roles`;
  const kept = [
    await muster.call("DELETE", `${roles}/editor`),
    await muster.call("PUT", roles, { body: { roles: [{ value: "viewer" }] } }),
  ];
  for (const { status, body } of kept) {
    expect([status, body]).toMatchObject([
      409,
      { code: "app.role-in-use", params: { role: "editor", count: 2 } },
    ]);
  }
  const removed = await muster.call("DELETE", `${roles}/VIEWER`);
  expect([removed.status, removed.body.roles.length]).toEqual([200, 1]);
  expect((await muster.call("DELETE", `${roles}/viewer`)).body.code).toBe("app.role-unknown");
});

test("roles that do not go together are refused with their places", async () => {
  const app = await newApplication();
  const put = (roles: readonly object[]) => muster.call("PUT", `${apps()}/${app}/roles`, { body: { roles } });
  const refused = await put([
    { value: "a", default: true },
    { value: "A", default: true },
  ]);
  expect([refused.status, refused.body.code]).toEqual([400, "app.roles-invalid"]);
  expect(refused.body.errors).toMatchObject([
    { code: "role.repeated", pointer: "/roles/1" },
    { code: "role.several-defaults", pointer: "/roles/1" },
  ]);
  expect((await put([{ value: " " }])).status).toBe(400);
  expect((await put([{ value: "x".repeat(201) }])).status).toBe(400);
  expect((await put(Array.from({ length: 501 }, (_, n) => ({ value: `r${n}` })))).status).toBe(400);
  expect((await muster.call("GET", `${apps()}/${app}/roles`)).body.roles).toEqual([]);
});

test("an application from a template begins with its roles, and takes them again", async () => {
  const app = await newApplication({
    config: {},
    template: "github-enterprise-managed-users",
    parameters: { host: "api.github.com", enterprise: "contoso" },
  });
  const values = async () =>
    (await muster.call("GET", `${apps()}/${app}/roles`)).body.roles.map(
      ({ value }: { value: string }) => value,
    );
  expect(await values()).toEqual(["enterprise_owner", "billing_manager", "guest_collaborator"]);
  await muster.call("PUT", `${apps()}/${app}/roles`, { body: { roles: [{ value: "other" }] } });
  expect(await values()).toEqual(["other"]);
  const reset = await muster.call("POST", `${apps()}/${app}/roles/reset`);
  expect([reset.status, await values()]).toEqual([
    200,
    ["enterprise_owner", "billing_manager", "guest_collaborator"],
  ]);
  const plain = await newApplication();
  const refused = await muster.call("POST", `${apps()}/${plain}/roles/reset`);
  expect([refused.status, refused.body.code]).toEqual([409, "app.template-missing"]);
});

test("assignments are listed in pages, also within one subject", async () => {
  const app = await newApplication();
  for (const value of ["a", "b", "c"]) {
    await setRole(app, { value });
    await assign(app, value);
  }
  const found: (string | null)[] = [];
  for (let after = ""; ; ) {
    const { body } = await muster.call("GET", `${apps()}/${app}/assignments?limit=1${after}`);
    found.push(...body.items.map(({ role }: { role: string }) => role));
    if (body.next === null) break;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
  expect(found).toEqual(["a", "b", "c"]);
});

test("a role that is assigned while it is removed stays", async () => {
  const app = await newApplication();
  await setRole(app, { value: "editor" });
  const { deps, org } = muster;
  const before = await deps.store.get("application", { org, id: app });
  const edits = await prepareRoles(deps, before!, { kind: "remove", role: "editor" });
  // The removal was checked, and is not written yet.
  expect((await assign(app, "editor")).status).toBe(201);
  expect(isRefusal(edits) ? edits : await writeApplication(deps, "system", before!, edits)).toMatchObject({
    code: "app.changed-meanwhile",
  });
  const { body } = await muster.call("GET", `${apps()}/${app}/roles`);
  expect(body.roles).toMatchObject([{ id: "editor", assignments: 1 }]);
  expect(await listed(app)).toEqual(["editor"]);
});
