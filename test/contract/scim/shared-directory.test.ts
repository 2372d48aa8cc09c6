import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import {
  type KeepingServer,
  keeping,
  makeId,
  remove,
  startKeepingServer,
} from "../admin/deleted-users-server.ts";
import { user } from "./server.ts";

/** A process has one directory: SCIM, the admin API and the purge take turns, within the same limits. */

const KEY_LENGTH_MAX = 20;
let scim: KeepingServer;
beforeAll(async () => {
  scim = await startKeepingServer({ directory: "" }, { keyLengthMax: KEY_LENGTH_MAX });
});
afterAll(() => scim.close());

/** Who ended first: the work on an object, or the request for the same one that came meanwhile. */
async function orderOf(org: OrgId, id: string, request: () => Promise<{ readonly status: number }>) {
  const ended: (string | number)[] = [];
  let asked: Promise<unknown> = Promise.resolve();
  await scim.objects.mutex.run([`${org} ${id}`], async () => {
    asked = request().then(({ status }) => ended.push(status));
    await new Promise((resolve) => setTimeout(resolve, 300));
    ended.push("work");
  });
  await asked;
  return ended;
}

test("requests of every kind wait for who works on the same object", async () => {
  const { client, org, restore, purge } = await keeping(scim);
  const id = await makeId(client, "/Users", user("ada"));
  const path = `/Users/${id}`;
  expect(await orderOf(org, id, () => client.send("PUT", path, user("eve")))).toEqual(["work", 200]);
  await remove(client, path);
  expect(await orderOf(org, id, () => restore(id))).toEqual(["work", 200]);
  const replay = { request: { method: "DELETE", path }, token: await tokenOf(org), send: true };
  const sent = () => scim.admin("POST", `/api/v1/organizations/${org}/replays`, { body: replay });
  expect(await orderOf(org, id, sent)).toEqual(["work", 200]);
  expect(await orderOf(org, id, () => purge(id))).toEqual(["work", 204]);
});

test("a user comes back under no longer name than the configuration allows", async () => {
  const { client, restore } = await keeping(scim);
  const id = await makeId(client, "/Users", user("ada"));
  await remove(client, `/Users/${id}`);
  const over = await restore(id, { userName: "x".repeat(KEY_LENGTH_MAX + 1) });
  expect([over.status, over.body.code]).toEqual([400, "request.invalid"]);
  expect((await restore(id, { userName: "x".repeat(KEY_LENGTH_MAX) })).status).toBe(200);
});

async function tokenOf(org: OrgId): Promise<string> {
  const [token] = await scim.deps.store.page("token", { where: { org }, limit: 1 });
  return token?.id ?? "";
}
