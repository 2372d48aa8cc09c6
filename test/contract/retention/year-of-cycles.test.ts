import { afterAll, beforeAll, expect, test } from "vitest";
import { RetentionJob } from "../../../src/app/retention/retention-job.ts";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { type AppId, INSTANCE, type OrgId } from "../../../src/core/ids.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { createEnv } from "../../../src/platform/env.ts";
import { PRIMARY_KEY, type TableName } from "../../../src/ports/tables.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { call } from "../admin/server.ts";
import { type ScimClient, type ScimServer, scimClient, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";

const FORTNIGHT_MS = 14 * 86_400_000;
const NO_SCHEDULER = { every: () => ({ next: () => null, stop: () => {} }) };
/** Kept for ever, unless a person limits it. */
const KEPT: readonly TableName[] = ["audit"];

await overEveryStore(({ newPlace }) => {
  const clock = openClock();
  let scim: ScimServer;
  let target: ScriptedTarget;
  let job: RetentionJob;
  let client: ScimClient;
  let admin: (method: string, path: string, body?: object) => ReturnType<typeof call>;
  let org: OrgId;
  let app: AppId;

  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    target = await startScriptedTarget(() => undefined);
    const { deps } = scim;
    // The server shares this object: its clock can be moved from here on.
    Object.assign(deps.env, createEnv(clock));
    job = new RetentionJob(deps, NO_SCHEDULER);
    org = await scim.newOrg();
    const made = { profile: "generic", name: "year", lifetimeDays: 800 } as const;
    const { token } = await createIntegrationToken(deps, "system", {
      ...{ org: INSTANCE, kind: "instance-admin", ...made },
    });
    const inbound = await createIntegrationToken(deps, "system", { org, kind: "scim", ...made });
    client = scimClient(`${scim.url}/scim/${org}/v2`, inbound.token);
    admin = (method, path, body) => call(`${scim.url}${path}`, method, { token, body });
    const at = `/api/v1/organizations/${org}/applications`;
    const body = { name: "Target", config: { url: target.url }, secret: target.token };
    app = (await admin("POST", at, body)).body.appId;
    await admin("POST", `${at}/${app}/assignments`, { subject: { kind: "all" } });
  });
  afterAll(async () => {
    await job.stop();
    await scim.close();
    await target.stop();
  });

  async function sync(): Promise<void> {
    const at = `/api/v1/organizations/${org}/applications/${app}/sync`;
    for (let tries = 0; tries < 400; tries += 1) {
      const { status, body } = await admin("POST", at, {});
      if (status === 202) {
        for (let asked = 0; asked < 400; asked += 1) {
          const cycle = await admin("GET", `/api/v1/cycles/${body.cycleId}`);
          if (cycle.body.state === "closed") return;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("no cycle ended");
  }

  async function countRows(): Promise<Readonly<Record<string, number>>> {
    const { store } = scim.deps;
    const tables = Object.keys(PRIMARY_KEY) as TableName[];
    const counts = tables.map(async (table) => [table, await store.count(table, { org } as never)] as const);
    return Object.fromEntries(await Promise.all(counts));
  }

  test("a year of cycles keeps the store flat, and the last quarter of it can be read", async () => {
    const { id } = await client.make("/Users", user("ada"));
    let half: Readonly<Record<string, number>> = {};
    for (let cycle = 1; cycle <= 26; cycle += 1) {
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: `Post ${cycle}` }]);
      await client.get("/Users?filter=nonsense");
      await sync();
      clock.advance(FORTNIGHT_MS);
      if (cycle % 2 === 0) await job.run();
      if (cycle === 14) half = await countRows();
    }
    const full = await countRows();
    const grown = Object.keys(full).filter((table) => !KEPT.includes(table as TableName));
    // Between two runs of the job the records of two cycles come and go.
    expect(grown.filter((table) => (full[table] ?? 0) > (half[table] ?? 0) + 2)).toEqual([]);
    for (const table of ["provisioning_log", "cycle", "journal", "exchange", "plan", "feed"]) {
      expect([table, (full[table] ?? 0) >= 6]).toEqual([table, true]);
    }
    const { body } = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log?limit=100`);
    expect(body.items[0].changes).toEqual([{ path: "title", from: "Post 25", to: "Post 26" }]);
    expect(body.items).toHaveLength(full["provisioning_log"] ?? 0);
  });
});
