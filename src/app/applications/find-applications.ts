import { type AppId, type OrgId, parseUuid } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Actor, Deps } from "../deps.ts";
import { listVisibleOrganizations } from "../organizations/visible-organizations.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { type ApplicationView, viewApplication } from "./describe-application.ts";

/**
 * Applications by id or whole name, in any letter case, in every organization that the actor may see; all of
 * them when nothing is looked for.
 */
export async function findApplications(
  deps: Deps,
  actor: Actor,
  input: { readonly find?: string | undefined; readonly org?: OrgId | undefined },
): Promise<readonly ApplicationView[]> {
  const visible = await listVisibleOrganizations(deps, actor);
  const found: ApplicationView[] = [];
  for (const { org } of visible) {
    if (input.org !== undefined && input.org !== org) continue;
    for (const row of await matching(deps, org, input.find)) found.push(await viewApplication(deps, row));
  }
  return found;
}

async function matching(
  deps: Deps,
  org: OrgId,
  find: string | undefined,
): Promise<readonly ApplicationRow[]> {
  if (find === undefined) return collectRows(readEachPage(deps.store, "application", { org }));
  const id = parseUuid<AppId>(find);
  const byId = id === undefined ? undefined : await deps.store.get("application", { org, id });
  if (byId !== undefined) return [byId];
  return deps.store.page("application", { where: { org, name_key: foldText(find) }, limit: 1 });
}
