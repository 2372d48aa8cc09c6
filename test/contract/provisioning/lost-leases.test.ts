import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { PurgeJob } from "../../../src/app/directory/write/purge-job.ts";
import { type AppId, INSTANCE, type OrgId } from "../../../src/core/ids.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { openScheduler } from "../../../src/platform/scheduler.ts";
import { type LenientTarget, startLenientTarget } from "../../targets/lenient-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { startOrExplain } from "../store/stores.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

const LEASE_MS = 3_000;
const postgres = await startOrExplain();
afterAll(() => postgres?.stop());

/** Work whose lease another process takes: it ends without doing harm, and whoever comes next is not kept waiting. */
describe.each([
  { kind: "SQLite", isHere: true },
  { kind: "PostgreSQL", isHere: postgres !== undefined },
])("$kind: a lease that another process takes", ({ kind, isHere }) => {
  let scim: ScimServer;
  let target: LenientTarget;
  beforeAll(async () => {
    if (!isHere) return;
    const databaseUrl = kind === "SQLite" ? undefined : await postgres?.createDatabase();
    scim = await startScimServer({
      leaseSeconds: LEASE_MS / 1_000,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    });
  });
  afterAll(() => scim?.close());
  beforeEach(async () => {
    target = await startLenientTarget();
  });
  afterEach(() => target.stop());

  /** Does what another process does once the lease has expired. */
  async function takeLease(org: OrgId | typeof INSTANCE, name: string): Promise<void> {
    const { store, env } = scim.deps;
    const row = await store.get("lease", { org, name });
    if (row === undefined) throw new Error(`nobody has ${name}`);
    const set = { holder: "another", version: row.version + 1, expires: env.now() + LEASE_MS };
    const taken = await store.commit([{ op: "update", table: "lease", key: { org, name }, set }]);
    expect(taken.kind).toBe("committed");
  }

  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await isSo()) return;
      await scim.deps.env.sleep(100);
    }
    throw new Error("it did not come");
  }

  const isBusy = async (org: OrgId, app: AppId) =>
    (await scim.deps.store.get("lease", { org, name: `engine:${app}` }))?.holder === "another";

  test.skipIf(!isHere)(
    "in a scheduled cycle: the next cycle begins, and makes no account twice",
    async () => {
      const provisioned = await provisionDirectory(scim, target);
      const { org, app, client } = provisioned;
      await client.make("/Users", user("first"));
      await provisioned.sync();
      await provisioned.change({ everySeconds: 10 });
      await provisioned.sync();
      for (let n = 0; n < 40; n += 1) await client.make("/Users", user(`person-${n}`));
      let answer = () => {};
      target.gate = new Promise((resolve) => {
        answer = resolve;
      });
      const before = target.calls.get("POST /Users") ?? 0;
      // The calls of the scheduled cycle are never answered: they end because the lease is lost.
      await until(() => (target.calls.get("POST /Users") ?? 0) > before);
      await takeLease(org, `engine:${app}`);
      const running = await scim.deps.store.page("cycle", {
        where: { org, app, state: "running" },
        limit: 2,
      });
      expect(running).toHaveLength(1);
      await scim.deps.env.sleep(LEASE_MS);
      target.gate = Promise.resolve();
      // What the other process leaves behind when it ends: an expired lease, or none.
      expect(await isBusy(org, app)).toBe(true);
      const begun = performance.now();
      await provisioned.sync();
      expect(performance.now() - begun).toBeLessThan(15_000);
      answer();
      await provisioned.sync();
      const names = target.userNames();
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(41);
    },
  );

  test.skipIf(!isHere)(
    "in a purge: nothing is purged any more, and the next purge does all of it",
    async () => {
      const client = await scim.client();
      const { org } = client;
      const { store } = scim.deps;
      await store.commit([
        { op: "update", table: "organization", key: { org }, set: { soft_delete_days: 30 } },
      ]);
      for (let n = 0; n < 5; n += 1) {
        const { id } = await client.make("/Users", user(`leaver-${n}`));
        expect((await client.send("DELETE", `/Users/${id}`)).status).toBe(204);
        await store.commit([{ op: "update", table: "object", key: { org, id }, set: { deleted: 1 } }]);
      }
      const deleted = async () =>
        (await store.deletedObjects(org, "user", { order: "oldest", after: undefined, limit: 10 })).length;
      const before = await deleted();
      let isTaken = false;
      const paused = {
        ...store,
        deletedObjects: async (...of: Parameters<typeof store.deletedObjects>) => {
          const found = await store.deletedObjects(...of);
          if (!isTaken && of[0] === org) {
            isTaken = true;
            await takeLease(INSTANCE, "purge");
          }
          return found;
        },
      };
      const directory = openDirectory({ ...scim.deps, store: paused });
      const purge = new PurgeJob(
        directory,
        openScheduler(openClock(), () => {}),
      );
      expect(await purge.run()).toBe(0);
      expect([isTaken, await deleted()]).toEqual([true, before]);
      await until(async () => (await purge.run()) > 0);
      expect(await deleted()).toBe(0);
      await purge.stop();
    },
  );
});
