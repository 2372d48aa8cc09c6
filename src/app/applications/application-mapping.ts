import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type Json } from "../../core/json.ts";
import { listMappingChanges, type MappingChange } from "../../core/mapping/mapping-changes.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { readMappings } from "../provisioning/context.ts";

/** The mappings of an application, and what the connector's newest default would change in them. */
export interface MappingView {
  readonly mappings: Readonly<Record<ObjectType, Json>>;
  readonly isDefault: boolean;
  readonly changes: readonly MappingChange[];
}

/** True when the application has the newest default mapping of its connector. */
export function hasDefaultMapping({ connectors }: Pick<Deps, "connectors">, row: ApplicationRow): boolean {
  const connector = connectors.get(row.connector);
  if (connector === undefined) return true;
  return isSameJson(readMappings(connector, row.mappings), { ...connector.defaultMappings });
}

/** Shows the mappings of an application beside the newest default. */
export async function describeMapping(deps: Deps, org: OrgId, app: AppId): Promise<MappingView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(row?.connector ?? "");
  if (row === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  const mappings = readMappings(connector, row.mappings);
  const changes = (["user", "group"] as const).flatMap((type) =>
    listMappingChanges(type, mappings[type], connector.defaultMappings[type]),
  );
  return { mappings, isDefault: hasDefaultMapping(deps, row), changes };
}

/**
 * Gives an application the newest default mapping of its connector. This makes a new version of the application:
 * the next cycle maps every object again.
 */
export async function takeDefaultMapping(
  deps: Deps,
  author: Author,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
): Promise<MappingView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(row?.connector ?? "");
  if (row === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  if (hasDefaultMapping(deps, row)) return describeMapping(deps, org, app);
  const { version, modified } = row;
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "application",
      key: { org, id: app },
      set: {
        mappings: { ...connector.defaultMappings },
        version: version + 1,
        modified: Math.max(deps.env.now(), modified + 1),
      },
      expect: { version, modified },
    },
    createAuditWrite(deps, author, {
      org,
      category: "application",
      activity: "update",
      target: app,
      detail: { name: row.name, mapping: "default" },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "app.changed-meanwhile", { app });
  return describeMapping(deps, org, app);
}
