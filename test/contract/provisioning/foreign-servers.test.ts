import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBetterAuthTarget } from "../../targets/better-auth-target.ts";
import { startDroppingProxy } from "../../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import {
  ENTERPRISE_URN,
  group,
  type ScimClient,
  type ScimServer,
  scimClient,
  startScimServer,
  user,
} from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** SCIM services that we did not write: what they can hold is there, and nothing is sent twice. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

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
async function readCompany(client: ScimClient): Promise<Company> {
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
      const { org, app, admin, client, sync } = await provisionDirectory(scim, { ...target, url: proxy.url });
      const ada = await client.make("/Users", employee("ada"));
      const staff: Resource[] = [];
      for (const name of ["bo", "cy", "di"]) staff.push(await client.make("/Users", employee(name, ada.id)));
      const [bo, cy, di] = staff;
      const inner = await client.make("/Groups", group("Inner", [bo.id]));
      const outer = await client.make("/Groups", group("Outer", [cy.id, inner.id]));
      const there = scimClient(target.url, target.token);
      const isThere = async () => {
        const wanted = holdable(await readCompany(client), lacking);
        expect(await readCompany(there)).toEqual(wanted);
        return wanted;
      };
      const writes = () =>
        [...proxy.arrived].filter(([call]) => !call.startsWith("GET")).map(([call, n]) => `${n} ${call}`);

      expect((await sync()).counts).toEqual({ evaluated: 6, created: 6 });
      const { users } = await isThere();
      expect(users["bo@example.test"]).toMatchObject({ manager: "ada@example.test", employeeNumber: "7-bo" });
      const log: Resource[] = (await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log`))
        .body.items;
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
        expect((await sync()).counts).toMatchObject({ evaluated: 1 });
        await isThere();
        expect(writes()).toEqual([`1 PATCH ${of.replace(/[^/]+$/, ":id")}`]);
      }
      proxy.clear();
      expect((await sync("initial")).counts).toEqual({ evaluated: 6, unchanged: 6 });
      expect(writes()).toEqual([]);
    } finally {
      await proxy.stop();
      await target.stop();
    }
  });
});
