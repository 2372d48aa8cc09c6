import type { AppId, ObjectId, OrgId } from "../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../core/json.ts";
import type { WorkMeter } from "../../core/mapping/expression/regex.ts";
import { type CompiledMapping, parseMapping } from "../../core/mapping/mapping.ts";
import { type Projection, type ProjectionEnvironment, projectObject } from "../../core/mapping/project.ts";
import { UNFILTERED } from "../../core/mapping/scope/scope.ts";
import type { SourceObject } from "../../core/mapping/source.ts";
import { findSourceReads } from "../../core/mapping/source-reads.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import { Turn } from "../background/turn.ts";
import { type Deps, type Refusal, refuse, refuseConfiguration } from "../deps.ts";
import { type LimitedPatterns, limitPatterns, refuseIfSpent } from "../mappings/limit-patterns.ts";
import { readEachPage, readRowsAmong } from "../paging.ts";
import { createProjectionEnvironment, listMappingErrors, readMappings } from "../provisioning/context.ts";
import { readRule, readScopes } from "../provisioning/read-scope.ts";
import { readSourceObjects } from "../source-objects.ts";

/** The effect of another mapping on the accounts that exist. */
export interface MappingEffect {
  /** The number of accounts of this type. */
  readonly accounts: number;
  /** The attributes that get another value, with the number of accounts, the most first. */
  readonly attributes: readonly { readonly path: string; readonly changed: number }[];
  /** Objects that would be held, because an attribute has no usable value. */
  readonly problems: number;
}

/** A mapping to count with in place of the stored one. */
interface OtherMapping {
  readonly org: OrgId;
  readonly app: AppId;
  readonly type: ObjectType;
  readonly mapping: JsonObject;
}

/** Counts, for each attribute, the accounts in which another mapping gives another value than the stored one. Changes nothing. */
export async function countMappingEffect(deps: Deps, input: OtherMapping): Promise<MappingEffect | Refusal> {
  const limited = limitPatterns(deps);
  return refuseIfSpent(limited.meter, await countEffect(limited, input));
}

async function countEffect(
  { deps, meter }: LimitedPatterns,
  input: OtherMapping,
): Promise<MappingEffect | Refusal> {
  const { org, app, type } = input;
  const row = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(row?.connector ?? "");
  if (row === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  const stored = parseMapping(readMappings(connector, row.mappings)[type], deps.regex);
  const other = parseMapping({ type, ...input.mapping }, deps.regex);
  for (const parsed of [stored, other]) {
    if (!parsed.ok || parsed.mapping.type !== type) {
      return refuseConfiguration("app.mapping-invalid", [...listMappingErrors(type, parsed)]);
    }
  }
  if (!stored.ok || !other.ok) return refuse("not-found", "app.not-found", { app });
  return countChanges(deps, row, type, { before: stored.mapping, after: other.mapping, meter });
}

interface Mappings {
  readonly before: CompiledMapping;
  readonly after: CompiledMapping;
  /** Counts the work for one object. */
  readonly meter: WorkMeter;
}

async function countChanges(
  deps: Deps,
  row: ApplicationRow,
  type: ObjectType,
  mappings: Mappings,
): Promise<MappingEffect> {
  const { org, id: app } = row;
  const environment = createProjectionEnvironment(deps, row);
  const rolesOf = await createRoleReader(deps, row);
  const attributes = [...mappings.before.attributes, ...mappings.after.attributes];
  const reads = findSourceReads({ attributes });
  const turn = new Turn(deps.env);
  const counts = new Map<string, number>();
  let accounts = 0;
  let problems = 0;
  for await (const links of readEachPage(deps.store, "link", { org, app, type })) {
    accounts += links.length;
    const ids = links.map(({ object }) => object);
    const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
    const live = rows.filter(({ deleted }) => deleted === null);
    const roles = await rolesOf(live);
    for (const [id, source] of await readSourceObjects({ deps, org }, live, reads)) {
      if (turn.isOver) await turn.pass();
      mappings.meter.refill();
      const effect = compare(mappings, { ...source, roles: roles.get(id) ?? [] }, environment);
      if (effect.isHeld) problems += 1;
      for (const path of effect.changed) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const changed = [...counts].map(([path, each]) => ({ path, changed: each }));
  changed.sort((a, b) => b.changed - a.changed || (a.path < b.path ? -1 : 1));
  return { accounts, attributes: changed, problems };
}

/** Reads the roles of objects, which the mappings can read; without roles in the assignments nothing is read. */
async function createRoleReader(deps: Deps, application: ApplicationRow) {
  const { org, id: app } = application;
  const settings = completeSettings(application.settings);
  const projection = { now: deps.env.now() };
  const scoped = { deps, org, app, application, scopes: UNFILTERED, settings, projection };
  const rule = await readRule(scoped);
  return async (rows: readonly ObjectRow[]): Promise<ReadonlyMap<ObjectId, readonly string[]>> => {
    if (!rule.hasRoles) return new Map();
    const standings = await readScopes(scoped, rule, rows);
    return new Map([...standings].map(([id, { roles }]) => [id, roles.map(({ value }) => value)]));
  };
}

function compare(
  { before, after }: Mappings,
  source: SourceObject,
  environment: ProjectionEnvironment,
): { readonly changed: readonly string[]; readonly isHeld: boolean } {
  const [was, is] = [before, after].map((mapping) => projectObject(mapping, source, "update", environment));
  if (was === undefined || is === undefined) return { changed: [], isHeld: false };
  // An attribute that the other mapping does not determine stays as it is in the account.
  const changed = is.governed.filter((path) => !isSameJson(valueAt(was, path), valueAt(is, path)));
  return { changed, isHeld: is.problems.length > 0 };
}

function valueAt({ attributes, references }: Projection, path: string) {
  return attributes[path] ?? references[path] ?? null;
}
