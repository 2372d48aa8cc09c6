import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { startBetterAuthTarget } from "../../targets/better-auth-target.ts";
import { startDroppingProxy } from "../../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type Answer, call } from "../admin/server.ts";
import { ENTERPRISE_URN, group, type ScimServer, scimClient, startScimServer, user } from "../scim/server.ts";

/** SCIM services that we did not write: what they can hold is there, and nothing is sent twice. */

let scim: ScimServer;
let token: string;
beforeAll(async () => {
  scim = await startScimServer();
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
  token = (await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
});
afterAll(() => scim.close());

const admin = (method: string, path: string, body?: object): Promise<Answer> =>
  call(`${scim.url}${path}`, method, { token, body });

// biome-ignore lint/suspicious/noExplicitAny: resources of two servers
type Resource = any;

/** An employee with everything that the default mapping knows. */
function employee(name: string, manager?: string) {
  return user(`${name}@example.test`, {
    active: true,
    displayName: `${name} Example`,
    name: { givenName: name, familyName: "Example" },
    title: "Engineer",
    preferredLanguage: "en",
    emails: [{ type: "work", primary: true, value: `${name}@example.test` }],
    phoneNumbers: [
      { type: "work", value: "+44 20 7946 0001" },
      { type: "mobile", value: "+44 7700 900001" },
    ],
    addresses: [
      { type: "work", streetAddress: "1 High St", locality: "Leeds", postalCode: "LS1 1AA", country: "GB" },
    ],
    [ENTERPRISE_URN]: {
      department: "Research",
      employeeNumber: `7-${name}`,
      ...(manager === undefined ? {} : { manager: { value: manager } }),
    },
  });
}

/** The attributes of an account that a person would compare, by path; an absent one is left out. */
function valuesOf(resource: Resource, names: ReadonlyMap<string, string>): Record<string, unknown> {
  const ofType = (list: Resource[] | undefined, type: string) => list?.find((each) => each.type === type);
  const extension = resource[ENTERPRISE_URN];
  const manager = extension?.manager?.value;
  const values = {
    userName: resource.userName,
    active: resource.active,
    displayName: resource.displayName,
    "name.givenName": resource.name?.givenName,
    "name.familyName": resource.name?.familyName,
    title: resource.title,
    preferredLanguage: resource.preferredLanguage,
    "emails.value": resource.emails?.[0]?.value,
    "phoneNumbers.work": ofType(resource.phoneNumbers, "work")?.value,
    "phoneNumbers.mobile": ofType(resource.phoneNumbers, "mobile")?.value,
    "addresses.locality": ofType(resource.addresses, "work")?.locality,
    "addresses.postalCode": ofType(resource.addresses, "work")?.postalCode,
    department: extension?.department,
    employeeNumber: extension?.employeeNumber,
    manager: manager === undefined ? undefined : names.get(manager),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

interface Company {
  readonly users: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Names of members by the name of the group. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** All users and groups of a SCIM service, by name. */
async function readCompany(service: { readonly url: string; readonly token: string }): Promise<Company> {
  const client = scimClient(service.url, service.token);
  const users: Resource[] = (await client.get("/Users?count=100")).body.Resources ?? [];
  const groups: Resource[] = (await client.get("/Groups?count=100")).body.Resources ?? [];
  const names = new Map<string, string>([
    ...users.map((each): [string, string] => [each.id, each.userName]),
    ...groups.map((each): [string, string] => [each.id, each.displayName]),
  ]);
  return {
    users: Object.fromEntries(users.map((each) => [each.userName, valuesOf(each, names)])),
    groups: Object.fromEntries(
      groups.map((each) => {
        const members: { value: string }[] = each.members ?? [];
        return [each.displayName, members.map(({ value }) => names.get(value) ?? "unknown").sort()];
      }),
    ),
  };
}

async function connect(target: ScimTarget) {
  const client = await scim.client();
  const at = `/api/v1/organizations/${client.org}`;
  const input = { name: "Target", config: { url: target.url }, secret: target.token };
  const app = await admin("POST", `${at}/applications`, input);
  const path = `${at}/applications/${app.body.appId}`;
  await admin("POST", `${path}/assignments`, { subject: { kind: "all" } });

  async function sync(body: object = {}): Promise<Record<string, unknown>> {
    const begun = await admin("POST", `${path}/sync`, body);
    for (let asked = 0; asked < 1_200; asked += 1) {
      const { body: cycle } = await admin("GET", `/api/v1/cycles/${begun.body.cycleId}`);
      if (cycle.state !== "planning" && cycle.state !== "running") {
        const counts = Object.entries<number>(cycle.counts).filter(([, count]) => count > 0);
        return { ...Object.fromEntries(counts), isBalanced: cycle.closed };
      }
      await scim.deps.env.sleep(25);
    }
    throw new Error("the cycle does not end");
  }
  return { path, client, sync, here: () => readCompany({ url: client.baseUrl, token: client.token }) };
}

/** The company as the target can hold it: groups are no members where it refuses them. */
function holdable(company: Company, lacking: readonly string[]): Company {
  const groups = Object.entries(company.groups).map(([name, members]) => [
    name,
    members.filter((member) => !lacking.includes(member)),
  ]);
  return { ...company, groups: Object.fromEntries(groups) };
}

describe.each<[string, () => Promise<ScimTarget>, readonly string[]]>([
  ["scimmy-routers", startScimmyTarget, []],
  ["@better-auth/scim, which takes no groups as members", startBetterAuthTarget, ["Inner"]],
])("%s", (_name, start, lacking) => {
  test("holds the company after each change, and a sync without changes sends it nothing", async () => {
    const target = await start();
    const proxy = await startDroppingProxy(target.url);
    try {
      const { path, client, sync, here } = await connect({ ...target, url: proxy.url });
      const ada = await client.make("/Users", employee("ada"));
      const staff: Resource[] = [];
      for (const name of ["bo", "cy", "di"]) staff.push(await client.make("/Users", employee(name, ada.id)));
      const [bo, cy, di] = staff;
      const inner = await client.make("/Groups", group("Inner", [bo.id]));
      const outer = await client.make("/Groups", group("Outer", [cy.id, inner.id]));
      const isThere = async () => {
        const [there, wanted] = [await readCompany(target), holdable(await here(), lacking)];
        expect(there).toEqual(wanted);
        return wanted;
      };
      const writes = () =>
        [...proxy.arrived].filter(([call]) => !call.startsWith("GET")).map(([call, n]) => `${n} ${call}`);

      expect(await sync()).toEqual({ evaluated: 6, created: 6, isBalanced: true });
      const { users } = await isThere();
      expect(users["bo@example.test"]).toMatchObject({ manager: "ada@example.test", employeeNumber: "7-bo" });
      const log: Resource[] = (await admin("GET", `${path}/log`)).body.items;
      const refused = log.filter(({ status }) => status !== "success");
      expect(refused.flatMap(({ reasons }) => reasons.map((each: Resource) => each.params.member))).toEqual(
        lacking,
      );

      for (const [change, of] of [
        [{ op: "replace", path: "active", value: false }, `/Users/${di.id}`],
        [{ op: "replace", path: "title", value: "Principal" }, `/Users/${cy.id}`],
        [{ op: "add", path: "members", value: [{ value: ada.id }] }, `/Groups/${outer.id}`],
      ] as const) {
        proxy.clear();
        expect((await client.patch(of, [change])).status).toBeLessThan(300);
        expect(await sync()).toMatchObject({ evaluated: 1, isBalanced: true });
        await isThere();
        expect(writes()).toEqual([`1 PATCH ${of.replace(/[^/]+$/, ":id")}`]);
      }
      proxy.clear();
      expect(await sync({ kind: "initial" })).toEqual({ evaluated: 6, unchanged: 6, isBalanced: true });
      expect(writes()).toEqual([]);
    } finally {
      await proxy.stop();
      await target.stop();
    }
  });
});
