import { afterAll, beforeAll, expect, test } from "vitest";
import type { Script, ScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** Objects that are gone for good while something was still to be done for them: they do not wait for ever. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const withTarget = (
  script: Script,
  work: (directory: ProvisionedDirectory, target: ScriptedTarget) => Promise<void>,
) => withScriptedTarget(scim, script, work);

const countPending = ({ org, app }: ProvisionedDirectory) => scim.deps.store.count("pending", { org, app });

test("a group whose deletion had no known outcome and was done waits no longer once the target is read", async () => {
  let isAway = false;
  const script: Script = ({ endpoint }) => (isAway && endpoint === "Groups" ? { status: 500 } : undefined);
  await withTarget(script, async (directory, target) => {
    const { client, sync } = directory;
    const crew = await client.make("/Groups", group("Crew", []));
    await sync();
    isAway = true;
    await client.send("DELETE", `/Groups/${crew.id}`);
    await sync();
    expect(await countPending(directory)).toBe(1);
    target.resources.Groups.clear();
    isAway = false;
    await sync();
    await sync();
    expect(await countPending(directory)).toBe(0);
  });
});

test("a user whose account was refused and who is purged waits no longer", async () => {
  const script: Script = ({ method }) => (method === "POST" ? { status: 409 } : undefined);
  await withTarget(script, async (directory) => {
    const { client, sync, admin, org } = directory;
    const { id } = await client.make("/Users", user("ada"));
    await sync();
    expect(await countPending(directory)).toBe(1);
    await client.send("DELETE", `/Users/${id}`);
    await admin("DELETE", `/api/v1/organizations/${org}/deleted-users/${id}`);
    await sync();
    expect(await countPending(directory)).toBe(0);
  });
});
