import type { ObjectId } from "../../core/ids.ts";
import type { ProjectionEnvironment } from "../../core/mapping/project.ts";
import {
  evaluateScope,
  findNextChange,
  findReads,
  type ScopeVerdict,
} from "../../core/mapping/scope/evaluate-scope.ts";
import { formatVerdict } from "../../core/mapping/scope/scope-reasons.ts";
import { decideEntrance, isDecidedByAssignments } from "../../core/provisioning/entrance.ts";
import type { Reason } from "../../core/provisioning/reason.ts";
import type { AppRole } from "../../core/provisioning/roles.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import type { CycleContext } from "./context.ts";
import { readSelectedGroups } from "./memberships-only.ts";
import { NO_ASSIGNMENTS, readAssignments, WITHOUT_ASSIGNMENT } from "./read-assignments.ts";
import { readScopeFacts } from "./read-scope-facts.ts";

/** Application-wide facts that are read once for a plan. */
export interface ScopeRule {
  readonly assignedToAll: boolean;
  /** True if an assignment gives a role: then the assignments of each object are read. */
  readonly hasRoles: boolean;
  /** Objects with a step whose outcome is unknown. */
  readonly unsettled: ReadonlySet<ObjectId>;
  /** Linked objects whose accounts the target does not have, since the settings of its connector changed; see plan/void-links.ts. */
  readonly voidLinks: ReadonlySet<ObjectId>;
}

const NO_OBJECTS: ReadonlySet<ObjectId> = new Set();

/** An application whose scope is read, at a time. */
export type ScopedApplication = Pick<CycleContext, "deps" | "org" | "app" | "scopes" | "settings"> & {
  readonly application: Pick<ApplicationRow, "roles">;
  readonly projection: Pick<ProjectionEnvironment, "now">;
};

/** Whether an object is in scope, and why: assignments, settings and scoping filters together. */
export interface Standing {
  readonly isIn: boolean;
  readonly reasons: readonly Reason[];
  /** The kind of rule that leaves the object out. */
  readonly leftOutBy?: "setting" | "default-access" | "filter";
  /** The roles that its assignments give together. */
  readonly roles: readonly AppRole[];
  /** The next time at which this can change by itself. */
  readonly nextChange?: number | undefined;
}

/** Reads what holds for every object of the application; `unsettled` are those with a step of unknown outcome. */
export async function readRule(
  { deps, org, app }: Pick<ScopedApplication, "deps" | "org" | "app">,
  unsettled: ReadonlySet<ObjectId> = NO_OBJECTS,
  voidLinks: ReadonlySet<ObjectId> = NO_OBJECTS,
): Promise<ScopeRule> {
  const { store } = deps;
  const all = await store.count("assignment", { org, app, subject: "*" });
  const given = await store.count("assignment", { org, app });
  const hasRoles = given > (await store.count("assignment", { org, app, role: "" }));
  return { assignedToAll: all > 0, hasRoles, unsettled, voidLinks };
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
    for (const [id, entry] of await readEntries(context, rule, type, some)) standings.set(id, entry);
    const entered = some.filter(({ id }) => standings.get(id)?.isIn === true);
    for (const [id, { reasons, ...filtered }] of await filterObjects(context, type, entered)) {
      const entry = standings.get(id) ?? NOT_ASSIGNED;
      standings.set(id, { ...entry, ...filtered, reasons: [...entry.reasons, ...reasons] });
    }
  }
  return standings;
}

const NOT_ASSIGNED: Standing = { isIn: false, reasons: [], roles: [] };

/** The standing of an object by scoping filters. */
type FilterStanding = Omit<Standing, "roles">;

/** The standing of these objects by scoping filters alone; empty for a type without filters. */
async function filterObjects(
  context: ScopedApplication,
  type: ObjectType,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, FilterStanding>> {
  const filters = context.scopes[type];
  const standings = new Map<ObjectId, FilterStanding>();
  if (filters.length === 0 || rows.length === 0) return standings;
  for (const [id, facts] of await readScopeFacts(context, findReads(filters), rows)) {
    const { now } = context.projection;
    const verdict = evaluateScope(filters, facts, now);
    const nextChange = findNextChange(filters, facts, now);
    standings.set(id, { ...standingOf(verdict), nextChange });
  }
  return standings;
}

function standingOf(verdict: ScopeVerdict): FilterStanding {
  const reasons = formatVerdict(verdict);
  return verdict.kind === "out" ? { isIn: false, reasons, leftOutBy: "filter" } : { isIn: true, reasons };
}

/** The standing of these objects of one type by assignments and settings; those that nothing brings in are left out. */
async function readEntries(
  context: ScopedApplication,
  { assignedToAll, hasRoles }: ScopeRule,
  type: ObjectType,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, Standing>> {
  const { settings } = context;
  const isRead = hasRoles || (!assignedToAll && isDecidedByAssignments(type, settings));
  const assigned = isRead ? await readAssignments(context, rows) : NO_ASSIGNMENTS;
  const selected = await readSelectedGroups(
    context,
    type,
    rows.map(({ id }) => id),
  );
  const entries = new Map<ObjectId, Standing>();
  for (const { id } of rows) {
    const { reasons, roles, leftOut } = assigned.get(id) ?? WITHOUT_ASSIGNMENT;
    // Where assignments are read, that of everyone is among them.
    const facts = {
      type,
      isEveryoneAssigned: assignedToAll && !isRead,
      assignments: reasons,
      isSelected: selected.has(id),
      leftOut,
    };
    const entrance = decideEntrance(facts, settings);
    if (entrance.kind === "unassigned") continue;
    const isIn = entrance.kind === "in";
    const leftOutBy = entrance.kind === "excluded" ? "default-access" : "setting";
    entries.set(id, { isIn, reasons: entrance.reasons, roles, ...(isIn ? {} : { leftOutBy }) });
  }
  return entries;
}
