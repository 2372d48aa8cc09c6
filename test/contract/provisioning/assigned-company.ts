import { expect } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Settings } from "../../../src/core/provisioning/settings.ts";
import type { Answer } from "../admin/server.ts";
import { group, type ScimServer, user } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** A directory of which nothing is assigned yet, provisioned into a target that records its calls. */
export interface AssignedCompany extends ProvisionedDirectory {
  hire(name: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  addGroup(name: string, members?: readonly string[]): Promise<string>;
  patchGroup(id: string, ...operations: readonly object[]): Promise<void>;
  /** Assigns a user or a group by name, or everyone as `*`. */
  assign(kind: "all" | "user" | "group", find?: string): Promise<void>;
  unassign(subject: string): Promise<void>;
  select(group: string, membershipsOnly?: boolean): Promise<Answer>;
  unselect(group: string): Promise<Answer>;
  /** The names of the selected groups. */
  selected(): Promise<readonly string[]>;
  version(): Promise<number>;
  set(settings: Partial<Settings>): Promise<Answer>;
  scope(body: object): Promise<void>;
  why(name: string, type?: "user" | "group"): Promise<Why>;
  /** A new plan: its kind, and its counts that are not 0. */
  planned(): Promise<{ readonly kind: string; readonly counts: Readonly<Record<string, number>> }>;
  /** The writes that the target got since the last question, such as `POST Users ana`. */
  writes(): readonly string[];
  /** The target's group with the names of its members, nested groups in brackets. */
  membersOf(name: string): readonly string[] | undefined;
  /** Puts a group into the target that Muster did not create; returns its id there. */
  makeThere(name: string, members?: readonly string[]): string;
  /** Changes attributes of the target's user with this name, behind Muster's back. */
  changeThere(name: string, attributes: JsonObject): void;
}

export interface Why {
  readonly inScope: boolean;
  readonly scope: readonly { readonly code: string; readonly params: Readonly<Record<string, unknown>> }[];
  readonly blockers: readonly { readonly code: string }[];
}

/** Runs `work` in a company of its own. */
export async function inAssignedCompany(
  scim: ScimServer,
  work: (company: AssignedCompany) => Promise<void>,
): Promise<void> {
  await withScriptedTarget(
    scim,
    () => undefined,
    async (directory, target) => {
      const { admin, org, app, client } = directory;
      const at = `/api/v1/organizations/${org}/applications/${app}`;
      const { Users: users, Groups: groups } = target.resources;
      const nameThere = (id: string) =>
        users.has(id) ? String(users.get(id)?.["userName"]) : `[${groups.get(id)?.["displayName"] ?? id}]`;
      let seen = 0;
      const company: AssignedCompany = {
        ...directory,
        hire: async (name, more = {}) => (await client.make("/Users", user(name, more))).id,
        addGroup: async (name, members = []) => (await client.make("/Groups", group(name, members))).id,
        async patchGroup(id, ...operations) {
          expect((await client.patch(`/Groups/${id}`, operations)).status).toBeLessThan(300);
        },
        async assign(kind, find) {
          const subject = kind === "all" ? { kind } : { kind, find };
          expect((await admin("POST", `${at}/assignments`, { subject })).status).toBeLessThan(300);
        },
        async unassign(subject) {
          const path = `${at}/assignments/${encodeURIComponent(subject)}`;
          expect((await admin("DELETE", path)).status).toBe(204);
        },
        select: (find, membershipsOnly) => admin("POST", `${at}/groups`, { find, membershipsOnly }),
        unselect: (name) => admin("DELETE", `${at}/groups/${encodeURIComponent(name)}`),
        selected: async () =>
          (await admin("GET", `${at}/groups`)).body.items.map(({ name }: { name: string }) => name).sort(),
        version: async () => (await admin("GET", `${at}/settings`)).body.version,
        set: (settings) => admin("PATCH", `${at}/settings`, { settings }),
        async scope(body) {
          expect((await admin("PUT", `${at}/scope`, body)).status).toBe(200);
        },
        why: async (name, type = "user") =>
          (await admin("GET", `${at}/why?find=${encodeURIComponent(name)}&type=${type}`)).body,
        async planned() {
          const { body } = await admin("GET", `/api/v1/plans/${await directory.plan()}`);
          const counts = Object.entries<number>(body.counts).filter(([, count]) => count > 0);
          return { kind: body.kind, counts: Object.fromEntries(counts) };
        },
        writes() {
          const fresh = target.calls.slice(seen).filter(({ method }) => method !== "GET");
          seen = target.calls.length;
          return fresh
            .map(({ method, endpoint, id, body }) => {
              const name = id === undefined ? (body["userName"] ?? body["displayName"]) : nameThere(id);
              return `${method} ${endpoint} ${name}`;
            })
            .sort();
        },
        membersOf(name) {
          const found = [...groups.values()].find((each) => each["displayName"] === name);
          if (found === undefined) return undefined;
          const members = (found["members"] ?? []) as readonly { readonly value: string }[];
          return members.map(({ value }) => nameThere(value)).sort();
        },
        makeThere(name, members = []) {
          const id = `there-${groups.size}`;
          groups.set(id, { id, displayName: name, members: members.map((value) => ({ value })), meta: {} });
          return id;
        },
        changeThere(name, attributes) {
          const [id, account] = [...users].find(([, { userName }]) => userName === name) ?? [];
          if (id === undefined) throw new Error(`the target has no ${name}`);
          users.set(id, { ...account, ...attributes });
        },
      };
      await company.unassign("*");
      await work(company);
    },
  );
}
