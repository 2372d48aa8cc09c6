import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { makeCompany } from "./company.ts";
import { pause } from "./log-reader.ts";
import type { Installation } from "./muster.ts";
import { installTwoServers, type TwoServers } from "./two-servers.ts";

const postgres = await startOrExplain();
const PEOPLE = 90;

/** The code of a refusal that a command printed; undefined when it printed none. */
function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/**
 * Two servers on one database. The first is stopped for longer than its lease and then goes on, as after the
 * suspension of its machine. The target accepts accounts of equal names, so it does not hide a second creation.
 */
describe.skipIf(postgres === undefined)("a server that is stopped for longer than its lease", () => {
  let servers: TwoServers;
  let first: Installation;
  let second: Installation;
  let target: LenientTarget;
  let people: string;

  beforeEach(async () => {
    target = await startLenientTarget();
    servers = await installTwoServers(postgres, { targetToken: target.token });
    ({ first, second } = servers);
    await second.serve();
    people = (await makeCompany(PEOPLE, 1)).people;
    await importPeople();
    await second.json(
      ...["app", "create", "--org", second.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "lenient"],
    );
    await second.json("app", "assign", "lenient", "--all");
  });
  afterEach(async () => {
    await servers.remove();
    await target.stop();
  });
  afterAll(() => postgres?.stop());

  const importPeople = async () => {
    const imported = await second.json("import", "--org", second.orgId, "--source", "hr", people);
    expect([imported["error"], imported["exit"]]).toEqual([undefined, 0]);
  };

  /** Lets the second server sync as soon as it gets the application; `busy` refusals come before. */
  const takeOver = async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      const synced = await second.json("sync", "lenient");
      if (codeOf(synced["error"]) !== "engine.busy") return synced;
      await pause(250);
    }
    throw new Error("the second server never got the application");
  };

  /** Continues the first server once the second one has sent this many calls of a kind. */
  const continueAfter = (call: string, count: number) => {
    const before = target.calls.get(call) ?? 0;
    target.onChange = () => {
      if ((target.calls.get(call) ?? 0) < before + count) return;
      target.onChange = () => {};
      first.signal("SIGCONT");
    };
  };

  test.each([
    { moment: "while calls are under way", fault: undefined },
    { moment: "between the journal and the call", fault: "freeze-journalled:30" },
  ])("in the create phase, $moment, makes no account twice", async ({ fault }) => {
    target.delayMs = 15;
    await first.serve(fault === undefined ? {} : { MUSTER_FAULT: fault });
    let stoppedAt = 0;
    target.onChange = () => {
      stoppedAt = target.calls.get("POST /Users") ?? 0;
      if (fault !== undefined || stoppedAt < 20) return;
      target.onChange = () => {};
      first.signal("SIGSTOP");
    };
    const interrupted = first.run("sync", "lenient");
    for (let tries = 0; tries < 200 && stoppedAt < 14; tries += 1) await pause(50);
    await pause(500);
    const whenStopped = target.calls.get("POST /Users") ?? 0;
    expect(whenStopped).toBeLessThan(PEOPLE / 2);
    continueAfter("POST /Users", 20);
    const synced = await takeOver();
    expect(synced).toMatchObject({ closed: true });
    await interrupted;
    const names = target.userNames();
    // A few of the company are inactive, and get no account.
    expect(names.length).toBeGreaterThan(whenStopped);
    expect(names.length - new Set(names).size).toBe(0);
    expect(await second.json("sync", "lenient")).toMatchObject({ exit: 0, counts: { created: 0 } });
    expect(target.userNames()).toEqual(names);
  });

  test("in the update phase, sends nothing after its successor began", async () => {
    await first.serve();
    expect(await second.json("sync", "lenient")).toMatchObject({ exit: 0, closed: true });
    const lines = readFileSync(people, "utf8").split("\n");
    const promoted = lines.map((line) => line.replace(/,Member,([^",]+),/, ",Member,$1 (acting),"));
    writeFileSync(people, promoted.join("\n"));
    await importPeople();
    target.delayMs = 15;
    const before = target.calls.get("PATCH /Users") ?? 0;
    target.onChange = () => {
      if ((target.calls.get("PATCH /Users") ?? 0) < before + 20) return;
      target.onChange = () => {};
      first.signal("SIGSTOP");
    };
    const interrupted = first.run("sync", "lenient");
    for (let tries = 0; tries < 200 && (target.calls.get("PATCH /Users") ?? 0) < before + 20; tries += 1) {
      await pause(50);
    }
    continueAfter("PATCH /Users", 20);
    expect(await takeOver()).toMatchObject({ closed: true });
    await interrupted;
    const patches = (target.calls.get("PATCH /Users") ?? 0) - before;
    const updated = promoted.filter((line, at) => line !== lines[at]).length;
    expect(updated).toBeGreaterThan(40);
    // A call that was under way when the server stopped may be sent again, after a reading that found it undone.
    expect(patches).toBeLessThanOrEqual(updated + 16);
  });
});
