import { UNFILTERED } from "../../core/mapping/scope/scope.ts";
import type { AppRole } from "../../core/provisioning/roles.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readRule, readScopes } from "../provisioning/read-scope.ts";

/** The roles that one user or group has in an application; none for one that is deleted or not assigned. */
export async function readRoles(
  deps: Deps,
  application: ApplicationRow,
  object: ObjectRow,
): Promise<readonly AppRole[]> {
  if (object.deleted !== null) return [];
  const { org, id: app } = application;
  const settings = completeSettings(application.settings);
  const projection = { now: deps.env.now() };
  const scoped = { deps, org, app, application, scopes: UNFILTERED, settings, projection };
  return (await readScopes(scoped, await readRule(scoped), [object])).get(object.id)?.roles ?? [];
}
