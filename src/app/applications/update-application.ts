import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../core/json.ts";
import { foldText } from "../../core/scim/text.ts";
import type { Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { keepAbilities } from "../provisioning/writes/provisioning.ts";

/** Principals of one application; there is one. */

/** The changes to an application; a field left out stays. */
export interface ApplicationChange {
  readonly name?: string | undefined;
  /** Settings of the connector to put in place of those of the same name; null removes one. */
  readonly config?: JsonObject | undefined;
  readonly everySeconds?: number | undefined;
}

/**
 * Changes name, connector settings or interval. Other settings of the connector make a new version of the
 * application: the next cycle looks at all objects, and detects again what the target can do. The caller has
 * to tell the engine (`Engine.reschedule`).
 */
export async function updateApplication(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly change: ApplicationChange },
): Promise<ApplicationRow | Refusal> {
  const { org, app, change } = input;
  const before = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(before?.connector ?? "");
  if (before === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  const after = changed(before, change, Math.max(deps.env.now(), before.modified + 1));
  const parsed = connector.parseConfig(after.config);
  if (!parsed.ok) return refuse("invalid", parsed.code, parsed.params);
  const committed = await deps.store.commit([
    ...(await writesOf(deps, before, after)),
    createAuditWrite(deps, author, {
      org,
      category: "application",
      activity: "update",
      target: app,
      detail: { name: after.name, config: after.config, settings: after.settings },
    }),
  ]);
  if (committed.kind === "committed") return after;
  return committed.reason === "exists"
    ? refuse("conflict", "app.name-taken", { name: after.name })
    : refuse("conflict", "app.changed-meanwhile", { app });
}

function changed(before: ApplicationRow, change: ApplicationChange, modified: number): ApplicationRow {
  const { name = before.name, everySeconds } = change;
  const config = withoutNulls({ ...before.config, ...change.config });
  const isOther = !isSameJson(config, before.config);
  return {
    ...before,
    name,
    name_key: foldText(name),
    config,
    settings: everySeconds === undefined ? before.settings : { ...before.settings, everySeconds },
    version: before.version + (isOther ? 1 : 0),
    target_version: isOther ? before.version + 1 : before.target_version,
    modified,
  };
}

/** A setting with the value null is removed. */
function withoutNulls(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

async function writesOf(
  deps: Deps,
  before: ApplicationRow,
  after: ApplicationRow,
): Promise<readonly Write[]> {
  const { org, id: app, name, name_key, config, settings, version, target_version, modified } = after;
  const writes: Write[] = [
    {
      op: "update",
      table: "application",
      key: { org, id: app },
      set: { name, name_key, config, settings, version, target_version, modified },
      expect: { version: before.version, modified: before.modified },
    },
  ];
  if (version !== before.version) {
    writes.push(keepAbilities({ org, app }, null));
  }
  if (name !== before.name) {
    const principals = await collectRows(readEachPage(deps.store, "principal", { org, app }));
    for (const { id } of principals) {
      writes.push({ op: "update", table: "principal", key: { org, id }, set: { name } });
    }
  }
  return writes;
}
