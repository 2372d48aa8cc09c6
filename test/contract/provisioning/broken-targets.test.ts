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

test("nothing is remembered or parked of a target that reads well and refuses every write for a while", () => {
  let isBroken = false;
  const script: Script = ({ method }) =>
    isBroken && method !== "GET" ? { status: 400, body: { detail: "read only" } } : undefined;
  return withScriptedTarget(scim, script, async ({ org, app, client, sync }, target) => {
    const { store } = scim.deps;
    const names = ["ada", "bo", "cy", "di", "ed", "flo", "gus"];
    const people = await Promise.all(names.map((name) => client.make("/Users", user(name))));
    const crew = await client.make("/Groups", group("Crew", [people[0]?.id]));
    expect((await sync()).counts).toMatchObject({ created: 8 });
    isBroken = true;
    const changes = [
      { op: "replace", path: "title", value: "Chief" },
      { op: "replace", path: "displayName", value: "Boss" },
    ];
    for (const { id } of people.slice(0, 6)) await client.patch(`/Users/${id}`, changes);
    await client.patch(`/Users/${people[6]?.id}`, [{ op: "replace", path: "active", value: false }]);
    await client.patch(`/Groups/${crew.id}`, [
      { op: "add", path: "members", value: [{ value: people[1]?.id }] },
    ]);
    await client.make("/Users", user("hal"));
    for (let round = 0; round < 4; round += 1) await sync();
    const waiting = await store.page("pending", { where: { org, app }, limit: 20 });
    const seen = waiting.map(({ fault, parked }) => [fault?.code, fault?.kind, parked]);
    // The group waits for its member, whose account is new.
    const isGroup = ([code]: (typeof seen)[number]) => code === undefined;
    expect(seen.filter(isGroup)).toEqual([[undefined, undefined, 0]]);
    const others = seen.filter((each) => !isGroup(each));
    expect(others).toEqual(Array(8).fill(["target.refuses-writes", "unavailable", 0]));
    expect(await store.count("target_refusal", { org, app })).toBe(0);
    const [cycle] = await store.page("cycle", { where: { org, app }, descending: true, limit: 1 });
    expect([cycle?.closed, cycle?.message?.code]).toEqual([1, "target.refuses-writes"]);

    isBroken = false;
    expect((await sync()).counts).toMatchObject({ created: 1, updated: 7, disabled: 1 });
    const titles = [...target.resources.Users.values()].map(({ userName, title }) => [userName, title]);
    expect(titles.sort()).toEqual([
      ...names.slice(0, 6).map((name) => [name, "Chief"]),
      ["gus", undefined],
      ["hal", undefined],
    ]);
    expect((await sync("initial")).counts).toMatchObject({ evaluated: 9, unchanged: 9 });
  });
});

test("new accounts alone that a target refuses in the same words are parked, although it took others before", () => {
  let isFull = false;
  const script: Script = ({ method }) =>
    isFull && method === "POST" ? { status: 400, body: { detail: "no licence is left" } } : undefined;
  return withScriptedTarget(scim, script, async ({ org, app, client, sync }, target) => {
    const parked = () => scim.deps.store.count("pending", { org, app, parked: 1 });
    const posts = () => target.calls.filter(({ method }) => method === "POST").length;
    await client.make("/Users", user("ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    isFull = true;
    const names = ["bo", "cy", "di", "ed", "flo", "gus"];
    for (const name of names) await client.make("/Users", user(name));
    for (const expected of [0, 0, names.length]) {
      expect((await sync()).counts).toMatchObject({ failed: names.length });
      expect(await parked()).toBe(expected);
    }
    const before = posts();
    await sync();
    expect(posts()).toBe(before);
    isFull = false;
    expect((await sync("initial")).counts).toMatchObject({ created: names.length, unchanged: 1 });
    expect(await parked()).toBe(0);
  });
});

test("a target that never took an account of the kind is not in trouble, and its refusals park", () => {
  const script: Script = ({ method }) => (method === "GET" ? undefined : { status: 400 });
  return withScriptedTarget(scim, script, async ({ org, app, client, sync }) => {
    for (const name of ["ada", "bo", "cy", "di", "ed"]) await client.make("/Users", user(name));
    for (let round = 0; round < 3; round += 1) await sync();
    expect(await scim.deps.store.count("pending", { org, app, parked: 1 })).toBe(5);
  });
});
