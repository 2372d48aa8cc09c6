import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { Installation } from "./muster.ts";

/**
 * An incremental cycle is killed when the accounts have come and gone, and the memberships of their owners have not: the
 * next cycle finds these, although the changes that it reads say nothing of them.
 */

const muster = new Installation();
const folder = mkdtempSync(join(tmpdir(), "muster-interrupted-"));
let target: ScimTarget;

beforeAll(async () => {
  target = await startScimmyTarget();
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
});

const address = (name: string) => `${name}@contoso.example`;

async function read(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const response = await fetch(`${target.url}${path}?count=1000`, {
    headers: { authorization: `Bearer ${target.token}` },
  });
  return ((await response.json()) as { Resources: Record<string, unknown>[] }).Resources;
}

/** The members of each group of the target by name. */
async function seen() {
  const users = await read("/Users");
  const names = new Map(users.map(({ id, userName }) => [id, String(userName).split("@")[0]]));
  const groups = (await read("/Groups")).map(({ displayName, members }) => [
    displayName,
    ((members ?? []) as { value: string }[]).map(({ value }) => names.get(value)).sort(),
  ]);
  return Object.fromEntries(groups);
}

async function importCompany(): Promise<void> {
  const people = join(folder, "people.csv");
  const groups = join(folder, "groups.csv");
  const names = ["lead", "ana", "ben", "cleo", "dora"];
  writeFileSync(
    people,
    [
      "objectId,userPrincipalName,displayName",
      ...names.map((name) => `key-${name},${address(name)},${name}`),
    ].join("\n"),
  );
  const rows = ["Team", "Staff"].flatMap((group) => names.map((name) => `${group},user,${address(name)}`));
  writeFileSync(groups, ["groupName,memberType,member", ...rows].join("\n"));
  const imported = await muster.json(
    ...["import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups],
  );
  expect(imported.exit).toBe(0);
}

/** Starts a server that is killed at this point of its next cycle. */
async function dieAt(fault: string): Promise<void> {
  await muster.stop();
  await muster.serve({ MUSTER_FAULT: fault });
  expect((await muster.run("sync", "scimmy")).exit).not.toBe(0);
  await muster.ended();
}

async function recover(groups: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await muster.serve();
  expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0, closed: true, kind: "incremental" });
  expect(await seen()).toEqual(groups);
}

test("memberships of accounts that came and went before the kill follow in the next cycle", async () => {
  await importCompany();
  const made = await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy"],
  );
  expect(made.exit).toBe(0);
  expect(await muster.json("app", "settings", "scimmy", "--set", "groups=all")).toMatchObject({ exit: 0 });
  for (const name of ["ana", "ben", "cleo"])
    expect((await muster.json("app", "assign", "scimmy", "--user", address(name))).exit).toBe(0);
  expect((await muster.json("sync", "scimmy")).exit).toBe(0);
  expect(await seen()).toEqual({ Team: ["ana", "ben", "cleo"], Staff: ["ana", "ben", "cleo"] });

  // One leaves, and then two come, all of them long-standing members: the groups themselves do not change.
  await muster.json("app", "unassign", "scimmy", "--user", address("ben"));
  await dieAt("linked:1");
  expect(await seen()).toEqual({ Team: ["ana", "ben", "cleo"], Staff: ["ana", "ben", "cleo"] });
  await recover({ Team: ["ana", "cleo"], Staff: ["ana", "cleo"] });

  for (const name of ["lead", "dora"]) await muster.json("app", "assign", "scimmy", "--user", address(name));
  await dieAt("linked:2");
  expect(await seen()).toEqual({ Team: ["ana", "cleo"], Staff: ["ana", "cleo"] });
  const whole = ["ana", "cleo", "dora", "lead"];
  await recover({ Team: whole, Staff: whole });
  const last = await muster.json("sync", "scimmy");
  expect(last).toMatchObject({ exit: 0, counts: { evaluated: 0 } });
});
