import { afterAll, beforeAll, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { createRunner } from "./runner.ts";

/** The command line against a server: what a person types when somebody leaves, and comes back. */

let scim: ScimServer;
let token: string;
let client: Awaited<ReturnType<ScimServer["client"]>>;
beforeAll(async () => {
  scim = await startScimServer();
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
  token = (await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
});
afterAll(() => scim.close());

const { run, json } = createRunner(
  () => ({ MUSTER_URL: scim.url, MUSTER_TOKEN: token }),
  (ms) => scim.deps.env.sleep(ms),
);

test("an organization is made to keep deleted users, and changed", async () => {
  const made = await json("org", "create", "Kept", "--soft-delete-days", "7");
  expect(made.softDeleteDays).toBe(7);
  const off = await run("org", "update", made.orgId, "--soft-delete-days", "0");
  expect(off.stdout).toBe(
    '"Kept" no longer keeps users that SCIM deletes: from now on they are removed at once.\n',
  );
  const on = await run("org", "update", "kept", "--soft-delete-days", "30");
  expect(on.stdout).toBe(
    '"Kept" keeps users that SCIM deletes for 30 days. Until then they can be restored.\n',
  );
  client = await scim.client({ org: made.orgId });
  expect((await run("org", "update", made.orgId)).exit).toBe(2);
});

test("who was deleted is listed, restored by name, and purged when that is meant", async () => {
  const org = ["--org", client.org];
  expect((await run("user", "deleted", ...org)).stdout).toBe("There are no deleted users.\n");
  const ada = await client.make("/Users", user("ada@contoso.test"));
  await client.make("/Groups", group("Crew", [ada.id]));
  await client.send("DELETE", `/Users/${ada.id}`);
  const listed = await run("user", "deleted", ...org);
  expect(listed.stdout).toMatch(new RegExp(`${ada.id} +ada@contoso.test +\\S+Z +\\S+Z\n`));
  const restored = await run("user", "restore", "ADA@contoso.test", ...org);
  expect([restored.exit, restored.stdout]).toEqual([
    0,
    "ada@contoso.test was restored and is a member of 1 group again.\n",
  ]);
  const again = await run("user", "restore", "ada@contoso.test", ...org);
  expect([again.exit, again.stderr]).toEqual([
    1,
    expect.stringContaining("no deleted user ada@contoso.test"),
  ]);
  await client.send("DELETE", `/Users/${ada.id}`);
  const other = await client.make("/Users", user("ada@contoso.test"));
  const taken = await run("user", "restore", ada.id, ...org);
  expect([taken.exit, taken.stderr]).toEqual([4, expect.stringContaining("--user-name")]);
  await client.send("DELETE", `/Users/${other.id}`);
  const both = await run("user", "restore", "ada@contoso.test", ...org);
  expect([both.exit, both.stderr]).toEqual([2, expect.stringContaining(other.id)]);
  expect(await json("user", "restore", ada.id, ...org, "--user-name", "ada2@contoso.test")).toEqual({
    userId: ada.id,
    userName: "ada2@contoso.test",
    active: true,
    memberships: 1,
  });
  const asked = await run("user", "purge", "ada@contoso.test", ...org);
  expect([asked.exit, asked.stderr]).toEqual([2, expect.stringContaining("--yes")]);
  const purged = await run("user", "purge", "ada@contoso.test", ...org, "--yes");
  expect(purged.stdout).toBe("ada@contoso.test was purged. This cannot be undone.\n");
  expect(await json("user", "deleted", ...org)).toEqual({ items: [], next: null });
});

test("a token is issued to a user, and shown as theirs", async () => {
  const org = ["--org", client.org];
  await client.make("/Users", user("cleo@contoso.test"));
  const made = await run("token", "create", ...org, "--user", "cleo@contoso.test", "--name", "own");
  expect(made.stdout).toContain("The token is issued to cleo@contoso.test. It ends when that account is");
  expect((await run("token", "list", ...org)).stdout).toMatch(/own +scim +generic +cleo@contoso.test /);
  const refused = await run("token", "create", ...org, "--user", "nobody");
  expect([refused.exit, refused.stderr]).toEqual([1, expect.stringContaining("nobody")]);
});
