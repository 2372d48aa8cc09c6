import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";
import { countMissingApplications, writeOrganization } from "./organization-file.ts";

/** Kills while a configuration is applied, and in the cycle after an application was given another address. */

const APPLICATIONS = 60;
const muster = new Installation();
const folder = mkdtempSync(join(tmpdir(), "muster-configuration-"));
const file = join(folder, "organization.yaml");
const targets: ScriptedTarget[] = [];
let company: CompanyFiles;

beforeAll(async () => {
  company = await makeCompany(12, 3);
  await muster.init();
  await muster.serve();
  const { people, groups } = company;
  const from = ["--org", muster.orgId, "--source", "hr"];
  expect(await muster.json("import", ...from, people, "--groups", groups)).toMatchObject({ exit: 0 });
  const { documents } = await muster.json("config", "export", "--org", muster.orgId);
  const [{ name }] = documents as readonly [{ readonly name: string }];
  writeFileSync(file, writeOrganization(name, APPLICATIONS));
});
afterAll(async () => {
  await muster.remove();
  for (const target of targets) await target.stop();
  for (const each of [folder, company.folder]) rmSync(each, { recursive: true, force: true });
});

test("a server that is killed while a configuration is applied has whole applications, and applying again goes on", async () => {
  const apply = ["config", "apply", file, "--org", muster.orgId, "--yes"];
  await muster.kill();
  // The first kill comes among the settings of the organization, the others between applications.
  for (const fault of ["group-commit:4", "group-commit:16", "group-commit:22"]) {
    await muster.serve({ MUSTER_FAULT: fault });
    expect((await muster.run(...apply)).exit).not.toBe(0);
    await muster.ended();
  }
  await muster.serve();
  const missing = await countMissingApplications(muster, file);
  expect(missing).toBeGreaterThan(0);
  expect(missing).toBeLessThan(APPLICATIONS);
  expect(await muster.json(...apply)).toMatchObject({ exit: 0, applied: true });
  expect(await muster.json(...apply)).toMatchObject({ exit: 0, changed: 0, applied: false });
  const { items } = await muster.json("app", "list", "--org", muster.orgId);
  expect(items).toHaveLength(APPLICATIONS);
});

/** Every target has the same token, as the credential of the application stays. */
async function newTarget(): Promise<ScriptedTarget> {
  const target = await startScriptedTarget(() => undefined);
  targets.push(target);
  return target;
}

/** The accounts of a target, each by its name as often as it is there. */
function accountsOf({ resources }: ScriptedTarget): readonly string[] {
  return [
    ...[...resources.Users.values()].map(({ userName }) => String(userName)),
    ...[...resources.Groups.values()].map(({ displayName }) => String(displayName)),
  ].sort();
}

test("killed in the cycle after a changed address, the next one leaves no account twice and none missing", async () => {
  let former = await newTarget();
  muster.targetToken = former.token;
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", former.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "moved"],
  );
  await muster.json("app", "assign", "moved", "--all");
  expect(await muster.json("sync", "moved")).toMatchObject({ exit: 0 });
  const whole = accountsOf(former);
  expect(whole.length).toBeGreaterThan(8);
  for (const fault of ["journalled:3", "answered:7"]) {
    const target = await newTarget();
    expect(target.token).toBe(former.token);
    expect(
      await muster.run("app", "set", "moved", "--url", target.url, "--token-env", "TARGET_TOKEN"),
    ).toMatchObject({ exit: 0 });
    await muster.kill();
    await muster.serve({ MUSTER_FAULT: fault });
    expect((await muster.run("sync", "moved")).exit).not.toBe(0);
    await muster.ended();
    const before = former.calls.length;
    await muster.serve();
    expect(await muster.json("sync", "moved")).toMatchObject({ exit: 0, counts: { failed: 0, pending: 0 } });
    expect(accountsOf(target)).toEqual(whole);
    expect(former.calls.length).toBe(before);
    former = target;
  }
  expect(await muster.json("sync", "moved")).toMatchObject({ counts: { created: 0, updated: 0 } });
});
