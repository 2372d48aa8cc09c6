import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type Json, type JsonObject } from "../../core/json.ts";
import { type ParsedScopes, parseScopes, type Scopes } from "../../core/mapping/scope/scope.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse, refuseConfiguration } from "../deps.ts";
import { limitStoredPatterns } from "../mappings/limit-patterns.ts";
import { refuseScopes } from "../provisioning/compile-scopes.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** A change of scoping filters: a type that is left out stays as it is, and null removes the filters of a type. */
export interface ScopeChange {
  readonly user?: Json | undefined;
  readonly group?: Json | undefined;
}

/** The scoping filters of an application, and its version. */
export interface ScopeView {
  readonly scopes: Scopes;
  readonly version: number;
}

/** Shows the scoping filters of an application. */
export async function describeScope(deps: Deps, org: OrgId, app: AppId): Promise<ScopeView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  if (row === undefined) return refuse("not-found", "app.not-found", { app });
  const scopes = readScopesOf(deps, row);
  return isRefusal(scopes) ? scopes : { scopes, version: row.version };
}

/** Reads the stored filters of an application, which were checked when they were set. */
function readScopesOf(deps: Deps, row: ApplicationRow): Scopes | Refusal {
  const parsed = parseScopes(row.scopes ?? {}, { regex: deps.regex });
  return parsed.ok ? parsed.scopes : refuseScopes(parsed);
}

/** Checks filters against the attributes of the organization's directory. */
export async function checkScopes(deps: Deps, org: OrgId, json: Json): Promise<ParsedScopes> {
  const types = await deps.types.of(org);
  return parseScopes(json, {
    regex: deps.regex,
    types: { user: types.standard("user").resource, group: types.standard("group").resource },
  });
}

/**
 * Replaces scoping filters of an application. Other filters make a new version of the application: the next cycle
 * evaluates every object. Filters that cannot be read change nothing.
 */
export async function changeScope(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly change: ScopeChange;
    /** The version of the application that the change was made for; any when undefined. */
    readonly version?: number | undefined;
  },
): Promise<ScopeView | Refusal> {
  const { org, app, change, version } = input;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  if (version !== undefined && version !== before.version) {
    return refuse("conflict", "app.changed-meanwhile", { app });
  }
  const prepared = await prepareScope(deps, before, change);
  if (isRefusal(prepared)) return prepared;
  const written = await writeApplication(deps, author, before, prepared.edits);
  return isRefusal(written) ? written : { scopes: prepared.scopes, version: written.version };
}

/** Checks a change of scoping filters, and prepares its write: no edit where the filters stay the same. */
export async function prepareScope(
  deps: Deps,
  row: ApplicationRow,
  change: ScopeChange,
): Promise<{ readonly scopes: Scopes; readonly edits: readonly ApplicationEdit[] } | Refusal> {
  const before = row.scopes ?? {};
  const { regex, meter } = limitStoredPatterns(deps.regex);
  const parsed = await checkScopes({ ...deps, regex }, row.org, applyChange(before, change));
  if (meter.isSpent) return refusePatterns(change);
  if (!parsed.ok) return refuseScopes(parsed);
  const after = toJson(parsed.scopes);
  const edits: readonly ApplicationEdit[] = isSameJson(after, before)
    ? []
    : [{ set: { scopes: after }, alters: "results", detail: { scope: { before, after } } }];
  return { scopes: parsed.scopes, edits };
}

/** Refuses filters whose patterns are too much together, at the types that are changed. */
function refusePatterns(change: ScopeChange): Refusal {
  const types = (["user", "group"] as const).filter((type) => change[type] !== undefined);
  return refuseConfiguration(
    "app.scope-invalid",
    types.map((type) => ({ code: "mapping.patterns-too-large", pointer: `/${type}/filters`, params: {} })),
  );
}

function applyChange(before: JsonObject, { user, group }: ScopeChange): JsonObject {
  const after: Record<string, Json> = { ...before };
  for (const [type, given] of Object.entries({ user, group })) {
    if (given === undefined) continue;
    if (given === null) delete after[type];
    else after[type] = given;
  }
  return after;
}

/** The filters as the store keeps them. */
function toJson({ user, group }: Scopes): JsonObject {
  const listed = { user, group };
  const types = Object.entries(listed).flatMap(([type, scope]): [string, Json][] => {
    if (scope === undefined) return [];
    const filters = scope.filters.map(({ name, clauses }) => ({
      ...(name === undefined ? {} : { name }),
      clauses: clauses.map((clause) => ({ ...clause })),
    }));
    return [[type, { filters }]];
  });
  return Object.fromEntries(types);
}
