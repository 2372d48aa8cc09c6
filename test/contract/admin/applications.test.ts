import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import { NO_PLAN_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, type Answer, startAdminServer } from "./server.ts";

const SECRET = "target-secret-9c1e";

let muster: AdminServer;
let target: HostileTarget;
let org: OrgId;
let made = 0;
beforeAll(async () => {
  muster = await startAdminServer();
  target = await startHostileTarget();
  org = muster.org;
  const imports = `/api/v1/organizations/${org}/imports`;
  const { importId } = (await muster.call("POST", imports, { body: { source: "hr" } })).body;
  const people =
    "userPrincipalName,displayName\nada@contoso.test,Ada Nwosu\nbela@contoso.test,Béla\nchi@contoso.test,Chi";
  const groups =
    "groupName,memberType,member\nSales,user,ada@contoso.test\nSales,group,EMEA\nEMEA,user,bela@contoso.test";
  await muster.call("PUT", `${imports}/${importId}/people?file=p.csv`, { csv: people });
  await muster.call("PUT", `${imports}/${importId}/groups?file=g.csv`, { csv: groups });
  await muster.call("POST", `${imports}/${importId}/merge`, { body: {} });
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

const apps = () => `/api/v1/organizations/${org}/applications`;

async function newApplication(): Promise<string> {
  made += 1;
  const { status, body } = await muster.call("POST", apps(), {
    body: { name: `Target ${made}`, config: { url: target.url }, secret: SECRET },
  });
  expect([status, body.code]).toEqual([201, undefined]);
  expect(routes.createApplication.response.parse(body)).toEqual(body);
  return body.appId;
}

const assign = (app: string, subject: object, role?: string): Promise<Answer> =>
  muster.call("POST", `${apps()}/${app}/assignments`, {
    body: { subject, ...(role === undefined ? {} : { role }) },
  });

/** Asks until the state is another one than these. */
async function settled(path: string, ...busy: string[]): Promise<Answer["body"]> {
  for (let asked = 0; asked < 400; asked += 1) {
    const { body } = await muster.call("GET", path);
    if (!busy.includes(body.state)) return body;
    await muster.deps.env.sleep(25);
  }
  throw new Error(`${path} does not settle`);
}

test("an application is made with a sealed secret that no answer shows", async () => {
  const app = await newApplication();
  const { body } = await muster.call("GET", `${apps()}/${app}`);
  expect(body).toMatchObject({
    connector: "scim",
    hasSecret: true,
    version: 1,
    schedule: { state: "waiting", everySeconds: 300, nextRunAt: null },
    lastCycle: null,
  });
  const { store, secrets } = muster.deps;
  const [row] = await store.page("application", { where: { org, id: app as never }, limit: 1 });
  const sealed = await store.get("secret", { org, id: row!.secret! });
  expect(secrets.open(org, row!.secret!, { keyId: sealed!.key_id, sealed: sealed!.sealed }).reveal()).toBe(
    SECRET,
  );
  const audit = await store.page("audit", { where: { org }, limit: 1_000 });
  expect(JSON.stringify([body, sealed, audit])).not.toContain(SECRET);
  expect(audit.filter(({ target: id }) => id === app).map(({ activity }) => activity)).toEqual(["create"]);
});

test("a name is taken once, whatever its letters, and a connector has to be known", async () => {
  await muster.call("POST", apps(), { body: { name: "Straße", config: { url: target.url } } });
  const again = await muster.call("POST", apps(), { body: { name: "STRAßE", config: { url: target.url } } });
  expect([again.status, again.body.code]).toEqual([409, "app.name-taken"]);
  const unknown = await muster.call("POST", apps(), { body: { name: "X", connector: "soap", config: {} } });
  expect([unknown.status, unknown.body]).toMatchObject([
    400,
    { code: "app.connector-unknown", params: { connector: "soap", known: "scim" } },
  ]);
  const wrong = await muster.call("POST", apps(), { body: { name: "X", config: { url: "ftp://x" } } });
  expect([wrong.status, wrong.body.code]).toEqual([400, "config.url-invalid"]);
});

test("applications are found by id or name, in the organizations that one may see", async () => {
  const app = await newApplication();
  const find = async (find: string, token?: string) =>
    (
      await muster.call(
        "GET",
        `/api/v1/applications?find=${encodeURIComponent(find)}`,
        token ? { token } : {},
      )
    ).body.items.map(({ appId }: { appId: string }) => appId);
  expect(await find(app)).toEqual([app]);
  expect(await find(`tARGET ${made}`)).toEqual([app]);
  expect(await find("nothing")).toEqual([]);
  const stranger = await muster.newToken(muster.otherOrg, "organization-admin");
  expect(await find(app, stranger)).toEqual([]);
});

test("assigns everyone, a user by userName, a group by displayName, each once", async () => {
  const app = await newApplication();
  await muster.call("POST", `${apps()}/${app}/roles`, { body: { value: "admin" } });
  const all = await assign(app, { kind: "all" });
  expect([all.status, all.body]).toEqual([
    201,
    { subject: "*", subjectType: "all", name: "*", role: null, roleName: null },
  ]);
  const ada = (await assign(app, { kind: "user", find: "ADA@contoso.test" }, "admin")).body;
  expect(ada).toMatchObject({ subjectType: "user", name: "ada@contoso.test", role: "admin" });
  const head = await muster.deps.store.feedHead(org);
  expect((await assign(app, { kind: "user", find: ada.subject }, "admin")).body).toEqual(ada);
  expect(await muster.deps.store.feedHead(org)).toBe(head);
  expect((await assign(app, { kind: "group", find: "sales" })).body.name).toBe("Sales");
  const first = (await muster.call("GET", `${apps()}/${app}/assignments?limit=2`)).body;
  const rest = (await muster.call("GET", `${apps()}/${app}/assignments?limit=2&after=${first.next}`)).body;
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  expect((await muster.call("DELETE", `${apps()}/${app}/assignments/${ada.subject}`)).status).toBe(204);
  expect((await muster.call("DELETE", `${apps()}/${app}/assignments/*`)).status).toBe(204);
  const gone = await muster.call("DELETE", `${apps()}/${app}/assignments/*`);
  expect([gone.status, gone.body.code]).toEqual([404, "app.assignment-not-found"]);
});

test("who cannot be found, or is not one, is not assigned", async () => {
  const app = await newApplication();
  const nobody = await assign(app, { kind: "user", find: "nobody@contoso.test" });
  expect([nobody.status, nobody.body.code]).toEqual([404, "app.subject-not-found"]);
  const { store, env } = muster.deps;
  const ids = [env.newId(), env.newId()] as never[];
  for (const id of ids) {
    const row = { org, id, type: "group", version: 1, created: 0, modified: 0, deleted: null } as const;
    await store.commit([
      {
        op: "insert",
        table: "object",
        row: { ...row, external: {}, doc: { displayName: "Twins" }, search: { displayName: "twins" } },
      },
      {
        op: "insert",
        table: "index_entry",
        row: { org, type: "group", path: "displayName", value: "twins", id },
      },
    ]);
  }
  const several = await assign(app, { kind: "group", find: "Twins" });
  expect([several.status, several.body]).toMatchObject([
    409,
    { code: "app.subject-ambiguous", params: { count: 2, ids: [...ids].sort().join(", ") } },
  ]);
});

test("the schedule is turned on and off, and its interval changed", async () => {
  const app = await newApplication();
  const set = (body: object) => muster.call("PUT", `${apps()}/${app}/schedule`, { body });
  const on = (await set({ state: "on", everySeconds: 3_600 })).body;
  expect(on).toMatchObject({ state: "on", everySeconds: 3_600 });
  expect(Date.parse(on.nextRunAt)).toBeGreaterThan(Date.now() + 3_500_000);
  expect((await set({ state: "off" })).body).toMatchObject({
    state: "off",
    everySeconds: 3_600,
    nextRunAt: null,
  });
  expect((await muster.call("GET", `${apps()}/${app}`)).body.version).toBe(1);
});

test("a connection test says authorized, or whose refusal it was", async () => {
  const app = await newApplication();
  const testing = () => muster.call("POST", `${apps()}/${app}/test`);
  expect((await testing()).body).toMatchObject({
    authorized: true,
    fault: null,
    writes: { user: "untested", group: "untested" },
    refused: [],
  });
  target.behave({ kind: "answer", status: 401, body: "" });
  const refused = await testing();
  target.behave({ kind: "normal" });
  expect([refused.status, refused.body]).toMatchObject([
    200,
    { authorized: false, fault: { kind: "unauthenticated", status: 401 } },
  ]);
});

test("a plan is made, shown, applied and explained", async () => {
  const app = await newApplication();
  await assign(app, { kind: "group", find: "Sales" });
  const begun = await muster.call("POST", `${apps()}/${app}/plans`);
  expect(begun.status).toBe(202);
  const plan = await settled(`/api/v1/plans/${begun.body.planId}`, "building");
  expect(routes.getPlan.response.parse(plan)).toEqual(plan);
  expect(plan).toMatchObject({ state: "planned", counts: { create: 3, hold: 0 } });
  const decisions = await pages(`/api/v1/plans/${plan.planId}/decisions?limit=2`);
  expect(decisions.map(({ verb }) => verb)).toEqual(["create", "create", "create"]);
  expect(decisions.find(({ type }) => type === "group")).toMatchObject({ name: "Sales", membersAdded: 1 });
  expect((await muster.call("GET", `/api/v1/plans/${plan.planId}/decisions?verb=hold`)).body.items).toEqual(
    [],
  );
  const other = await muster.call("POST", `/api/v1/plans/${plan.planId}/apply`, { body: { hash: "x" } });
  expect([other.status, other.body.code]).toEqual([409, "plan.hash-mismatch"]);
  const applied = await muster.call("POST", `/api/v1/plans/${plan.planId}/apply`, {
    body: { hash: plan.hash },
  });
  expect(applied.status).toBe(202);
  const cycle = await settled(`/api/v1/cycles/${applied.body.cycleId}`, "planning", "running");
  expect(routes.getCycle.response.parse(cycle)).toEqual(cycle);
  expect(cycle).toMatchObject({ state: "closed", closed: true });
  const log = await pages(`${apps()}/${app}/log?limit=2`);
  expect(log.length).toBeGreaterThanOrEqual(3);
  const failed = await pages(`${apps()}/${app}/exchanges?failed=true&limit=500`);
  const all = await pages(`${apps()}/${app}/exchanges?limit=3`);
  expect(all.length).toBeGreaterThan(failed.length);
  expect(JSON.stringify(all)).not.toContain(SECRET);
  const { body: why } = await muster.call("GET", `${apps()}/${app}/why?find=bela%40contoso.test`);
  expect(routes.why.response.parse(why)).toEqual(why);
  expect(why).toMatchObject({
    inScope: true,
    scope: [{ code: "scope.group-nested", params: { group: "Sales", path: "EMEA > Sales" } }],
    last: { entry: { name: "bela@contoso.test" }, exchange: { method: "POST" } },
  });
  const { body: out } = await muster.call("GET", `${apps()}/${app}/why?find=chi%40contoso.test`);
  expect(out).toMatchObject({ inScope: false, scope: [{ code: "scope.none" }], link: null, last: null });
  expect(out.blockers[0].code).toBe("why.out-of-scope");
});

async function pages(path: string): Promise<Answer["body"][]> {
  const items: Answer["body"][] = [];
  let after: string | null = "";
  for (let page = 0; page < 100 && after !== null; page += 1) {
    const { status, body } = await muster.call("GET", after === "" ? path : `${path}&after=${after}`);
    expect(status).toBe(200);
    items.push(...body.items);
    after = body.next;
  }
  return items;
}

test("holds are answered one by one or together, and only those that wait for a person", async () => {
  const app = (await newApplication()) as never;
  const { store, env } = muster.deps;
  const id = env.newId() as never;
  const objects = [env.newId(), env.newId(), env.newId()] as never[];
  await store.commit([
    {
      op: "insert",
      table: "plan",
      row: {
        org,
        id,
        app,
        kind: "incremental",
        state: "planned",
        created: env.now(),
        config_version: 1,
        watermark: null,
        upto: null,
        hash: "h",
        counts: { ...NO_PLAN_COUNTS, evaluated: 3, hold: 3 },
        notes: [],
        attributes: [],
        sending: null,
      },
    },
    ...objects.map((object, n) => ({
      op: "insert" as const,
      table: "decision" as const,
      row: {
        org,
        plan: id,
        n,
        object,
        type: "user" as const,
        verb: "hold",
        name: `m${n}`,
        account: null,
        object_version: 0,
        link_version: 0,
        reasons:
          n === 2
            ? [{ code: "hold.several-matches", params: {} }]
            : [
                { code: "decide.disable", params: {} },
                { code: "hold.deletion-threshold", params: { count: 2 } },
              ],
        changes: [],
        desired: {
          attributes: {},
          awaited: {},
          members: { add: 0, remove: 0 },
          untouched: [],
          hidden: [],
          deadMembers: [],
          match: null,
          inScope: true,
          formerOwner: null,
          name: null,
        },
        outcome: null,
      },
    })),
  ]);
  const answer = (body: object) => muster.call("POST", `/api/v1/plans/${id}/holds`, { body });
  expect((await answer({ answer: "rejected", objects: [objects[0]] })).body).toEqual({ answered: 1 });
  const wrong = await answer({ answer: "approved", objects: [objects[1], objects[2]] });
  expect([wrong.status, wrong.body]).toMatchObject([
    409,
    { code: "plan.not-answerable", params: { object: objects[2] } },
  ]);
  expect((await answer({ answer: "approved", objects: "all" })).body).toEqual({ answered: 2 });
  const approvals = await store.page("approval", { where: { org, app }, limit: 10 });
  expect(approvals.map(({ object, verb, answer }) => [object, verb, answer])).toEqual([
    [objects[0], expect.stringMatching(/^disable [0-9a-f]{32}$/), "approved"],
    [objects[1], expect.stringMatching(/^disable [0-9a-f]{32}$/), "approved"],
  ]);
  const shown = (await muster.call("GET", `/api/v1/plans/${id}/decisions`)).body.items;
  expect(routes.listDecisions.response.parse({ items: shown, next: null }).items).toEqual(shown);
  const only = await muster.call("GET", `/api/v1/plans/${id}/decisions?n=1`);
  expect(only.body).toEqual({ items: [shown[1]], next: null });
});

test("what is not there is not found, by its own code", async () => {
  const none = "0190a1b2-0000-7000-8000-000000000009";
  for (const [method, path, code] of [
    ["GET", `${apps()}/${none}`, "app.not-found"],
    ["GET", `${apps()}/${none}/log`, "app.not-found"],
    ["GET", `${apps()}/${none}/exchanges`, "app.not-found"],
    ["GET", `${apps()}/${none}/assignments`, "app.not-found"],
    ["GET", `${apps()}/${none}/why?find=x`, "app.not-found"],
    ["POST", `${apps()}/${none}/plans`, "app.not-found"],
    ["POST", `${apps()}/${none}/sync`, "app.not-found"],
    ["POST", `${apps()}/${none}/test`, "app.not-found"],
    ["GET", `/api/v1/plans/${none}`, "plan.not-found"],
    ["GET", `/api/v1/plans/${none}/decisions`, "plan.not-found"],
    ["POST", `/api/v1/plans/${none}/apply`, "plan.not-found"],
    ["GET", `/api/v1/cycles/${none}`, "cycle.not-found"],
    ["GET", `/api/v1/organizations/${org}/imports/${none}`, "import.not-found"],
    ["DELETE", `/api/v1/organizations/${org}/tokens/${none}`, "token.not-found"],
  ] as const) {
    const { status, body } = await muster.call(method, path);
    expect([path, status, body.code]).toEqual([path, 404, code]);
  }
});
