import { afterAll, beforeAll, expect, test } from "vitest";
import { withUrgentWires } from "../../../src/app/provisioning/context.ts";
import { type AppId, trustId } from "../../../src/core/ids.ts";
import { type BulkTraits, startBulkTarget } from "../../targets/bulk-target.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Cycles whose changes travel together: what they leave is what single requests leave. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const PEOPLE = Array.from({ length: 30 }, (_, index) => `p${index + 10}`);

/** Thirty people, each under the one before, and a group of all of them. */
async function fill({ client }: ProvisionedDirectory): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of PEOPLE) {
    const manager = ids.at(-1);
    const extension = manager === undefined ? {} : { [ENTERPRISE_URN]: { manager: { value: manager } } };
    ids.push((await client.make("/Users", user(name, extension))).id);
  }
  await client.make("/Groups", group("Everyone", ids));
  return ids;
}

async function exchangesOf({ admin, org, app }: ProvisionedDirectory) {
  const { body } = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/exchanges?limit=200`);
  return body.items as {
    id: string;
    method: string;
    url: string;
    status: number;
    carrierId: string | null;
    joined: number | null;
    step: { objectId: string } | null;
    request: Record<string, unknown>;
  }[];
}

/** The accounts of a directory without ids, and their managers by name. */
async function accountsOf({ target }: ProvisionedDirectory) {
  const { body } = await target.get("/Users?count=100");
  const users = body.Resources as {
    id: string;
    userName: string;
    [ENTERPRISE_URN]?: { manager?: { value: string } };
  }[];
  const names = new Map(users.map(({ id, userName }) => [id, userName]));
  return users
    .map(
      ({ userName, ...rest }) =>
        `${userName} < ${names.get(rest[ENTERPRISE_URN]?.manager?.value ?? "") ?? "-"}`,
    )
    .sort();
}

const EXPECTED = PEOPLE.map((name, index) => `${name} < ${PEOPLE[index - 1] ?? "-"}`);

async function openMuster() {
  const org = await scim.newOrg();
  const token = await scim.token(org);
  return { url: `${scim.url}/scim/${org}/v2`, token, stop: async () => {} };
}

test.each([
  ["another Muster", openMuster],
  ["a server that is not ours", () => startScimmyTarget(undefined, { hasBulk: true })],
])(
  "people and groups reach %s in bulk requests, and each step shows its own exchange",
  async (_what, start) => {
    const target = await start();
    try {
      const directory = await provisionDirectory(scim, target);
      const { admin, org, app, sync, seen } = directory;
      const ids = await fill(directory);
      const tested = await admin("POST", `/api/v1/organizations/${org}/applications/${app}/test`, {});
      expect(tested.body.bulk).toMatchObject({
        state: "used",
        operationsMax: expect.any(Number),
        status: null,
      });
      expect((await sync("initial")).counts).toMatchObject({ created: 31 });
      expect(await accountsOf(directory)).toEqual(EXPECTED);
      expect((await seen()).members["Everyone"]?.length).toBe(PEOPLE.length);
      const exchanges = await exchangesOf(directory);
      const parts = exchanges.filter(({ carrierId }) => carrierId !== null);
      const carriers = exchanges.filter(({ joined }) => joined !== null);
      expect(carriers.length).toBeGreaterThan(0);
      expect(carriers.length).toBeLessThan(parts.length / 2);
      expect(parts.length).toBe(carriers.reduce((sum, { joined }) => sum + (joined ?? 0), 0));
      const created = parts.filter(({ method }) => method === "POST");
      expect(created.every(({ status, step }) => status === 201 && ids.includes(step?.objectId ?? ""))).toBe(
        true,
      );
      const { carrierId, request } = created[0]!;
      expect(String(request["body"])).toContain("userName");
      expect(carriers.map(({ id }) => id)).toContain(carrierId);
      expect((await sync("initial")).counts["unchanged"]).toBe(31);
    } finally {
      await target.stop();
    }
  },
);

test("the setting bulkRequests sends each change by itself", async () => {
  const target = await openMuster();
  const directory = await provisionDirectory(scim, target);
  const { admin, org, app, change, sync } = directory;
  await fill(directory);
  await change({ bulkRequests: false });
  expect((await sync("initial")).counts).toMatchObject({ created: 31 });
  expect(await accountsOf(directory)).toEqual(EXPECTED);
  expect((await exchangesOf(directory)).filter(({ joined }) => joined !== null)).toEqual([]);
  const tested = await admin("POST", `/api/v1/organizations/${org}/applications/${app}/test`, {});
  expect(tested.body.bulk.state).toBe("switched-off");
});

test.each<[string, BulkTraits]>([
  [
    "leaves half of the operations out",
    { alter: (answers) => answers.filter((_, index) => index % 2 === 0) },
  ],
  ["is a web page", { alter: () => ({ status: 200, page: "<html>signed out</html>" }) }],
  ["is a server error after all was done", { alter: () => ({ status: 500 }) }],
  ["refuses bulk requests", { answerAll: () => ({ status: 404 }) }],
])(
  "a cycle leaves no account twice and none missing when the answer to a bulk request %s",
  async (_what, traits) => {
    const target = await startBulkTarget(traits);
    try {
      const directory = await provisionDirectory(scim, target);
      for (const name of PEOPLE) await directory.client.make("/Users", user(name));
      await directory.sync("initial");
      await directory.sync("initial");
      const names = [...target.resources.Users.values()].map(({ userName }) => userName).sort();
      expect(names).toEqual(PEOPLE);
      const { counts } = await directory.sync("initial");
      expect(counts["unchanged"]).toBe(PEOPLE.length);
      expect(target.bulks.length).toBeGreaterThan(0);
    } finally {
      await target.stop();
    }
  },
);

test("what takes access away beside a cycle waits for no other change", () => {
  const app = trustId<AppId>("01900000-0000-7000-8000-000000000002");
  const settings = { baseUrl: "http://127.0.0.1:9/scim" };
  const org = trustId<Parameters<typeof scim.deps.wireTo>[0]>("01900000-0000-7000-8000-000000000001");
  expect(scim.deps.wireTo(org, app, settings).sendJoined).toBeTypeOf("function");
  expect(withUrgentWires(scim.deps).wireTo(org, app, settings).sendJoined).toBeUndefined();
});
