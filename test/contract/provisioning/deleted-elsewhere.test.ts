import { afterAll, describe, expect, test } from "vitest";
import { RemovalJob } from "../../../src/app/organizations/removal-job.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import { PRIMARY_KEY, type TableName } from "../../../src/ports/tables.ts";
import { startLenientTarget } from "../../targets/lenient-target.ts";
import { startSecondServer } from "../admin/second-server.ts";
import { startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { startOrExplain } from "../store/stores.ts";

const postgres = await startOrExplain();
afterAll(() => postgres?.stop());
/** The objects that a cycle works on at the same time. */
const CALLS_AT_ONCE = 16;
const HOUR_MS = 3_600_000;

/** One server runs a cycle, and the other one deletes the organization. */
describe.skipIf(postgres === undefined)("an organization that another server deletes", () => {
  test("its cycle ends with the calls in hand, and leaves no row", async () => {
    const databaseUrl = (await postgres?.createDatabase()) ?? "";
    const first = await startAdminServer(undefined, { databaseUrl });
    const [second, target] = await Promise.all([startSecondServer(databaseUrl), startLenientTarget()]);
    const { store, env } = first.deps;
    const org = await first.newOrganization("Westwind");
    const at = `/api/v1/organizations/${org}`;
    const post = async (path: string, body: object) =>
      (await first.call("POST", `${at}${path}`, { body })).body;
    const countAll = async (of: OrgId) => {
      const counts: Partial<Record<TableName, number>> = {};
      for (const table of Object.keys(PRIMARY_KEY) as readonly TableName[]) {
        const count = await store.count(table, { org: of });
        if (count > 0) counts[table] = count;
      }
      return counts;
    };
    try {
      const names = Array.from({ length: 40 }, (_, n) => `person-${n}`);
      await addPeople(first.deps, org, names);
      const config = { url: target.url };
      const { appId } = await post("/applications", { name: "Target", config, secret: target.token });
      await post(`/applications/${appId}/assignments`, { subject: { kind: "all" } });
      let answer = () => {};
      target.gate = new Promise((resolve) => {
        answer = resolve;
      });
      let reads = 0;
      target.onRead = async () => {
        reads += 1;
      };
      const { cycleId } = await post(`/applications/${appId}/sync`, {});
      await expect.poll(() => target.calls.get("POST /Users") ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);

      const deleted = await fetch(`${second.url}${at}?name=Westwind`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${first.tokens["instance-admin"]}` },
      });
      expect(deleted.status).toBe(202);
      const readBefore = reads;
      answer();
      // What the calls in progress answered is recorded nowhere: the rows that they would stand in are gone.
      await expect
        .poll(() => first.call("GET", `/api/v1/cycles/${cycleId}`).then(({ status }) => status), {
          timeout: 10_000,
        })
        .toBe(404);
      await expect
        .poll(async () => Object.keys(await countAll(org)).filter((table) => table !== "exchange"), {
          timeout: 10_000,
        })
        .toEqual(["organization_removal"]);
      // Calls that were written down before the deletion may still wait for their turn at the target.
      expect(target.calls.get("POST /Users")).toBeLessThanOrEqual(CALLS_AT_ONCE);
      expect([...target.calls.keys(), reads]).toEqual(["POST /Users", readBefore]);
      const never = { every: () => ({ next: () => 0, stop() {} }) };
      const later = { ...env, now: () => env.now() + HOUR_MS };
      await new RemovalJob({ ...first.deps, env: later }, never).run();
      expect(await countAll(org)).toEqual({});
    } finally {
      await Promise.all([first.close(), second.close(), target.stop()]);
    }
  });
});
