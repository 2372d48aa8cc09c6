import { afterAll, beforeAll, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type Answer, call } from "../admin/server.ts";
import { group, type ScimServer, scimClient, startScimServer, user } from "../scim/server.ts";

/** What becomes of the accounts of deleted users, read back from the target after each cycle. */

const REFUSING = "http://127.0.0.1:9/";

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

/** An organization that keeps deleted users, with everyone provisioned into a target of its own. */
async function connected(target: ScimTarget) {
  const client = await scim.client();
  const at = `/api/v1/organizations/${client.org}`;
  await admin("PATCH", at, { softDeleteDays: 30 });
  const config = { url: target.url };
  const app = await admin("POST", `${at}/applications`, { name: "Target", config, secret: target.token });
  const path = `${at}/applications/${app.body.appId}`;
  await admin("POST", `${path}/assignments`, { subject: { kind: "all" } });
  const accounts = scimClient(target.url, target.token);

  /** A cycle that has closed may still put its things away: then the next one is refused for a moment. */
  async function begin(): Promise<string> {
    for (let asked = 0; asked < 100; asked += 1) {
      const { status, body } = await admin("POST", `${path}/sync`, {});
      if (status === 202) return body.cycleId;
      expect([status, body.code]).toEqual([409, "engine.busy"]);
      await scim.deps.env.sleep(50);
    }
    throw new Error("the application stays busy");
  }
  async function sync(): Promise<Record<string, number>> {
    const cycle = await begin();
    for (let asked = 0; asked < 800; asked += 1) {
      const { body } = await admin("GET", `/api/v1/cycles/${cycle}`);
      if (body.state !== "planning" && body.state !== "running") {
        return Object.fromEntries(Object.entries<number>(body.counts).filter(([, count]) => count > 0));
      }
      await scim.deps.env.sleep(25);
    }
    throw new Error("the cycle does not end");
  }
  /** Accounts as `name active|inactive`, and the names of the group's members. */
  async function seen() {
    const { body: users } = await accounts.get("/Users");
    const { body: groups } = await accounts.get("/Groups");
    const names = new Map<string, string>();
    for (const { id, userName } of users.Resources ?? []) names.set(id, userName);
    const members = (groups.Resources ?? []).flatMap((each: { members?: { value: string }[] }) =>
      (each.members ?? []).map(({ value }) => names.get(value) ?? value),
    );
    const told = (users.Resources ?? []).map(
      ({ userName, active }: { userName: string; active: boolean }) =>
        `${userName} ${active ? "active" : "inactive"}`,
    );
    return { accounts: told.sort(), members: members.sort() };
  }
  const restore = (id: string) => admin("POST", `${at}/deleted-users/${id}/restore`, {});
  const purge = (id: string) => admin("DELETE", `${at}/deleted-users/${id}`);
  const links = () => scim.deps.store.count("link", { org: client.org, type: "user" });
  async function moveTo(url: string): Promise<void> {
    expect((await admin("PATCH", path, { config: { url }, secret: target.token })).status).toBe(200);
  }
  return { client, org: client.org, path, sync, seen, restore, purge, links, moveTo };
}

async function withTarget(work: (target: ScimTarget) => Promise<void>): Promise<void> {
  const target = await startScimmyTarget();
  try {
    await work(target);
  } finally {
    await target.stop();
  }
}

test("an account is disabled by the deletion, and the same one enabled by the restore", () =>
  withTarget(async (target) => {
    const { client, sync, seen, restore, links } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    await client.make("/Groups", group("Crew", [ada.id, bo.id]));
    expect(await sync()).toMatchObject({ created: 3 });
    expect(await seen()).toEqual({ accounts: ["ada active", "bo active"], members: ["ada", "bo"] });
    await client.send("DELETE", `/Users/${ada.id}`);
    expect(await sync()).toMatchObject({ disabled: 1 });
    expect(await seen()).toEqual({ accounts: ["ada inactive", "bo active"], members: ["bo"] });
    expect((await restore(ada.id)).status).toBe(200);
    const back = await sync();
    expect([back["created"], back["failed"]]).toEqual([undefined, undefined]);
    expect(await seen()).toEqual({ accounts: ["ada active", "bo active"], members: ["ada", "bo"] });
    expect(await links()).toBe(2);
  }));

test("a purge before the cycle loses no deprovisioning", () =>
  withTarget(async (target) => {
    const { client, sync, seen, purge, links } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await client.send("DELETE", `/Users/${ada.id}`);
    expect((await purge(ada.id)).status).toBe(204);
    expect(await links()).toBe(1);
    expect(await sync()).toMatchObject({ disabled: 1 });
    expect((await seen()).accounts).toEqual(["ada inactive"]);
    expect(await sync()).toEqual({});
  }));

test("a deprovisioning that a target refused goes on after the purge", () =>
  withTarget(async (target) => {
    const { client, org, sync, seen, purge, moveTo } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await client.send("DELETE", `/Users/${ada.id}`);
    await moveTo(REFUSING);
    expect((await sync())["disabled"]).toBeUndefined();
    expect((await purge(ada.id)).status).toBe(204);
    expect(await scim.deps.store.count("link", { org, object: ada.id as never })).toBe(1);
    await moveTo(target.url);
    expect(await sync()).toMatchObject({ disabled: 1 });
    expect((await seen()).accounts).toEqual(["ada inactive"]);
  }));

test("with deletion for who is gone, the purge of a disabled user removes the account", () =>
  withTarget(async (target) => {
    const { client, org, sync, seen, purge, links } = await connected(target);
    const { store } = scim.deps;
    const [app] = await store.page("application", { where: { org }, limit: 1 });
    const settings = { ...app!.settings, onUserGone: "delete" as const };
    await store.commit([
      { op: "update", table: "application", key: { org, id: app!.id }, set: { settings } },
    ]);
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await client.send("DELETE", `/Users/${ada.id}`);
    expect(await sync()).toMatchObject({ disabled: 1 });
    await purge(ada.id);
    expect(await sync()).toMatchObject({ deleted: 1 });
    expect((await seen()).accounts).toEqual([]);
    expect(await links()).toBe(0);
  }));
