import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING } from "../../../src/connectors/scim/defaults.ts";
import { isObject, type Json, type JsonObject } from "../../../src/core/json.ts";
import { type DroppingProxy, startDroppingProxy } from "../../targets/dropping-proxy.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A changed configuration: everyone is mapped again, and only those whose result differs are sent. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withCompany(
  work: (directory: ProvisionedDirectory, proxy: DroppingProxy, people: readonly string[]) => Promise<void>,
): Promise<void> {
  const target = await startScimmyTarget();
  const proxy = await startDroppingProxy(target.url);
  try {
    const through = { url: proxy.url, token: target.token };
    const directory = await provisionDirectory(scim, through, { readFrom: target.url });
    const people: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const title = n % 6 === 0 ? "Lead" : "Engineer";
      people.push((await directory.client.make("/Users", user(`p${n}`, { title }))).id);
    }
    await directory.client.make("/Groups", group("Crew", people.slice(0, 5)));
    await directory.sync();
    proxy.clear();
    await work(directory, proxy, people);
  } finally {
    await proxy.stop();
    await target.stop();
  }
}

/** Stores another source for one attribute of users, as a change of the mapping does. */
async function mapTitle({ org, app }: ProvisionedDirectory, expression: string | undefined): Promise<void> {
  const { store } = scim.deps;
  const row = (await store.get("application", { org, id: app }))!;
  const attributes = readList(DEFAULT_USER_MAPPING).filter((each) => each["target"] !== "title");
  const title: readonly JsonObject[] =
    expression === undefined ? [] : [{ target: "title", kind: "expression", expression, apply: "always" }];
  const mappings = {
    user: { type: "user", attributes: [...attributes, ...title] },
    group: { ...DEFAULT_GROUP_MAPPING },
  };
  const set = { mappings, version: row.version + 1 };
  await store.commit([{ op: "update", table: "application", key: { org, id: app }, set }]);
}

function readList(mapping: Json): readonly JsonObject[] {
  const attributes = isObject(mapping) ? mapping["attributes"] : undefined;
  return Array.isArray(attributes) ? attributes : [];
}

const requestsOf = ({ arrived }: DroppingProxy) => [...arrived];

test("one expression that alters two of twelve people costs two requests, and its roll-back two", () =>
  withCompany(async (directory, proxy) => {
    await mapTitle(directory, 'Replace([title], "Lead", , , "Head", , )');
    const planned = await directory.plan();
    const { body } = await directory.admin("GET", `/api/v1/plans/${planned}`);
    expect(body).toMatchObject({
      kind: "incremental",
      counts: { evaluated: 13, update: 2, unchanged: 11 },
      notes: [{ code: "plan.reconfigured" }],
      attributes: [{ type: "user", path: "title", changed: 2, evaluated: 12 }],
    });
    expect(requestsOf(proxy)).toEqual([]);
    expect((await directory.sync()).counts).toEqual({ evaluated: 13, updated: 2, unchanged: 11 });
    expect(requestsOf(proxy)).toEqual([["PATCH /Users/:id", 2]]);
    proxy.clear();
    await mapTitle(directory, "[title]");
    expect((await directory.sync()).counts).toEqual({ evaluated: 13, updated: 2, unchanged: 11 });
    expect(requestsOf(proxy)).toEqual([["PATCH /Users/:id", 2]]);
    expect((await directory.sync()).counts).toEqual({});
  }));

test("changes of the directory are carried out beside the changed configuration", () =>
  withCompany(async (directory, proxy, people) => {
    const { client, sync, seen } = directory;
    await mapTitle(directory, 'Replace([title], "Lead", , , "Head", , )');
    const [first = ""] = people;
    await client.patch(`/Users/${first}`, [{ op: "replace", path: "active", value: false }]);
    const newcomer = await client.make("/Users", user("newcomer"));
    const crew = (await client.get("/Groups")).body.Resources[0].id;
    await client.patch(`/Groups/${crew}`, [{ op: "add", path: "members", value: [{ value: newcomer.id }] }]);
    expect((await sync()).counts).toMatchObject({ created: 1, disabled: 1, updated: 2 });
    const { accounts, members } = await seen();
    expect(accounts).toContain("p0 inactive");
    expect(members["Crew"]).toContain("newcomer");
    expect(proxy.arrived.get("GET /Users") ?? 0).toBe(1);
  }));

test("another target after another mapping is evaluated as a whole", () =>
  withCompany(async (directory) => {
    const { admin, org, app, plan } = directory;
    const path = `/api/v1/organizations/${org}/applications/${app}`;
    const { body } = await admin("GET", path);
    await admin("PATCH", path, { config: { ...body.config, timeoutMs: 7_000 } });
    await mapTitle(directory, undefined);
    const planned = await plan();
    expect((await admin("GET", `/api/v1/plans/${planned}`)).body.kind).toBe("initial");
  }));
