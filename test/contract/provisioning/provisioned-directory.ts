import { expect } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { type AppId, type CycleId, INSTANCE, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Settings } from "../../../src/core/provisioning/settings.ts";
import { expectSameReplay } from "../../replayed.ts";
import { type Answer, call } from "../admin/server.ts";
import { type ScimClient, type ScimServer, scimClient } from "../scim/server.ts";

/** An organization whose directory is filled over SCIM and provisioned, as a whole, into one target. */
export interface ProvisionedDirectory {
  readonly org: OrgId;
  readonly app: AppId;
  /** A client of Muster, and one of the target. */
  readonly client: ScimClient;
  readonly target: ScimClient;
  admin(method: string, path: string, body?: object): Promise<Answer>;
  /** Runs a cycle to its end, and replays its bundle. Returns the counts that are not 0, and its plan. */
  sync(kind?: "auto" | "initial"): Promise<{ readonly counts: Counts; readonly plan: string }>;
  /** Plans without applying. Returns the plan's id. */
  plan(): Promise<string>;
  /** Approves or rejects all holds of a plan that a person can answer; returns how many were answered. */
  answer(plan: string, answer: "approved" | "rejected"): Promise<number>;
  /** The reason codes of each decision of a plan, by the object's name and verb. */
  reasons(plan: string): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The accounts of the target as `name active|inactive`, and the names of its groups' members. */
  seen(): Promise<Seen>;
  /** The target's id of the account with this name. */
  accountId(userName: string): Promise<string>;
  restore(id: string, userName?: string): Promise<Answer>;
  change(settings: Partial<Settings>): Promise<void>;
}

export type Counts = Readonly<Record<string, number>>;
export interface Seen {
  readonly accounts: readonly string[];
  readonly members: Readonly<Record<string, readonly string[]>>;
}

export async function provisionDirectory(
  scim: ScimServer,
  target: { readonly url: string; readonly token: string },
  {
    readFrom = target.url,
    connection = { config: { url: target.url } },
  }: {
    /** Where the tests read the accounts, if a proxy stands before the target. */
    readonly readFrom?: string;
    /** The connector and its settings; the SCIM connector by default. */
    readonly connection?: { readonly connector?: string; readonly config: JsonObject };
  } = {},
): Promise<ProvisionedDirectory> {
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
  const { token } = await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 });
  const admin = (method: string, path: string, body?: object) =>
    call(`${scim.url}${path}`, method, { token, body });
  const client = await scim.client();
  const { org } = client;
  const at = `/api/v1/organizations/${org}`;
  await admin("PATCH", at, { softDeleteDays: 30 });
  const made = await admin("POST", `${at}/applications`, {
    ...connection,
    name: "Target",
    secret: target.token,
  });
  const app: AppId = made.body.appId;
  const path = `${at}/applications/${app}`;
  await admin("POST", `${path}/assignments`, { subject: { kind: "all" } });
  const accounts = scimClient(readFrom, target.token);
  const { sleep } = scim.deps.env;

  /** A cycle that has closed may still be cleaning up: then the next one is refused for a moment. */
  async function begin(what: "sync" | "plans", kind: "auto" | "initial") {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { status, body } = await admin("POST", `${path}/${what}`, { kind });
      if (status === 202) return body;
      expect([status, body.code]).toEqual([409, "engine.busy"]);
      await sleep(50);
    }
    throw new Error("the application stays busy");
  }

  async function settle(at: string, busy: readonly string[]) {
    for (let attempt = 0; attempt < 1_200; attempt += 1) {
      const { body } = await admin("GET", at);
      if (!busy.includes(body.state)) return body;
      await sleep(25);
    }
    throw new Error(`${at} does not end`);
  }

  return {
    org,
    app,
    client,
    target: accounts,
    admin,
    async sync(kind = "auto") {
      const { cycleId } = await begin("sync", kind);
      const cycle = await settle(`/api/v1/cycles/${cycleId}`, ["planning", "running"]);
      expect([cycle.state, cycle.closed]).toEqual(["closed", true]);
      const row = await scim.deps.store.get("cycle", { org, id: trustId<CycleId>(cycleId) });
      await expectSameReplay(scim.deps, row!);
      const counts = Object.entries<number>(cycle.counts).filter(([, count]) => count > 0);
      return { counts: Object.fromEntries(counts), plan: cycle.planId };
    },
    async plan() {
      const { planId } = await begin("plans", "auto");
      expect((await settle(`/api/v1/plans/${planId}`, ["building"])).state).toBe("planned");
      return planId;
    },
    async answer(plan, answer) {
      const { body } = await admin("POST", `/api/v1/plans/${plan}/holds`, { answer, objects: "all" });
      return body.answered;
    },
    async reasons(plan) {
      const { body } = await admin("GET", `/api/v1/plans/${plan}/decisions`);
      return Object.fromEntries(
        body.items.map((row: { name: string; verb: string; reasons: { code: string }[] }) => [
          `${row.name} ${row.verb}`,
          row.reasons.map(({ code }) => code),
        ]),
      );
    },
    async seen() {
      const { body: users } = await accounts.get("/Users");
      const { body: groups } = await accounts.get("/Groups");
      const names = new Map<string, string>();
      for (const { id, userName } of users.Resources ?? []) names.set(id, userName);
      const members = (groups.Resources ?? []).map(
        (each: { displayName: string; members?: { value: string }[] }) => [
          each.displayName,
          (each.members ?? []).map(({ value }) => names.get(value) ?? value).sort(),
        ],
      );
      const states = (users.Resources ?? []).map(
        ({ userName, active }: { userName: string; active: boolean }) =>
          `${userName} ${active ? "active" : "inactive"}`,
      );
      return { accounts: states.sort(), members: Object.fromEntries(members) };
    },
    async accountId(userName) {
      const { body } = await accounts.get("/Users");
      const found = body.Resources.find((each: { userName: string }) => each.userName === userName);
      return found?.id ?? "";
    },
    restore: (id, userName) =>
      admin("POST", `${at}/deleted-users/${id}/restore`, userName === undefined ? {} : { userName }),
    async change(settings) {
      const { store } = scim.deps;
      const row = await store.get("application", { org, id: app });
      const set = { settings: { ...row!.settings, ...settings } };
      await store.commit([{ op: "update", table: "application", key: { org, id: app }, set }]);
    },
  };
}
