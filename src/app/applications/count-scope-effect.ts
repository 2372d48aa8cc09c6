import type { AppId, OrgId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { WorkMeter } from "../../core/mapping/expression/regex.ts";
import { evaluateScope, findReads } from "../../core/mapping/scope/evaluate-scope.ts";
import { type CompiledFilter, UNFILTERED } from "../../core/mapping/scope/scope.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import { Turn } from "../background/turn.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type LimitedPatterns, limitPatterns, refuseIfSpent } from "../mappings/limit-patterns.ts";
import { nameOf } from "../objects.ts";
import { readEachPage, readRowsAmong } from "../paging.ts";
import { compileScopes, refuseScopes } from "../provisioning/compile-scopes.ts";
import { readRule, readScopes, type ScopedApplication, type ScopeRule } from "../provisioning/read-scope.ts";
import { readScopeFacts } from "../provisioning/read-scope-facts.ts";
import { checkScopes } from "./application-scope.ts";

/** The names of objects that leave, as many as a person reads. */
const NAMES_MAX = 10;

/** The effect of other scoping filters on the objects of one type. */
export interface ScopeEffect {
  /** Objects in scope with the stored filters, and with the others. */
  readonly before: number;
  readonly after: number;
  readonly entering: number;
  readonly leaving: number;
  /** Those of the leaving ones that have an account, and so lose access. */
  readonly losing: number;
  /** The names of the first ones that lose access. */
  readonly names: readonly string[];
}

/** Filters to count with in place of the stored ones. */
interface OtherFilters {
  readonly org: OrgId;
  readonly app: AppId;
  readonly type: ObjectType;
  readonly filters: readonly Json[];
}

/** Counts the users or groups that other scoping filters would bring into scope and take out of it. Changes nothing. */
export async function countScopeEffect(deps: Deps, input: OtherFilters): Promise<ScopeEffect | Refusal> {
  const limited = limitPatterns(deps);
  return refuseIfSpent(limited.meter, await countEffect(limited, input));
}

async function countEffect(
  { deps, meter }: LimitedPatterns,
  { org, app, type, filters }: OtherFilters,
): Promise<ScopeEffect | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const stored = compileScopes(deps, application.scopes);
  if ("kind" in stored) return stored;
  const parsed = await checkScopes(deps, org, { [type]: { filters } });
  if (!parsed.ok) return refuseScopes(parsed);
  const scoped = unfilteredOf(deps, application);
  const rule = await readRule(scoped);
  const sum = { before: 0, after: 0, entering: 0, leaving: 0, losing: 0, names: [] as string[] };
  for await (const rows of readEachPage(deps.store, "object", { org, type })) {
    const filtered = { before: stored[type], after: parsed.compiled[type], meter };
    const part = await compare(scoped, rule, rows, filtered);
    sum.before += part.before;
    sum.after += part.after;
    sum.entering += part.entering;
    sum.leaving += part.leaving.length;
    const ids = part.leaving.map(({ id }) => id);
    const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
    const linked = new Set(links.map(({ object }) => object));
    sum.losing += linked.size;
    const names = part.leaving.filter(({ id }) => linked.has(id)).map(nameOf);
    sum.names.push(...names.slice(0, NAMES_MAX - sum.names.length));
  }
  return sum;
}

function unfilteredOf(deps: Deps, application: ApplicationRow): ScopedApplication {
  const { org, id: app } = application;
  const settings = completeSettings(application.settings);
  return { deps, org, app, application, scopes: UNFILTERED, settings, projection: { now: deps.env.now() } };
}

/** The assigned ones of these objects that are in scope with each of two lists of filters. */
async function compare(
  scoped: ScopedApplication,
  rule: ScopeRule,
  rows: readonly ObjectRow[],
  filters: {
    readonly before: readonly CompiledFilter[];
    readonly after: readonly CompiledFilter[];
    readonly meter: WorkMeter;
  },
) {
  const present = rows.filter(({ deleted }) => deleted === null);
  const standings = await readScopes(scoped, rule, present);
  const assigned = present.filter(({ id }) => standings.get(id)?.isIn === true);
  const reads = findReads([...filters.before, ...filters.after]);
  const facts = await readScopeFacts(scoped, reads, assigned);
  const { now } = scoped.projection;
  const isIn = (row: ObjectRow, some: readonly CompiledFilter[]) => {
    const known = facts.get(row.id);
    return known !== undefined && evaluateScope(some, known, now).kind !== "out";
  };
  const before = new Set<ObjectRow>();
  const after = new Set<ObjectRow>();
  const turn = new Turn(scoped.deps.env);
  for (const row of assigned) {
    if (turn.isOver) await turn.pass();
    filters.meter.refill();
    if (isIn(row, filters.before)) before.add(row);
    if (isIn(row, filters.after)) after.add(row);
  }
  return {
    before: before.size,
    after: after.size,
    entering: [...after].filter((row) => !before.has(row)).length,
    leaving: [...before].filter((row) => !after.has(row)),
  };
}
