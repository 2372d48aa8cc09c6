import { afterAll, beforeAll, expect, test } from "vitest";
import { type DroppingProxy, startDroppingProxy } from "../../targets/dropping-proxy.ts";
import type { ScimTarget } from "../../targets/scimmy-target.ts";
import { NO_EXTENSION, type Script, startScriptedTarget } from "../../targets/scripted-target.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A company in a SCIM server that refuses the enterprise extension, and groups as members of groups. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const PEOPLE = ["ada", "bo", "cy", "di"] as const;

function person(name: string, managerId?: string) {
  return user(`${name}@one.test`, {
    displayName: `${name} of One`,
    name: { givenName: name, familyName: "One", formatted: `${name} One` },
    title: "Clerk",
    active: true,
    emails: [{ value: `${name}@one.test`, type: "work", primary: true }],
    [ENTERPRISE_URN]: {
      employeeNumber: `N-${name}`,
      department: "R&D",
      ...(managerId && { manager: { value: managerId } }),
    },
  });
}

/** Ada leads the others; Crew holds all of them, Everyone holds Crew and Ada. */
async function makeCompany({ client }: ProvisionedDirectory) {
  const ids: Record<string, string> = {};
  for (const name of PEOPLE) {
    const made = await client.make("/Users", person(name, ids["ada"]));
    ids[name] = made.id;
  }
  const crew = await client.make("/Groups", group("Crew", Object.values(ids)));
  const everyone = await client.make("/Groups", group("Everyone", [crew.id, ids["ada"]!]));
  return { ids, crew: crew.id as string, everyone: everyone.id as string };
}

/** The accounts and groups that a target holds, with ids replaced by names. */
async function readTarget({ target }: ProvisionedDirectory) {
  const { body: users } = await target.get("/Users");
  const { body: groups } = await target.get("/Groups");
  const all = [...(users.Resources ?? []), ...(groups.Resources ?? [])];
  const names = new Map<string, string>(
    all.map(({ id, userName, displayName }) => [id, userName?.split("@")[0] ?? displayName]),
  );
  const nameOf = ({ value }: { value: string }) => names.get(value) ?? value;
  return {
    accounts: Object.fromEntries(
      // biome-ignore lint/suspicious/noExplicitAny: resources of servers that are not ours
      users.Resources.map((each: any) => [
        names.get(each.id),
        {
          title: each.title,
          active: each.active,
          displayName: each.displayName,
          familyName: each.name?.familyName,
          emails: each.emails?.map(({ value }: { value: string }) => value),
          employeeNumber: each[ENTERPRISE_URN]?.employeeNumber,
          department: each[ENTERPRISE_URN]?.department,
          manager: each[ENTERPRISE_URN]?.manager && nameOf(each[ENTERPRISE_URN].manager),
        },
      ]),
    ),
    members: Object.fromEntries(
      (groups.Resources ?? []).map((each: { displayName: string; members?: { value: string }[] }) => [
        each.displayName,
        (each.members ?? []).map(nameOf).sort(),
      ]),
    ),
  };
}

/** The parts that the log of the application names as refused, as `object part`. */
async function readRefused({ admin, org, app }: ProvisionedDirectory) {
  const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=200`;
  const { body } = await admin("GET", path);
  const named = body.items.flatMap((line: { name: string; reasons: Reason[] }) =>
    line.reasons.flatMap(({ code, params }) => {
      if (!code.startsWith("refused.")) return [];
      return [`${line.name.split("@")[0]} ${params.member ?? params.path?.replace(ENTERPRISE_URN, "urn")}`];
    }),
  );
  return named.sort();
}

interface Reason {
  readonly code: string;
  readonly params: { readonly member?: string; readonly path?: string };
}

const writesTo = (proxy: DroppingProxy) =>
  [...proxy.arrived].filter(([name]) => !name.startsWith("GET ")).map(([name, count]) => `${name} ${count}`);

async function startWithoutNesting(): Promise<ScimTarget> {
  let isGroup = (_id: string) => false;
  const nested: Script = ({ method, endpoint, body }) => {
    if (method === "GET" || endpoint !== "Groups") return undefined;
    const ids = JSON.stringify(body).match(/[0-9a-f-]{36}/g) ?? [];
    return ids.some(isGroup) ? { status: 400, scimType: "invalidValue" } : undefined;
  };
  const target = await startScriptedTarget((call) => NO_EXTENSION(call) ?? nested(call));
  isGroup = (id) => target.resources.Groups.has(id);
  return target;
}

test("what a limited server can hold is there, the rest is named, and nothing is sent twice", async () => {
  const server = await startWithoutNesting();
  const proxy = await startDroppingProxy(server.url);
  const target = { url: proxy.url, token: server.token };
  const directory = await provisionDirectory(scim, target, { readFrom: server.url });
  const { client, sync } = directory;
  const { ids, crew } = await makeCompany(directory);
  const accountOf = (name: string) => ({
    ...{ title: "Clerk", active: true, displayName: `${name} of One`, familyName: "One" },
    emails: [`${name}@one.test`],
    ...{ employeeNumber: undefined, department: undefined, manager: undefined },
  });
  expect((await sync()).counts).toEqual({ evaluated: 6, created: 6 });
  const accounts = Object.fromEntries(PEOPLE.map((name) => [name, accountOf(name)]));
  const everyone = ["ada"];
  expect(await readTarget(directory)).toEqual({
    accounts,
    members: { Crew: [...PEOPLE], Everyone: everyone },
  });
  const extension = PEOPLE.flatMap((name) =>
    ["department", "employeeNumber", ...(name === "ada" ? [] : ["manager.value"])].map(
      (each) => `${name} urn:${each}`,
    ),
  );
  const refused = ["Everyone Crew", ...extension].sort();
  expect(await readRefused(directory)).toEqual(refused);
  proxy.clear();
  await sync("initial");
  expect(writesTo(proxy)).toEqual([]);

  await client.patch(`/Users/${ids["di"]}`, [{ op: "replace", path: "active", value: false }]);
  await client.patch(`/Users/${ids["bo"]}`, [{ op: "replace", path: "title", value: "Chief" }]);
  await client.patch(`/Groups/${crew}`, [{ op: "remove", path: `members[value eq "${ids["cy"]}"]` }]);
  expect((await sync()).counts).toMatchObject({ evaluated: 3, updated: 2, disabled: 1 });
  expect(writesTo(proxy)).toEqual(["PATCH /Users/:id 2", "PATCH /Groups/:id 1"]);
  expect(await readTarget(directory)).toEqual({
    accounts: {
      ...accounts,
      bo: { ...accountOf("bo"), title: "Chief" },
      di: { ...accountOf("di"), active: false },
    },
    members: { Crew: ["ada", "bo", "di"], Everyone: everyone },
  });
  proxy.clear();
  await sync("initial");
  expect(writesTo(proxy)).toEqual([]);
  expect(await readRefused(directory)).toEqual(refused);
  await proxy.stop();
  await server.stop();
});
