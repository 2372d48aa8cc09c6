import type { AppId, OrgId } from "../../../core/ids.ts";
import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { compileScopes } from "../compile-scopes.ts";
import type { ScopedApplication } from "../read-scope.ts";

/** An application whose scope is explained, and the state of its provisioning. */
export interface ExplainedApplication {
  readonly scoped: ScopedApplication;
  readonly provisioning: ProvisioningRow;
}

/** Reads what the scope of an application depends on. */
export async function readScopedApplication(
  deps: Deps,
  org: OrgId,
  app: AppId,
): Promise<ExplainedApplication | Refusal> {
  const provisioning = await deps.store.get("provisioning", { org, app });
  const application = await deps.store.get("application", { org, id: app });
  if (provisioning === undefined || application === undefined)
    return refuse("not-found", "app.not-found", { app });
  const scopes = compileScopes(deps, application.scopes);
  if ("kind" in scopes) return scopes;
  const settings = completeSettings(application.settings);
  const projection = { now: deps.env.now() };
  return { scoped: { deps, org, app, application, scopes, settings, projection }, provisioning };
}
