import { afterAll, beforeAll, expect, test } from "vitest";
import { LeasedJobs } from "../../../src/app/background/leased-jobs.ts";
import { isRefusal } from "../../../src/app/deps.ts";
import { ApplicationLeases } from "../../../src/app/provisioning/engine/application-lease.ts";
import { CycleRunner } from "../../../src/app/provisioning/engine/cycle-runner.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { openScheduler } from "../../../src/platform/scheduler.ts";
import { startLenientTarget } from "../../targets/lenient-target.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** On a busy machine, the clean-up after a plan or a cycle takes longer than a request waits for work that goes on. */
const CLEANUP_MS = 900;

const clock = openClock();
let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

test("a request waits for the clean-up after a plan, which has no cycle, and is refused while work goes on", async () => {
  const target = await startLenientTarget();
  const scheduler = openScheduler(clock, () => {});
  const jobs = new LeasedJobs(scim.deps, scheduler);
  const leases = new ApplicationLeases(scim.deps, jobs);
  const onEnded = () => clock.sleep(CLEANUP_MS);
  const runner = new CycleRunner(scim.deps, { leases, stop: jobs.stopSignal, onCycle: () => {}, onEnded });
  try {
    const { org, app } = await provisionDirectory(scim, target);
    const begin = (work: () => Promise<void>) => runner.run(org, app, async () => ({ begun: "work", work }));
    expect(await begin(async () => {})).toBe("work");
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    expect(await begin(() => gate)).toBe("work");
    const refused = await begin(async () => {});
    expect(isRefusal(refused) ? refused.code : refused).toBe("engine.busy");
    letGo();
    expect(await begin(async () => {})).toBe("work");
  } finally {
    await jobs.stop();
    await target.stop();
  }
});

test("a request waits while the recording of a plan is kept that is already made", async () => {
  const target = await startLenientTarget();
  const jobs = new LeasedJobs(
    scim.deps,
    openScheduler(clock, () => {}),
  );
  const leases = new ApplicationLeases(scim.deps, jobs);
  const quiet = { onCycle: () => {}, onEnded: async () => {} };
  const runner = new CycleRunner(scim.deps, { leases, stop: jobs.stopSignal, ...quiet });
  try {
    const { org, app, plan } = await provisionDirectory(scim, target);
    await plan();
    const begin = (work: () => Promise<void>) => runner.run(org, app, async () => ({ begun: "work", work }));
    let begun = await begin(() => clock.sleep(CLEANUP_MS));
    // The server that made the plan keeps its recording, too.
    for (let asked = 0; asked < 50 && isRefusal(begun); asked += 1) {
      await clock.sleep(50);
      begun = await begin(() => clock.sleep(CLEANUP_MS));
    }
    expect(begun).toBe("work");
    expect(await begin(async () => {})).toBe("work");
  } finally {
    await jobs.stop();
    await target.stop();
  }
});
