import type { AppId, OrgId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import {
  evaluateScope,
  findNextChange,
  findReads,
  type ScopeVerdict,
} from "../../core/mapping/scope/evaluate-scope.ts";
import { type CompiledFilter, UNFILTERED } from "../../core/mapping/scope/scope.ts";
import type { Reason } from "../../core/provisioning/reason.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { limitPatterns, refuseIfSpent } from "../mappings/limit-patterns.ts";
import { findOneObject, nameOf, stateOf } from "../objects.ts";
import { compileScopes, refuseScopes } from "../provisioning/compile-scopes.ts";
import { readRule, readScopes } from "../provisioning/read-scope.ts";
import { readScopeFacts } from "../provisioning/read-scope-facts.ts";
import { checkScopes } from "./application-scope.ts";

/** The result of assignment and scoping filters for one object, filter by filter. */
export interface ScopeTest {
  readonly object: ObjectRow;
  readonly name: string;
  readonly state: "active" | "inactive" | "deleted";
  readonly inScope: boolean;
  readonly isAssigned: boolean;
  readonly assignment: readonly Reason[];
  /** The clauses that decided: those of the filter that holds, or the first one that fails. */
  readonly clause: string | null;
  /** The next time at which a clause about a date changes its result; null if time changes nothing. */
  readonly nextChange: number | null;
  /** Each filter with the first clause that fails; null for a filter that holds. */
  readonly filters: readonly { readonly filter: string; readonly failedClause: string | null }[];
}

/** The object to test, and filters to test it with in place of the stored ones. */
export interface ScopeTrial {
  readonly org: OrgId;
  readonly app: AppId;
  readonly type: ObjectType;
  /** Id, userName or displayName. */
  readonly find: string;
  readonly filters: readonly Json[] | undefined;
}

/** Tests whether an object is in scope, with the stored filters or with others. Changes nothing. */
export async function testScope(deps: Deps, trial: ScopeTrial): Promise<ScopeTest | Refusal> {
  const limited = limitPatterns(deps);
  return refuseIfSpent(limited.meter, await tryScope(limited.deps, trial));
}

async function tryScope(deps: Deps, trial: ScopeTrial): Promise<ScopeTest | Refusal> {
  const { org, app, type, find } = trial;
  const row = await deps.store.get("application", { org, id: app });
  if (row === undefined) return refuse("not-found", "app.not-found", { app });
  const filters = await readFilters(deps, trial, row.scopes);
  if (isRefusal(filters)) return filters;
  const object = await findOneObject(deps, org, type, find);
  if (isRefusal(object)) return object;
  const now = deps.env.now();
  const settings = completeSettings(row.settings);
  const application = row;
  const unfiltered = { deps, org, app, application, scopes: UNFILTERED, settings, projection: { now } };
  const rows = object.deleted === null ? [object] : [];
  const assigned = (await readScopes(unfiltered, await readRule(unfiltered), rows)).get(object.id);
  const facts = (await readScopeFacts({ deps, org }, findReads(filters), [object])).get(object.id);
  const verdict =
    facts === undefined ? ({ kind: "unfiltered" } as const) : evaluateScope(filters, facts, now);
  // An assignment whose role is left out counts as none.
  const isAssigned = assigned?.isIn === true;
  return {
    object,
    name: nameOf(object),
    state: stateOf(object),
    inScope: isAssigned && verdict.kind !== "out",
    isAssigned,
    assignment: assigned?.reasons ?? [],
    clause: clauseOf(verdict),
    nextChange: (facts && findNextChange(filters, facts, now)) ?? null,
    filters:
      facts === undefined
        ? []
        : filters.map((filter) => {
            const alone = evaluateScope([filter], facts, now);
            const failed = alone.kind === "out" ? alone.failed[0] : undefined;
            return { filter: filter.label, failedClause: failed?.clause ?? null };
          }),
  };
}

async function readFilters(
  deps: Deps,
  { org, type, filters }: ScopeTrial,
  stored: Parameters<typeof compileScopes>[1],
): Promise<readonly CompiledFilter[] | Refusal> {
  if (filters === undefined) {
    const compiled = compileScopes(deps, stored);
    return "kind" in compiled ? compiled : compiled[type];
  }
  const parsed = await checkScopes(deps, org, { [type]: { filters } });
  return parsed.ok ? parsed.compiled[type] : refuseScopes(parsed);
}

function clauseOf(verdict: ScopeVerdict): string | null {
  switch (verdict.kind) {
    case "unfiltered":
      return null;
    case "in":
      return verdict.filter.clauses.map(({ text }) => text).join(" AND ");
    case "out":
      return verdict.failed[0]?.clause ?? null;
  }
}
