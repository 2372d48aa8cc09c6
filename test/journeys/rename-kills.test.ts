import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startUniqueNamesTarget, type UniqueNamesTarget } from "../targets/unique-names-target.ts";
import { Installation } from "./muster.ts";

/** Kills in the middle of an exchange of names, at a target that has no name twice. */

/** The three steps of an exchange: ana steps aside, ben becomes ana, ana becomes ben. */
const KILLS: readonly (readonly [when: string, fault: string])[] = [
  ["after the first account was told to step aside", "answered:1"],
  ["after it stepped aside", "linked:1"],
  ["after the second account took its name", "answered:2"],
  ["before the first account gets its own name", "journalled:3"],
  ["after it got its own name", "answered:3"],
];

describe("killed in an exchange of names", () => {
  const muster = new Installation();
  const folder = mkdtempSync(join(tmpdir(), "muster-renames-"));
  let target: UniqueNamesTarget;
  let names = { ana: "ana", ben: "ben", other: "other" };
  /** The target's ids of the accounts, by the person's key. */
  let accounts: Readonly<Record<string, string>>;

  async function importPeople(): Promise<void> {
    const file = join(folder, "people.csv");
    const rows = Object.entries(names).map(([key, name]) => `key-${key},${name}@contoso.example,${key}`);
    writeFileSync(file, ["objectId,userPrincipalName,displayName", ...rows].join("\n"));
    expect(await muster.json("import", "--org", muster.orgId, "--source", "hr", file)).toMatchObject({
      exit: 0,
    });
  }

  beforeAll(async () => {
    target = await startUniqueNamesTarget();
    muster.targetToken = target.token;
    await muster.init();
    await muster.serve();
    await importPeople();
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "unique"],
    );
    await muster.json("app", "assign", "unique", "--all");
    expect(await muster.json("sync", "unique")).toMatchObject({ exit: 0, counts: { created: 3 } });
    accounts = Object.fromEntries(
      Object.entries(target.names()).map(([id, name]) => [name.split("@")[0] ?? "", id]),
    );
  });
  afterAll(async () => {
    await muster.remove();
    await target.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(KILLS)("%s: the next cycle gives both their names", async (_when, fault) => {
    names = { ...names, ana: names.ben, ben: names.ana };
    await importPeople();
    await muster.stop();
    await muster.serve({ MUSTER_FAULT: fault });
    expect((await muster.run("sync", "unique")).exit).not.toBe(0);
    await muster.ended();
    const calls = target.calls.length;
    await muster.serve();
    expect(await muster.json("sync", "unique")).toMatchObject({
      exit: 0,
      closed: true,
      counts: { failed: 0 },
    });
    const expected = Object.entries(names).map(([key, name]) => [accounts[key], `${name}@contoso.example`]);
    expect(target.names()).toEqual(Object.fromEntries(expected));
    const written = target.calls.slice(calls).filter(({ method }) => method !== "GET");
    expect(written.some(({ id }) => id === accounts["other"])).toBe(false);
    expect(await muster.json("sync", "unique")).toMatchObject({ exit: 0, counts: { updated: 0 } });
  });
});
