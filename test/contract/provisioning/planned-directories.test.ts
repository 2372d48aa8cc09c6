import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApplication } from "../../../src/app/applications/create-application.ts";
import { isRefusal } from "../../../src/app/deps.ts";
import { collectRows, readEachPage } from "../../../src/app/paging.ts";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { memoryConnector } from "../../../src/connectors/memory/index.ts";
import { openMemorySystem } from "../../../src/connectors/memory/system.ts";
import { type AppId, INSTANCE, type PlanId, trustId } from "../../../src/core/ids.ts";
import type { Connector } from "../../../src/ports/target.ts";
import { checkPlan, type PlannedState } from "../../property/check-plan.ts";
import { call } from "../admin/server.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";

/** Random directories, planned by the engine into a target in memory: every plan passes the linter. */

let scim: ScimServer;
let token: string;
beforeAll(async () => {
  scim = await startScimServer();
  (scim.deps.connectors as Map<string, Connector>).set("memory", memoryConnector);
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
  token = (await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
});
afterAll(() => scim.close());

const PEOPLE = ["ana", "ben", "cleo", "dan", "eve", "fay"];
const GROUPS = ["Crew", "Desk", "Board"];

/** One change of the directory. Numbers choose among the objects that there are. */
type Change =
  | { readonly kind: "make" | "delete" | "switch" | "drop"; readonly at: number }
  | { readonly kind: "rename" | "join" | "manage" | "swap"; readonly at: number; readonly to: number };

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("make" as const, "delete" as const, "switch" as const, "drop" as const),
    at: fc.nat(20),
  }),
  fc.record({
    kind: fc.constantFrom("rename" as const, "join" as const, "manage" as const, "swap" as const),
    at: fc.nat(20),
    to: fc.nat(20),
  }),
);
const anyHistory = fc.array(fc.array(anyChange, { minLength: 2, maxLength: 8 }), {
  minLength: 2,
  maxLength: 4,
});

type Client = Awaited<ReturnType<ScimServer["client"]>>;
type Named = { readonly id: string; readonly userName?: string; readonly active?: boolean };

const replace = (path: string, value: unknown) => [{ op: "replace", path, value }];

async function listOf(client: Client, endpoint: string): Promise<readonly Named[]> {
  return (await client.get(endpoint)).body.Resources ?? [];
}

/** Carries a change out as far as the directory lets it. */
async function change(client: Client, what: Change): Promise<void> {
  const users = await listOf(client, "/Users");
  const groups = await listOf(client, "/Groups");
  const one = users[what.at % Math.max(1, users.length)];
  const crew = groups[what.at % Math.max(1, groups.length)];
  const nameAt = (n: number) => PEOPLE[n % PEOPLE.length] ?? "";
  if (what.kind === "make") {
    const body = what.at % 3 === 0 ? group(GROUPS[what.at % GROUPS.length] ?? "", []) : user(nameAt(what.at));
    await client.send("POST", what.at % 3 === 0 ? "/Groups" : "/Users", body);
  }
  if (what.kind === "drop" && crew !== undefined) await client.send("DELETE", `/Groups/${crew.id}`);
  if (one === undefined) return;
  if (what.kind === "delete") await client.send("DELETE", `/Users/${one.id}`);
  if (what.kind === "switch") await client.patch(`/Users/${one.id}`, replace("active", one.active === false));
  if (what.kind === "rename") await client.patch(`/Users/${one.id}`, replace("userName", nameAt(what.to)));
  if (!("to" in what)) return;
  const other = users[what.to % users.length];
  if (what.kind === "join" && crew !== undefined && other !== undefined)
    await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: other.id }] }]);
  if (what.kind === "swap" && other !== undefined && other.id !== one.id) {
    await client.patch(`/Users/${one.id}`, replace("userName", `between-${one.id}`));
    await client.patch(`/Users/${other.id}`, replace("userName", one.userName));
    await client.patch(`/Users/${one.id}`, replace("userName", other.userName));
  }
}

