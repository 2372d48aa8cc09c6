import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { Installation } from "./muster.ts";

/** Kills while a leaver loses access beside a cycle that waits for an answer to the account of a newcomer. */

const KILLS: readonly (readonly [when: string, fault: string])[] = [
  ["before the account of the leaver is disabled", "journalled:2"],
  ["after the target has disabled it", "answered:1"],
  ["after this was recorded", "linked:1"],
];

describe("killed beside a running cycle", () => {
  const muster = new Installation();
  const folder = mkdtempSync(join(tmpdir(), "muster-events-"));
  const people = new Map([["keeper", true]]);
  let target: ScriptedTarget;
  let release = () => {};
  let held: Promise<void> | undefined;

  async function importPeople(): Promise<void> {
    const file = join(folder, "people.csv");
    const rows = [...people].map(
      ([name, isActive]) => `key-${name},${name}@contoso.example,${name},${isActive}`,
    );
    writeFileSync(file, ["objectId,userPrincipalName,displayName,accountEnabled", ...rows].join("\n"));
    expect(await muster.json("import", "--org", muster.orgId, "--source", "hr", file)).toMatchObject({
      exit: 0,
    });
  }

  /** The accounts, as `name active`. */
  const accounts = () =>
    [...target.resources.Users.values()]
      .map(({ userName, active }) => `${String(userName)} ${active}`)
      .sort();
  const expected = () => [...people].map(([name, isActive]) => `${name}@contoso.example ${isActive}`).sort();

  async function waitFor(isTrue: () => boolean): Promise<void> {
    for (let waited = 0; waited < 20_000 && !isTrue(); waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(isTrue()).toBe(true);
  }

  beforeAll(async () => {
    const wait = ({ method }: { readonly method: string }) => (method === "POST" ? held : undefined);
    target = await startScriptedTarget(() => undefined, undefined, { wait });
    muster.targetToken = target.token;
    for (const [at] of KILLS.entries()) people.set(`leaver-${at}`, true);
    await muster.init();
    await muster.serve();
    await importPeople();
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "slow"],
    );
    await muster.json("app", "assign", "slow", "--all");
    expect(await muster.json("sync", "slow")).toMatchObject({ exit: 0, counts: { created: 4 } });
    expect(await muster.json("app", "schedule", "slow", "--every", "1h")).toMatchObject({ exit: 0 });
  });
  afterAll(async () => {
    release();
    await muster.remove();
    await target.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(KILLS)("%s: one more cycle makes everything right", async (_when, fault) => {
    const at = KILLS.findIndex(([, each]) => each === fault);
    await muster.stop();
    await muster.serve({ MUSTER_FAULT: fault, MUSTER_START_ON_CHANGE: "on" });
    held = new Promise((resolve) => {
      release = resolve;
    });
    const posts = target.calls.length;
    people.set(`newcomer-${at}`, true);
    await importPeople();
    await waitFor(() => target.calls.slice(posts).some(({ method }) => method === "POST"));
    people.set(`leaver-${at}`, false);
    await importPeople();
    await muster.ended();
    release();
    held = undefined;
    await muster.serve();
    expect(await muster.json("sync", "slow")).toMatchObject({ exit: 0, closed: true, counts: { failed: 0 } });
    expect(accounts()).toEqual(expected());
    expect(await muster.json("sync", "slow")).toMatchObject({
      exit: 0,
      counts: { created: 0, updated: 0, disabled: 0 },
    });
  });
});
