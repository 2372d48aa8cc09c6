import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scimClient } from "../contract/scim/server.ts";
import { startBetterAuthTarget } from "../targets/better-auth-target.ts";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { Installation } from "./muster.ts";
import { SimulatedWebex } from "./webex.ts";

const DAY_MS = 86_400_000;
const ORG_ID = "0ae87ade-8c8a-4952-af08-318798958d0c";
const APP = "target";

async function startWebex(): Promise<ScimTarget> {
  const webex = await SimulatedWebex.start();
  return {
    url: `${webex.printed["url"]}/identity/scim/${ORG_ID}/v2`,
    token: String(webex.printed["token"]),
    stop: async () => void (await webex.stop()),
  };
}

/** The template brings the policy; a generic SCIM target gets the same one by settings. */
const TEMPLATE = ["--template", "cisco-webex-scim2", "--set", `orgId=${ORG_ID}`];
const SETTINGS = ["--set", "onUserDeleted=rename", "--set", "onUserGone=delete"];

/** An account, as the target shows it. */
interface Held {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
}

/** An entry of a timeline. */
interface Told {
  readonly audit?: { readonly activity: string };
  readonly log?: { readonly action: string };
}

/**
 * A user joins, loses the assignment, is deleted, comes back on day 29, leaves again and is gone after 31 days, in the
 * simulated time of a server that runs; and a newcomer with the same address is another account.
 */
describe.each<[string, () => Promise<ScimTarget>, readonly string[] | undefined]>([
  ["Webex, by its template", startWebex, TEMPLATE],
  ["scimmy-routers", startScimmyTarget, undefined],
  ["@better-auth/scim", startBetterAuthTarget, undefined],
])("the life of a user in %s", (_name, start, template) => {
  const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
  const mira = "mira.lund@contoso.example";
  const uma = "uma.berg@contoso.example";
  const ken = "ken.dahl@contoso.example";
  const ids = new Map<string, string>();
  let target: ScimTarget;
  let proxy: DroppingProxy;

  beforeAll(async () => {
    target = await start();
    proxy = await startDroppingProxy(target.url);
    muster.targetToken = target.token;
    await muster.init();
    await muster.serve();
    const { orgId } = muster;
    await run("org", "update", orgId, "--soft-delete-days", "30");
    for (const name of [mira, uma, ken]) await createUser(name);
    await run("group", "create", "Crew", "--org", orgId);
    await run("group", "add", "Crew", mira, ken, "--org", orgId);
    await run(
      ...["app", "create", "--org", orgId, ...(template ?? ["--connector", "scim"])],
      ...["--url", proxy.url, "--token-env", "TARGET_TOKEN", "--name", APP],
    );
    if (template === undefined) await run("app", "settings", APP, ...SETTINGS);
    // A month of simulated time makes a scheduled cycle due, which would run beside those of the test.
    await run("app", "schedule", APP, "--off");
    await run("app", "assign", APP, "--group", "Crew");
    await run("app", "assign", APP, "--user", uma);
  });
  afterAll(async () => {
    await muster.remove();
    await proxy.stop();
    await target.stop();
  });

  async function run(...argv: readonly string[]) {
    const ran = await muster.json(...argv);
    expect(ran.exit, `${argv.join(" ")}: ${JSON.stringify(ran)}`).toBe(0);
    return ran;
  }

  async function createUser(name: string): Promise<void> {
    const emails = JSON.stringify([{ type: "work", primary: true, value: name }]);
    const more = ["--set", `emails=${emails}`, "--set", `displayName=${name}`];
    const made = await run("user", "create", name, "--org", muster.orgId, ...more);
    ids.set(name, String(made["userId"]));
  }

  /** Synchronizes, and compares everything once more, which must send nothing. */
  async function sync(): Promise<void> {
    await run("sync", APP);
    proxy.clear();
    await run("sync", APP, "--initial");
    expect([...proxy.arrived].filter(([call]) => !call.startsWith("GET "))).toEqual([]);
  }

  async function accounts(): Promise<readonly Held[]> {
    const { body } = await scimClient(target.url, target.token).get("/Users?count=100");
    return body.Resources ?? [];
  }
  const heldAs = async (userName: string) => (await accounts()).find((each) => each.userName === userName);
  const heldBy = async (id: string | undefined) => (await accounts()).find((each) => each.id === id);

  async function crew(): Promise<readonly string[]> {
    const { get } = scimClient(target.url, target.token);
    const { body: found } = await get("/Groups?count=100");
    const { id } = found.Resources.find((each: { displayName: string }) => each.displayName === "Crew");
    const { body: group } = await get(`/Groups/${id}`);
    const names = new Map((await accounts()).map((each) => [each.id, each.userName]));
    const members: readonly { value: string }[] = group.members ?? [];
    return members.map(({ value }) => names.get(value) ?? "unknown").sort();
  }

  const deleteUser = (name: string) => run("user", "delete", name, "--org", muster.orgId, "--yes");

  test("from the assignment to the account of a newcomer with the same address", async () => {
    await sync();
    expect((await accounts()).map(({ active }) => active)).toEqual([true, true, true]);
    expect(await crew()).toEqual([ken, mira]);
    const account = (await heldAs(mira))?.id;
    const unassigned = (await heldAs(uma))?.id;

    // The assignment goes: the user stays, and the account has no access.
    await run("app", "unassign", APP, "--user", uma);
    await sync();
    expect(await heldBy(unassigned)).toMatchObject({ userName: uma, active: false });

    // The user is deleted: the account is inactive, and its name is free.
    await deleteUser(mira);
    await sync();
    const left = await heldBy(account);
    expect([left?.active, left?.userName === mira, await heldAs(mira)]).toEqual([false, false, undefined]);
    expect(await crew()).toEqual([ken]);

    // Restored on day 29: the same account, its name and its group.
    await muster.advanceClock(29 * DAY_MS);
    await run("user", "restore", String(ids.get(mira)), "--org", muster.orgId);
    await sync();
    expect(await heldBy(account)).toMatchObject({ userName: mira, active: true });
    expect(await crew()).toEqual([ken, mira]);

    // Deleted for good: one DELETE for each account, also of the user who was unassigned first.
    await deleteUser(mira);
    await deleteUser(uma);
    await sync();
    await muster.advanceClock(31 * DAY_MS);
    const kept = async () => (await run("user", "deleted", "--org", muster.orgId))["items"];
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
    proxy.clear();
    await run("sync", APP);
    expect(proxy.arrived.get("DELETE /Users/:id")).toBe(2);
    expect([await heldBy(account), await heldBy(unassigned)]).toEqual([undefined, undefined]);
    await sync();

    // The same address later is another user with another account.
    const gone = String(ids.get(mira));
    await createUser(mira);
    await run("group", "add", "Crew", mira, "--org", muster.orgId);
    await sync();
    const newcomer = await heldAs(mira);
    expect([newcomer?.active, newcomer?.id === account]).toEqual([true, false]);
    expect(await crew()).toEqual([ken, mira]);

    // The purged user keeps the whole story, found by the id.
    const { items } = await run("user", "timeline", gone, "--all", "--org", muster.orgId);
    const told = (items as readonly Told[]).map(({ audit, log }) => audit?.activity ?? log?.action);
    expect(told.reverse()).toEqual([
      ...["Add user", "create", "Delete user", "disable", "Restore user", "update"],
      ...["Delete user", "disable", "Purge user", "delete"],
    ]);
  });
});