async function newApplication(client: Client) {
  const { org } = client;
  const name = `memory-${org}`;
  const made = { org, name: "Memory", connector: "memory", config: { name }, everySeconds: 3_600 };
  const application = await createApplication(scim.deps, "system", made);
  if (isRefusal(application)) throw new Error(application.code);
  const admin = (method: string, path: string, body?: object) =>
    call(`${scim.url}${path}`, method, { token, body });
  const at = `/api/v1/organizations/${org}/applications/${application.id}`;
  await admin("POST", `${at}/assignments`, { subject: { kind: "all" } });
  const system = openMemorySystem(name);

  /** Begins, and waits for the end. An application is busy for a moment after its last cycle. */
  async function run(what: "plans" | "sync"): Promise<PlanId> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { status, body } = await admin("POST", `${at}/${what}`, {});
      const path = what === "plans" ? `/api/v1/plans/${body.planId}` : `/api/v1/cycles/${body.cycleId}`;
      if (status === 202) return settle(path);
      await scim.deps.env.sleep(10);
    }
    throw new Error("the application stays busy");
  }
  async function settle(path: string): Promise<PlanId> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const { body } = await admin("GET", path);
      if (!["building", "planning", "running"].includes(body.state)) {
        expect(["planned", "closed"]).toContain(body.state);
        return trustId<PlanId>(body.planId);
      }
      await scim.deps.env.sleep(10);
    }
    throw new Error(`${path} does not end`);
  }
  return { app: application.id, system, plan: () => run("plans"), sync: () => run("sync") };
}

/** The plan and what it was made from, before anything of it is carried out. */
async function readState({ org }: Client, app: AppId, plan: PlanId): Promise<PlannedState> {
  const { store } = scim.deps;
  const row = await store.get("plan", { org, id: plan });
  if (row === undefined) throw new Error("the plan is not stored");
  const ledger = await collectRows(readEachPage(store, "link_member", { org, app }));
  const objects = await collectRows(readEachPage(store, "object", { org }));
  const known = new Set(objects.map(({ id }) => id));
  const links = await collectRows(readEachPage(store, "link", { org, app }));
  return {
    plan: row,
    decisions: await collectRows(readEachPage(store, "decision", { org, plan })),
    members: await collectRows(readEachPage(store, "plan_member", { org, plan })),
    // A disabled account whose user is gone for good has no owner any more.
    links: links.filter(({ object, scope }) => scope === "in" || known.has(object)),
    ledger: new Set(ledger.map(({ group_id, member_id }) => `${group_id} ${member_id}`)),
    rules: memoryConnector.rules,
  };
}

test("every plan of a random directory passes the linter, and what was done once is not done again", async () => {
  let decided = 0;
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const client = await scim.client();
      for (const name of PEOPLE.slice(0, 4)) await client.make("/Users", user(name));
      for (const name of GROUPS.slice(0, 2)) await client.make("/Groups", group(name, []));
      const { app, system, plan, sync } = await newApplication(client);
      for (const changes of [[], ...history]) {
        for (const each of changes) await change(client, each);
        const state = await readState(client, app, await plan());
        decided += state.decisions.length;
        expect(checkPlan(state)).toEqual([]);
        await sync();
      }
      await sync();
      const writes = system.writes.length;
      await sync();
      expect(system.writes).toHaveLength(writes);
    }),
    {
      numRuns: 8,
      // The name of a user who is gone for good is given to another, beside groups with one name.
      examples: [
        [
          [
            [
              { kind: "delete", at: 0 },
              { kind: "delete", at: 1 },
              { kind: "rename", at: 0, to: 0 },
              { kind: "make", at: 0 },
            ],
            [
              { kind: "make", at: 2 },
              { kind: "make", at: 0 },
            ],
          ],
        ],
      ],
    },
  );
  expect(decided).toBeGreaterThan(50);
}, 240_000);
