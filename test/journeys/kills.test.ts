import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareCompanies, expectedOf, readCompany } from "../../src/commands/demo/read-back.ts";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

/** How many accounts there are of each user name: a Map keeps no two of one key apart, so they are counted. */
async function countAccounts(
  target: ScimTarget,
): Promise<{ readonly users: number; readonly names: number }> {
  const response = await fetch(`${target.url}/Users?count=10000`, {
    headers: { authorization: `Bearer ${target.token}` },
  });
  const { Resources } = (await response.json()) as { Resources: { userName: string }[] };
  return { users: Resources.length, names: new Set(Resources.map(({ userName }) => userName)).size };
}

describe.each<{
  readonly name: string;
  readonly fault?: string;
  readonly proxied?: { method: string; path: string; skip?: number };
  readonly hasBulk?: boolean;
}>([
  { name: "between journal and send, at a create", fault: "journalled:7" },
  { name: "between answer and link, at a create", fault: "answered:7" },
  { name: "after link and log, at a create", fault: "linked:7" },
  { name: "between journal and send, at a membership", fault: "journalled:52" },
  { name: "between answer and ledger, at a membership", fault: "answered:52" },
  { name: "inside a group commit", fault: "group-commit:12" },
  { name: "between send and answer, at a create", proxied: { method: "POST", path: "/Users" } },
  { name: "between send and answer, at a group", proxied: { method: "POST", path: "/Groups" } },
  { name: "between journal and send, at a bulk request", fault: "journalled:7", hasBulk: true },
  { name: "between answer and link, at a bulk request", fault: "answered:7", hasBulk: true },
  {
    name: "between send and answer, at a bulk request",
    proxied: { method: "POST", path: "/Bulk", skip: 0 },
    hasBulk: true,
  },
])("killed $name", ({ fault, proxied, hasBulk = false }) => {
  const muster = new Installation();
  let target: ScimTarget;
  let proxy: DroppingProxy;

  beforeAll(async () => {
    target = await startScimmyTarget(undefined, { hasBulk });
    proxy = await startDroppingProxy(target.url);
    // Import and connection pass no point of an apply, but they commit: that count begins with a start of its own.
    const isCommit = fault?.startsWith("group-commit") === true;
    await start(muster, isCommit ? undefined : fault);
    await connect(muster, target, proxy, await makeCompany(40, 8));
    if (!isCommit) return;
    await muster.stop();
    await muster.serve({ MUSTER_FAULT: fault });
  });
  afterAll(() => end(muster, target, proxy));

  test("the next sync leaves no account twice and none missing", async () => {
    if (proxied !== undefined) {
      proxy.drop({
        when: "after",
        skip: 3,
        times: 1,
        ...proxied,
        onDrop: () => process.kill(muster.pid, "SIGKILL"),
      });
    }
    const died = await muster.run("sync", "scimmy");
    expect(died.exit).not.toBe(0);
    await muster.ended();
    await muster.serve();
    await expectWhole(muster, target);
  });
});

describe("killed at ten random moments of an apply", () => {
  const muster = new Installation();
  let target: ScimTarget;
  let proxy: DroppingProxy;

  beforeAll(async () => {
    target = await startScimmyTarget();
    proxy = await startDroppingProxy(target.url);
    await start(muster);
    await connect(muster, target, proxy, await makeCompany(250, 12));
    proxy.delay(4);
  });
  afterAll(() => end(muster, target, proxy));

  test("the next sync leaves no account twice and none missing", async () => {
    // A fixed sequence, so that a failure can be looked into; where in a step it hits is still left to chance.
    let seed = 20_261_121;
    for (let round = 0; round < 10; round += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const sync = muster.run("sync", "scimmy");
      await new Promise((resolve) => setTimeout(resolve, 450 + (seed % 700)));
      await muster.kill();
      await sync;
      await muster.serve();
    }
    await expectWhole(muster, target);
  });
});

describe("a target that loses answers while nobody is killed", () => {
  const muster = new Installation();
  let target: ScimTarget;
  let proxy: DroppingProxy;

  beforeAll(async () => {
    target = await startScimmyTarget();
    proxy = await startDroppingProxy(target.url);
    await start(muster);
    await connect(muster, target, proxy, await makeCompany(40, 8));
  });
  afterAll(() => end(muster, target, proxy));

  test("looks before it sends again", async () => {
    proxy.drop({ when: "after", skip: 2, times: 4, method: "POST", path: "/Users" });
    proxy.drop({ when: "before", skip: 9, times: 3, method: "POST", path: "/Users" });
    proxy.drop({ when: "after", skip: 1, times: 2, method: "PATCH", path: "/Groups/:id" });
    await muster.run("sync", "scimmy");
    proxy.clear();
    await expectWhole(muster, target);
  });
});

/** Starts the server of a new installation, which is killed when it comes to this point. */
async function start(muster: Installation, fault?: string): Promise<void> {
  await muster.init();
  await muster.serve(fault === undefined ? {} : { MUSTER_FAULT: fault });
}

async function connect(
  muster: Installation,
  target: ScimTarget,
  proxy: DroppingProxy,
  company: CompanyFiles,
): Promise<void> {
  muster.targetToken = target.token;
  const { people, groups } = company;
  const imported = await muster.json(
    "import",
    "--org",
    muster.orgId,
    "--source",
    "hr",
    people,
    "--groups",
    groups,
  );
  expect(imported.exit).toBe(0);
  const made = await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", proxy.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy"],
  );
  expect(made.exit).toBe(0);
  expect(await muster.json("app", "assign", "scimmy", "--all")).toMatchObject({ exit: 0 });
}

async function end(muster: Installation, target: ScimTarget, proxy: DroppingProxy): Promise<void> {
  await muster.remove();
  await proxy.stop();
  await target.stop();
}

/** After one more sync: everything acknowledged is there, once, and the cycle balances. */
async function expectWhole(muster: Installation, target: ScimTarget): Promise<void> {
  const synced = await muster.json("sync", "scimmy");
  expect(synced).toMatchObject({ exit: 0, closed: true, counts: { failed: 0, pending: 0 } });
  const reader = await muster.json("token", "create", "--org", muster.orgId);
  const directory = await readCompany(`${muster.url}/scim/${muster.orgId}/v2`, String(reader["token"]));
  const { users, names } = await countAccounts(target);
  expect(users).toBe(names);
  expect(compareCompanies(expectedOf(directory), await readCompany(target.url, target.token))).toEqual([]);
  const again = await muster.json("sync", "scimmy");
  expect(again).toMatchObject({ exit: 0, counts: { created: 0, updated: 0 } });
}
