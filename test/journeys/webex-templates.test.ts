import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";
import { SimulatedWebex } from "./webex.ts";

const ORG_ID = "0ae87ade-8c8a-4952-af08-318798958d0c";
const muster = new Installation();
let company: CompanyFiles;

beforeAll(async () => {
  company = await makeCompany(20, 6);
  await muster.init();
  await muster.serve();
  const imported = await muster.json(
    ...["import", "--org", muster.orgId, "--source", "hr", company.people, "--groups", company.groups],
  );
  expect(imported.exit).toBe(0);
});
afterAll(() => muster.remove());

test.each([
  ["cisco-webex", `/v1/scim/${ORG_ID}`, 0],
  ["cisco-webex-scim2", `/identity/scim/${ORG_ID}/v2`, 6],
])("the template %s fits what the simulator of Webex accepts", async (template, path, groups) => {
  const webex = await SimulatedWebex.start();
  try {
    muster.targetToken = String(webex.printed["token"]);
    const created = await muster.json(
      ...["app", "create", "--org", muster.orgId, "--template", template, "--set", `orgId=${ORG_ID}`],
      ...["--url", `${webex.printed["url"]}${path}`, "--token-env", "TARGET_TOKEN", "--name", template],
    );
    expect(created.exit).toBe(0);
    expect(await muster.run("app", "test", template)).toMatchObject({ exit: 0 });
    await muster.json("app", "assign", template, "--all");
    await muster.json("sync", template);
    const { accounts, groups: held, refusals } = await webex.state();
    // Whoever is disabled and has no account gets none.
    const enabled = readFileSync(company.people, "utf8")
      .split("\n")
      .filter((line) => line.includes(",true,"));
    expect(enabled.length).toBeGreaterThan(15);
    expect(accounts).toHaveLength(enabled.length);
    expect(held).toHaveLength(groups);
    expect(Object.keys(refusals.byStatus)).toEqual(["404"]);
    const { total } = (await webex.state()).requests;
    expect(await muster.json("sync", template)).toMatchObject({ exit: 0 });
    expect((await webex.state()).requests.total).toBe(total);
    await recreate(template, webex, enabled.length + groups);
    expect(await muster.run("reconcile", template)).toMatchObject({ exit: 0 });
    await leave(template, webex);
  } finally {
    await webex.stop();
  }
});

/** Deletes the application and creates it again from its file: its plan links every account, and writes nothing. */
async function recreate(name: string, webex: SimulatedWebex, accounts: number): Promise<void> {
  const file = join(company.folder, `${name}.yaml`);
  const { stdout } = await muster.run("config", "export", name, "--org", muster.orgId);
  writeFileSync(file, stdout.replace(/from: \$env:\w+/, "from: $env:TARGET_TOKEN"));
  expect(await muster.run("app", "delete", name, "--yes")).toMatchObject({ exit: 0 });
  const applied = await muster.run("config", "apply", file, "--org", muster.orgId, "--yes");
  expect([applied.exit, applied.stderr]).toEqual([0, ""]);
  const before = await writesOf(webex);
  const planned = await muster.run("plan", name);
  expect(planned.stdout).toContain(`Nothing to do: ${accounts} accounts`);
  const plan = await muster.json("plan", name);
  expect(plan).toMatchObject({ sending: 0, counts: { adopt: accounts, create: 0, update: 0, hold: 0 } });
  expect(await muster.json("apply", String(plan["planId"]))).toMatchObject({ exit: 0 });
  expect(await writesOf(webex)).toEqual(before);
  expect(await muster.json("plan", name)).toMatchObject({ sending: 0, counts: { adopt: 0, update: 0 } });
}

/**
 * A user who is deleted gives the address up at once, a newcomer gets it, and the purge sends exactly one DELETE; so it does
 * for a user who lost the account before.
 */
async function leave(name: string, webex: SimulatedWebex): Promise<void> {
  const address = `${name}@contoso.example`;
  const run = async (...argv: string[]) => {
    const ran = await muster.json(...argv);
    expect(ran.exit, JSON.stringify(ran)).toBe(0);
    return ran;
  };
  const accountOf = async (id: unknown) => (await webex.state()).accounts.find((each) => each.id === id);
  const deletes = async () =>
    Object.entries((await webex.state()).requests.byRoute)
      .filter(([route]) => route.startsWith("DELETE "))
      .reduce((sum, [, count]) => sum + count, 0);
  await run("org", "update", muster.orgId, "--soft-delete-days", "30");
  const { userId: id } = await run(
    "user",
    "create",
    address,
    "--org",
    muster.orgId,
    "--set",
    "displayName=First",
  );
  await run("sync", name);
  const first = await webex.accountOf("First");
  await run("user", "delete", address, "--org", muster.orgId, "--yes");
  await run("user", "create", address, "--org", muster.orgId, "--set", "displayName=Second");
  await run("sync", name);
  const tail = String(id).replaceAll("-", "");
  expect(await accountOf(first?.id)).toMatchObject({ userName: `${tail}${address}`, active: false });
  expect(await webex.accountOf("Second")).toMatchObject({ userName: address, active: true });
  expect(await deletes()).toBe(0);
  await run("user", "purge", String(id), "--org", muster.orgId, "--yes");
  await run("sync", name);
  expect([await deletes(), await accountOf(first?.id)]).toEqual([1, undefined]);
  // The account of the second one is disabled before its user is deleted.
  await run("user", "block", address, "--org", muster.orgId);
  await run("sync", name);
  const second = await webex.accountOf("Second");
  expect(second?.active).toBe(false);
  await run("user", "delete", address, "--org", muster.orgId, "--yes");
  await run("sync", name);
  expect(await deletes()).toBe(1);
  const { items } = await run("user", "deleted", "--org", muster.orgId);
  const [left] = items as { readonly userId: string }[];
  await run("user", "purge", String(left?.userId), "--org", muster.orgId, "--yes");
  await run("sync", name);
  expect([await deletes(), await webex.accountOf("Second")]).toEqual([2, undefined]);
}

/** The requests other than reads, by route. */
async function writesOf(webex: SimulatedWebex): Promise<Readonly<Record<string, number>>> {
  const { byRoute } = (await webex.state()).requests;
  const writes = Object.entries(byRoute).filter(([route]) => !route.startsWith("GET "));
  expect(writes.length).toBeGreaterThan(0);
  return Object.fromEntries(writes);
}

test("a token that Webex does not accept is named as the reason", async () => {
  const webex = await SimulatedWebex.start();
  try {
    muster.targetToken = "wrong-token";
    const url = String(webex.printed["currentUrl"]);
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", url],
      ...["--token-env", "TARGET_TOKEN", "--name", "refused"],
    );
    const tested = await muster.run("app", "test", "refused");
    expect(tested.exit).toBe(4);
    expect(tested.stdout + tested.stderr).toContain("The target refuses the credentials (401)");
  } finally {
    await webex.stop();
  }
});
