import { afterAll, beforeAll, expect, test } from "vitest";
import { PROFILE_KINDS } from "../../../src/core/scim/profile.ts";
import type { KeepingServer } from "../admin/deleted-users-server.ts";
import { keeping, makeId, remove, startKeepingServer } from "../admin/deleted-users-server.ts";
import { removeFolders, temporaryFolder } from "../store/stores.ts";
import { PATCH_URN, user } from "./server.ts";

/** Ways in which a disabled user could get access back without anybody's saying so: Bulk, and the way back from a deletion. */

const BULK_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const folders: string[] = [];
let scim: KeepingServer;
beforeAll(async () => {
  scim = await startKeepingServer({ directory: temporaryFolder(folders) });
});
afterAll(async () => {
  await scim.close();
  removeFolders(folders);
});

const unassigning: readonly object[] = [
  { op: "remove", path: "active" },
  { op: "replace", path: "active", value: null },
  { op: "add", value: { active: null } },
];

test.each(PROFILE_KINDS)("%s: no operation of a Bulk request unassigns active", async (profile) => {
  const client = await scim.client({ profile });
  const id = await makeId(client, "/Users", user("ada", { active: false }));
  const path = `/Users/${id}`;
  const operations = [
    ...unassigning.map((operation) => ({
      ...{ method: "PATCH", path },
      data: { schemas: [PATCH_URN], Operations: [operation] },
    })),
    { method: "PUT", path, data: user("ada", { title: "T" }) },
    { method: "PUT", path, data: user("ada", { title: "U", active: null }) },
  ];
  const answer = await client.send("POST", "/Bulk", { schemas: [BULK_URN], Operations: operations });
  expect(answer.status).toBe(200);
  const statuses = answer.body.Operations.map(({ status }: { status: string }) => status);
  expect(statuses.slice(0, 3)).toEqual(["400", "400", "400"]);
  expect((await client.get(path)).body.active).toBe(false);
});

test.each(PROFILE_KINDS)(
  "%s: a disabled user that was deleted and is restored is disabled",
  async (profile) => {
    const { org, restore } = await keeping(scim);
    const client = await scim.client({ org, profile });
    const ids = await Promise.all(
      ["plain", "renamed"].map((name) =>
        makeId(client, "/Users", user(`${name}-${profile}`, { active: false })),
      ),
    );
    for (const id of ids) await remove(client, `/Users/${id}`);
    expect((await restore(ids[0]!)).status).toBe(200);
    expect((await restore(ids[1]!, { userName: `other-${profile}` })).status).toBe(200);
    for (const id of ids) {
      expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
      for (const operation of unassigning)
        expect((await client.patch(`/Users/${id}`, [operation])).status).toBe(400);
      expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
    }
  },
);

test("a user that was disabled within a Bulk request before its deletion comes back disabled", async () => {
  const { client, restore } = await keeping(scim);
  const id = await makeId(client, "/Users", user("last"));
  const data = { schemas: [PATCH_URN], Operations: [{ op: "replace", path: "active", value: false }] };
  const answer = await client.send("POST", "/Bulk", {
    schemas: [BULK_URN],
    Operations: [
      { method: "PATCH", path: `/Users/${id}`, data },
      { method: "DELETE", path: `/Users/${id}` },
    ],
  });
  expect(answer.body.Operations.map(({ status }: { status: string }) => status)).toEqual(["200", "204"]);
  expect((await restore(id)).status).toBe(200);
  expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
});
