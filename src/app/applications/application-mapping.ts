import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type Json } from "../../core/json.ts";
import { listMappingChanges, type MappingChange } from "../../core/mapping/mapping-changes.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type ConfigurationNote, noteUnknownSources } from "../mappings/source-notes.ts";
import { readDefaultMappings, readMappings } from "../provisioning/context.ts";

/** The mappings of an application, and what its default would change in them. */
export interface MappingView {
  /** The version of the application that has them. */
  readonly version: number;
  readonly mappings: Readonly<Record<ObjectType, Json>>;
  readonly isDefault: boolean;
  readonly changes: readonly MappingChange[];
  /** The attributes that the mappings read and that the directory does not know. */
  readonly notes: readonly ConfigurationNote[];
}

/** True when the application has its default mapping: that of its template, or the newest of its connector. */
export function hasDefaultMapping({ connectors }: Pick<Deps, "connectors">, row: ApplicationRow): boolean {
  const connector = connectors.get(row.connector);
  if (connector === undefined) return true;
  return isSameJson(readMappings(connector, row.mappings), readDefaultMappings(connector, row));
}

/** Shows the mappings of an application beside its default. */
export async function describeMapping(deps: Deps, org: OrgId, app: AppId): Promise<MappingView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(row?.connector ?? "");
  if (row === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  const mappings = readMappings(connector, row.mappings);
  const defaults = readDefaultMappings(connector, row);
  const changes = (["user", "group"] as const).flatMap((type) =>
    listMappingChanges(type, mappings[type], defaults[type]),
  );
  const notes = await noteUnknownSources(deps, org, mappings);
  return { version: row.version, mappings, isDefault: hasDefaultMapping(deps, row), changes, notes };
}
