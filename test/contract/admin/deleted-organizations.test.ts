import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RemovalJob } from "../../../src/app/organizations/removal-job.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import type { Scheduler } from "../../../src/ports/scheduler.ts";
import { PRIMARY_KEY, type TableName } from "../../../src/ports/tables.ts";
import { startHostileTarget } from "../../targets/hostile-target.ts";
import { openBrowser, PASSWORD } from "../sign-in/browser.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** An organization is deleted: what ends at once, what goes later, what stays. */

const HOUR_MS = 3_600_000;
const never: Scheduler = { every: () => ({ next: () => 0, stop() {} }) };
await overEveryStore(({ kind, newPlace }) => {
  describe("a deleted organization", () => {
    let muster: AdminServer;
    let org: OrgId;
    beforeAll(async () => {
      const place = await newPlace();
      muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
      org = await muster.newOrganization("Nordwind");
      await fill(org);
    });
    afterAll(() => muster.close());

    const inOrg = (path: string, of: string = org) => `/api/v1/organizations/${of}${path}`;
    const post = async (path: string, body: object) => {
      const answer = await muster.call("POST", path, { body });
      expect([path, answer.status, answer.body.code]).toEqual([path, expect.any(Number), undefined]);
      return answer.body;
    };

    /** Users, a group with members, an application with a plan, a token, a webhook, and an owner with a session. */
    async function fill(of: OrgId): Promise<void> {
      const members: string[] = [];
      for (const userName of ["ada@nordwind.test", "bo@nordwind.test", "cy@nordwind.test"]) {
        const made = await post(inOrg("/users", of), { attributes: { userName, displayName: userName } });
        members.push(made.userId);
      }
      const group = await post(inOrg("/groups", of), { attributes: { displayName: "Crew" } });
      await post(inOrg(`/groups/${group.groupId}/members`, of), { add: members });
      const app = await post(inOrg("/applications", of), {
        ...{ name: "Target", connector: "scim", config: { url: "http://127.0.0.1:9/scim" } },
        secret: "tgt-9Kd3sWq7TnXv2B",
      });
      await post(inOrg(`/applications/${app.appId}/assignments`, of), { subject: { kind: "all" } });
      await post(inOrg("/webhooks", of), { name: "Payroll", url: "http://127.0.0.1:9/hook" });
    }

    const countAll = async (of: OrgId) => {
      const counts: Partial<Record<TableName, number>> = {};
      for (const table of Object.keys(PRIMARY_KEY) as readonly TableName[]) {
        const count = await muster.deps.store.count(table, { org: of });
        if (count > 0) counts[table] = count;
      }
      return counts;
    };
    /** Runs the removal as it would run after this time. */
    const removeRest = (laterMs: number) => {
      const { env } = muster.deps;
      const later = { ...env, now: () => env.now() + laterMs };
      return new RemovalJob({ ...muster.deps, env: later }, never).run();
    };

    test("with another name nothing is deleted, and an owner may not delete", async () => {
      const token = await muster.newToken(org, "organization-admin");
      const before = await countAll(org);
      expect(Object.keys(before).length).toBeGreaterThan(12);
      const other = await muster.call("DELETE", inOrg("?name=Contoso"));
      expect([other.status, other.body.code]).toEqual([409, "org.name-differs"]);
      expect((await muster.call("DELETE", inOrg(""))).body.code).toBe("request.invalid");
      expect((await muster.call("DELETE", inOrg("?name=Nordwind"), { token })).status).toBe(403);
      expect(await countAll(org)).toEqual(before);
    });

    test("goes with all its rows; its tokens, roles and webhooks end at once, and others stay as they are", async () => {
      await fill(muster.org);
      const others = await countAll(muster.org);
      const scim = await muster.newToken(org, "scim");
      const invited = await post(inOrg("/people"), { name: `ida ${kind}`, role: "owner" });
      const owner = openBrowser(muster.url);
      const link = new URL(invited.link).hash.slice(1);
      expect((await owner.redeem({ link, password: PASSWORD })).status).toBe(201);
      const reset = await post(`/api/v1/people/${encodeURIComponent(`ida ${kind}`)}/reset`, {});
      const contents = (await muster.call("GET", inOrg("/contents"))).body;
      expect(contents).toMatchObject({ users: 3, groups: 1, applications: 1, webhooks: 1, persons: 1 });
      const audits = await muster.deps.store.count("audit", { org });

      const deleted = await muster.call("DELETE", inOrg("?name=nordwind"));
      expect([deleted.status, deleted.body]).toEqual([
        202,
        { ...contents, orgId: org, name: "Nordwind", requestedAt: expect.any(String) },
      ]);
      expect(audits).toBeGreaterThan(0);
      expect((await muster.call("GET", inOrg("/users"), { token: scim })).status).toBe(401);
      expect((await muster.call("GET", inOrg("/users"))).body.code).toBe("org.not-found");
      expect((await owner.call("GET", inOrg("/users"))).status).toBe(403);
      expect((await owner.call("GET", "/api/v1/session")).body.organizations).toEqual([]);
      expect(
        (await openBrowser(muster.url).redeem({ link: reset.link, password: PASSWORD })).status,
      ).not.toBe(201);
      const again = await muster.newOrganization("Nordwind");
      expect((await muster.call("DELETE", inOrg("?name=Nordwind", again))).status).toBe(202);

      await expect.poll(() => countAll(org), { timeout: 10_000 }).toEqual({ organization_removal: 1 });
      const listDeleting = async () => (await muster.call("GET", "/api/v1/organizations")).body.deleting;
      await expect.poll(listDeleting, { timeout: 10_000 }).toEqual([]);
      expect(await countAll(muster.org)).toEqual(others);
      const trail = (await muster.call("GET", "/api/v1/audit?category=organization&activity=delete")).body
        .items;
      expect(trail).toContainEqual(
        expect.objectContaining({ target: org, detail: { name: "Nordwind", ...contents } }),
      );
    });

    test("rows of a request that was under way go half an hour later", async () => {
      const { store, env } = muster.deps;
      const at = env.now();
      const row = {
        org,
        id: "late",
        at,
        actor: "system",
        service: "admin",
        category: "x",
        activity: "x",
      } as const;
      await store.commit([{ op: "insert", table: "audit", row: { ...row, target: "x", detail: {} } }]);
      await removeRest(0);
      expect(await countAll(org)).toEqual({ organization_removal: 1 });
      await removeRest(HOUR_MS);
      expect(await countAll(org)).toEqual({});
    });

    test("a cycle that is under way sends nothing after the call in hand, and leaves nothing behind", async () => {
      const target = await startHostileTarget();
      const of = await muster.newOrganization("Südwind");
      await post(inOrg("/users", of), { attributes: { userName: "ada@suedwind.test", displayName: "Ada" } });
      const config = { url: target.url, timeoutMs: 1_000 };
      const { appId } = await post(inOrg("/applications", of), {
        name: "Target",
        config,
        secret: "tgt-9Kd3sWq7",
      });
      await post(inOrg(`/applications/${appId}/assignments`, of), { subject: { kind: "all" } });
      target.behave({ kind: "hang" });
      await post(inOrg(`/applications/${appId}/sync`, of), {});
      await expect.poll(() => target.requests.length, { timeout: 10_000 }).toBeGreaterThan(0);
      expect((await muster.call("DELETE", inOrg("?name=Südwind", of))).status).toBe(202);
      // The call in hand ends with its time limit and is tried once more; a cycle that went on would send others then.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      const paths = target.requests.map(({ path }) => path);
      expect(new Set(paths)).toEqual(new Set(["/ServiceProviderConfig"]));
      const withoutRecord = async () => ({ ...(await countAll(of)), exchange: 1 });
      await expect.poll(withoutRecord, { timeout: 10_000 }).toEqual({ organization_removal: 1, exchange: 1 });
      await removeRest(HOUR_MS);
      expect(await countAll(of)).toEqual({});
      await target.stop();
    });
  });
});
