import { afterAll, beforeAll, expect, test } from "vitest";
import type { Script } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** A target that refuses everything for a while, as a broken deployment does: afterwards all is as it should be. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

test("nothing that a broken target refuses is remembered or parked", () => {
  let isBroken = false;
  const script: Script = () => (isBroken ? { status: 400, body: { error: "unknown tenant" } } : undefined);
  return withScriptedTarget(scim, script, async ({ org, app, client, sync, admin, seen }, target) => {
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    const crew = await client.make("/Groups", group("Crew", [bo.id]));
    expect((await sync()).counts).toMatchObject({ created: 3 });
    isBroken = true;
    const changes = [
      { op: "replace", path: "title", value: "Chief" },
      { op: "replace", path: "displayName", value: "Ada" },
    ];
    await client.patch(`/Users/${ada.id}`, changes);
    await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: ada.id }] }]);
    for (let round = 0; round < 4; round += 1) await sync();
    const path = `/api/v1/organizations/${org}/applications/${app}`;
    const { items } = (await admin("GET", `${path}/waiting`)).body;
    expect(items.map(({ name, state }: { name: string; state: string }) => [name, state]).sort()).toEqual([
      ["Crew", "pending"],
      ["ada", "pending"],
    ]);
    const waiting = await scim.deps.store.page("pending", { where: { org, app }, limit: 10 });
    const faults = waiting.map(({ fault }) => [fault?.code, fault?.params["status"]]);
    expect(faults).toEqual(Array(2).fill(["target.refuses-everything", 400]));
    expect(await scim.deps.store.count("target_refusal", { org, app })).toBe(0);

    isBroken = false;
    expect((await sync()).counts).toMatchObject({ updated: 2 });
    const titles = [...target.resources.Users.values()].map(({ userName, title }) => [userName, title]);
    expect(titles.sort()).toEqual([
      ["ada", "Chief"],
      ["bo", undefined],
    ]);
    expect((await seen()).members).toEqual({ Crew: ["ada", "bo"] });
    expect((await sync("initial")).counts).toEqual({ evaluated: 3, unchanged: 3 });
  });
});

test("a target that reads well and refuses one attribute of everyone is not in trouble", () => {
  const script: Script = ({ method, body }) =>
    method !== "GET" && JSON.stringify(body).includes("title") ? { status: 400 } : undefined;
  return withScriptedTarget(scim, script, async ({ org, app, client, sync }, target) => {
    const people = [await client.make("/Users", user("ada")), await client.make("/Users", user("bo"))];
    await sync();
    for (const { id } of people)
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "Chief" }]);
    await sync();
    expect(await scim.deps.store.count("target_refusal", { org, app })).toBe(2);
    const sent = target.calls.filter(({ method }) => method === "PATCH").length;
    await sync("initial");
    expect(target.calls.filter(({ method }) => method === "PATCH")).toHaveLength(sent);
  });
});
