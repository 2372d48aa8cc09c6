import type { LostGroup } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { stateOf } from "../../objects.ts";
import type { CycleContext } from "../context.ts";
import {
  readRule,
  readScopes,
  type ScopedApplication,
  type ScopeRule,
  type Standing,
} from "../read-scope.ts";
import type { TriedRemoval } from "./tried-removal.ts";

/** An application as it is, and as it would be after a removal. */
export interface Views {
  readonly rule: ScopeRule;
  readonly now: ScopedApplication;
  /** Undefined for a removed user, who has no standing then. */
  readonly changed: { readonly rule: ScopeRule; readonly application: ScopedApplication } | undefined;
}

/** A user before and after a removal. */
export interface Compared {
  readonly object: ObjectRow;
  readonly before: Standing;
  readonly after: Standing;
}

const OUT: Standing = { isIn: false, reasons: [], roles: [] };

/** Opens the two views of an application; nothing is written. */
export async function openViews(now: ScopedApplication, removal: TriedRemoval): Promise<Views> {
  const rule = await readRule(now);
  const store = hideRemoved(now.deps.store, removal);
  if (store === undefined) return { rule, now, changed: undefined };
  const application = { ...now, deps: { ...now.deps, store } };
  return { rule, now, changed: { rule: ruleAfter(rule, removal), application } };
}

/** The standings of users who are not deleted. */
export async function compareStandings(
  { rule, now, changed }: Views,
  rows: readonly ObjectRow[],
): Promise<readonly Compared[]> {
  const kept = rows.filter((row) => stateOf(row) !== "deleted");
  const before = await readScopes(now, rule, kept);
  const after = changed === undefined ? undefined : await readScopes(changed.application, changed.rule, kept);
  return kept.map((object) => ({
    object,
    before: before.get(object.id) ?? OUT,
    after: after?.get(object.id) ?? OUT,
  }));
}

type Reads = CycleContext["deps"]["store"];

/** The store without what is removed; undefined for a user, of whom nothing is left to read. */
function hideRemoved(store: Reads, removal: TriedRemoval): Reads | undefined {
  switch (removal.kind) {
    case "user":
      return undefined;
    case "group":
      return hideGroup(store, { group: removal.group.id });
    case "member":
      return hideGroup(store, { group: removal.group.id, member: removal.member.id });
    case "assignment":
      return hideAssignment(store, removal.subject === "everyone" ? "*" : removal.subject.id, removal.role);
  }
}

function hideGroup(store: Reads, lost: LostGroup): Reads {
  const isLost = ({ id, member }: { readonly id: string; readonly member: string }) =>
    id === lost.group && (lost.member === undefined || member === lost.member);
  return {
    ...store,
    scopePaths: (org, app, ids, { reach }) => store.scopePaths(org, app, ids, { reach, without: lost }),
    groupsOf: async (org, members) => (await store.groupsOf(org, members)).filter((group) => !isLost(group)),
  };
}

function hideAssignment(store: Reads, subject: string, role: string | undefined): Reads {
  return {
    ...store,
    scopePaths: async (org, app, ids, ways) =>
      (await store.scopePaths(org, app, ids, ways)).filter(
        (path) => path.subject !== subject || (role !== undefined && path.role !== role),
      ),
  };
}

/** Once everyone is not assigned any longer, the assignments of each object decide. */
function ruleAfter(rule: ScopeRule, removal: TriedRemoval): ScopeRule {
  return removal.kind === "assignment" && removal.subject === "everyone"
    ? { ...rule, assignedToAll: false }
    : rule;
}
