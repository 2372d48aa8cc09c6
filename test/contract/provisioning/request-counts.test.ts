import { afterAll, beforeAll, expect, test } from "vitest";
import { type DroppingProxy, startDroppingProxy } from "../../targets/dropping-proxy.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Requests that a cycle may cost, counted in front of the target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withCounts(
  work: (directory: ProvisionedDirectory, proxy: DroppingProxy) => Promise<void>,
): Promise<void> {
  const target = await startScimmyTarget();
  const proxy = await startDroppingProxy(target.url);
  try {
    const through = { url: proxy.url, token: target.token };
    await work(await provisionDirectory(scim, through, { readFrom: target.url }), proxy);
  } finally {
    await proxy.stop();
    await target.stop();
  }
}

test.each([
  [50, "a look-up each", 50, 0],
  [51, "one listing of users and groups", 1, 1],
])("%i newcomers cost %s, in an initial cycle and in a later one", (count, _what, users, groups) =>
  withCounts(async ({ client, sync }, proxy) => {
    for (const wave of ["one", "two"]) {
      for (let n = 0; n < count; n += 1) await client.make("/Users", user(`${wave}${n}`));
      proxy.clear();
      expect((await sync()).counts).toMatchObject({ created: count });
      const asked = ["GET /Users", "GET /Groups"].map((name) => proxy.arrived.get(name) ?? 0);
      expect(asked).toEqual([users, groups]);
    }
  }),
);

test("an initial cycle of assigned groups lists the target instead of looking people up first", () =>
  withCounts(async ({ client, sync, admin, org, app }, proxy) => {
    const at = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    await admin("DELETE", `${at}/*`);
    const people: string[] = [];
    for (let n = 0; n < 45; n += 1) people.push((await client.make("/Users", user(`p${n}`))).id);
    for (let n = 0; n < 10; n += 1) {
      const { id } = await client.make("/Groups", group(`G${n}`, people));
      const assigned = await admin("POST", at, { subject: { kind: "group", find: id } });
      expect(assigned.status).toBeLessThan(300);
    }
    proxy.clear();
    expect((await sync("initial")).counts).toMatchObject({ created: 55 });
    expect(["GET /Users", "GET /Groups"].map((name) => proxy.arrived.get(name) ?? 0)).toEqual([1, 1]);
  }));

test("a new group is one POST with its members; gains and losses are one PATCH", () =>
  withCounts(async ({ client, sync, seen }, proxy) => {
    const people: { id: string }[] = [];
    for (const name of ["ada", "bo", "cy", "di"]) people.push(await client.make("/Users", user(name)));
    await sync();
    const [ada, bo, cy, di] = people;
    const crew = await client.make("/Groups", group("Crew", [ada!.id, bo!.id]));
    const writes = () => [...proxy.arrived].filter(([name]) => !name.startsWith("GET "));
    proxy.clear();
    await sync();
    expect(writes()).toEqual([["POST /Groups", 1]]);
    await client.patch(`/Groups/${crew.id}`, [
      { op: "replace", path: "members", value: [{ value: cy!.id }, { value: di!.id }] },
    ]);
    proxy.clear();
    await sync();
    expect(writes()).toEqual([["PATCH /Groups/:id", 1]]);
    expect((await seen()).members).toEqual({ Crew: ["cy", "di"] });
  }));

test("an initial cycle does not wait for every group of a target that gives no answer", () =>
  withCounts(async ({ client, sync }, proxy) => {
    const ada = await client.make("/Users", user("ada"));
    for (let n = 0; n < 6; n += 1) await client.make("/Groups", group(`Crew ${n}`, [ada.id]));
    await sync();
    proxy.clear();
    await sync("initial");
    expect(proxy.arrived.get("GET /Groups/:id")).toBe(6);
    proxy.clear();
    proxy.drop({ when: "before", method: "GET", path: "/Groups/:id" });
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 7 });
    const attempts = proxy.arrived.get("GET /Groups/:id") ?? 0;
    expect(attempts).toBeGreaterThan(3);
    proxy.clear();
    proxy.drop({ when: "before", method: "GET", path: "/Groups/:id" });
    for (let n = 6; n < 12; n += 1) await client.make("/Groups", group(`Crew ${n}`, [ada.id]));
    await sync("initial");
    expect(proxy.arrived.get("GET /Groups/:id")).toBe(attempts);
  }));
