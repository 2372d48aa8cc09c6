import type { ObjectId } from "../../core/ids.ts";
import type { ProjectionEnvironment } from "../../core/mapping/project.ts";
import {
  evaluateScope,
  findNextChange,
  findReads,
  type ScopeVerdict,
} from "../../core/mapping/scope/evaluate-scope.ts";
import { formatVerdict } from "../../core/mapping/scope/scope-reasons.ts";
import { decideEntrance, type Entrance, isDecidedByAssignments } from "../../core/provisioning/entrance.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ScopePath } from "../../ports/store.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { nameOf } from "../objects.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";
import { readSelectedGroups } from "./memberships-only.ts";
import { readScopeFacts } from "./read-scope-facts.ts";

/** Application-wide facts that are read once for a plan. */
export interface ScopeRule {
  readonly assignedToAll: boolean;
  /** Objects with a step whose outcome is unknown. */
  readonly unsettled: ReadonlySet<ObjectId>;
}

/** An application whose scope is read, at a time. */
export type ScopedApplication = Pick<CycleContext, "deps" | "org" | "app" | "scopes" | "settings"> & {
  readonly projection: Pick<ProjectionEnvironment, "now">;
};

/** Whether an object is in scope, and why: assignments, settings and scoping filters together. */
export interface Standing {
  readonly isIn: boolean;
  readonly reasons: readonly Reason[];
  /** The kind of rule that leaves the object out. */
  readonly leftOutBy?: "setting" | "filter";
  /** The next time at which this can change by itself. */
  readonly nextChange?: number | undefined;
}

/** Reads what holds for every object of the application; `unsettled` are those with a step of unknown outcome. */
export async function readRule(
  { deps, org, app }: Pick<ScopedApplication, "deps" | "org" | "app">,
  unsettled: ReadonlySet<ObjectId> = new Set(),
): Promise<ScopeRule> {
  const all = await deps.store.count("assignment", { org, app, subject: "*" });
  return { assignedToAll: all > 0, unsettled };
}

/** The standing of these objects, which are not deleted. Objects that nothing brings in are left out. */
export async function readScopes(
  context: ScopedApplication,
  rule: ScopeRule,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, Standing>> {
  const standings = new Map<ObjectId, Standing>();
  for (const type of ["user", "group"] as const) {
    const some = rows.filter((row) => row.type === type);
    const entrances = await readEntrances(context, rule, type, some);
    for (const { id } of some) {
      const entrance = entrances.get(id);
      if (entrance?.kind === "in") standings.set(id, { isIn: true, reasons: entrance.reasons });
      if (entrance?.kind === "out")
        standings.set(id, { isIn: false, reasons: entrance.reasons, leftOutBy: "setting" });
    }
    const entered = some.filter(({ id }) => standings.get(id)?.isIn === true);
    for (const [id, standing] of await filterObjects(context, type, entered)) {
      const reasons = [...(standings.get(id)?.reasons ?? []), ...standing.reasons];
      standings.set(id, { ...standing, reasons });
    }
  }
  return standings;
}

/** The standing of these objects by scoping filters alone; empty for a type without filters. */
async function filterObjects(
  context: ScopedApplication,
  type: ObjectType,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, Standing>> {
  const filters = context.scopes[type];
  const standings = new Map<ObjectId, Standing>();
  if (filters.length === 0 || rows.length === 0) return standings;
  for (const [id, facts] of await readScopeFacts(context, findReads(filters), rows)) {
    const { now } = context.projection;
    const verdict = evaluateScope(filters, facts, now);
    const nextChange = findNextChange(filters, facts, now);
    standings.set(id, { ...standingOf(verdict), nextChange });
  }
  return standings;
}

function standingOf(verdict: ScopeVerdict): Standing {
  const reasons = formatVerdict(verdict);
  return verdict.kind === "out" ? { isIn: false, reasons, leftOutBy: "filter" } : { isIn: true, reasons };
}

/** How each of these objects of one type enters the scope. */
async function readEntrances(
  context: ScopedApplication,
  { assignedToAll: isEveryoneAssigned }: ScopeRule,
  type: ObjectType,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, Entrance>> {
  const { settings } = context;
  const isRead = !isEveryoneAssigned && isDecidedByAssignments(type, settings);
  const assigned = isRead ? await readAssignments(context, rows) : NO_ASSIGNMENTS;
  const ids = rows.map(({ id }) => id);
  const selected = await readSelectedGroups(context, type, ids);
  return new Map(
    ids.map((id) => {
      const assignments = assigned.get(id) ?? [];
      const facts = { type, isEveryoneAssigned, assignments, isSelected: selected.has(id) };
      return [id, decideEntrance(facts, settings)];
    }),
  );
}

const NO_ASSIGNMENTS: ReadonlyMap<ObjectId, readonly Reason[]> = new Map();

/** A reason for each assignment of each object; ids that are missing have none. */
async function readAssignments(
  context: ScopedApplication,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, readonly Reason[]>> {
  const { deps, org, app, settings } = context;
  const ids = rows.map(({ id }) => id);
  const reach = settings.nestedGroups ? "nested" : "immediate";
  const paths = ids.length === 0 ? [] : await deps.store.scopePaths(org, app, ids, reach);
  const names = await groupNames(context, paths);
  const scopes = new Map<ObjectId, Reason[]>();
  for (const path of paths) {
    const name = names.get(path.subject) ?? path.subject;
    const isGroup = path.subject_type === "group";
    const why = isGroup
      ? createReason("scope.group", { group: name })
      : createReason(`scope.${path.subject_type}`);
    scopes.set(path.object, [...(scopes.get(path.object) ?? []), why]);
  }
  return scopes;
}

/** The display names of the groups that bring objects into scope. */
async function groupNames(
  { deps, org }: Pick<ScopedApplication, "deps" | "org">,
  paths: readonly ScopePath[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(paths.filter((path) => path.subject_type === "group").map((path) => path.subject));
  const groups = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: [...ids] });
  return new Map(groups.map((group) => [group.id, nameOf(group)]));
}
