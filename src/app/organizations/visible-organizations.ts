import type { OrgId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Actor, type Deps, type PersonActor, type Refusal, refuse } from "../deps.ts";
import { readEachPage } from "../paging.ts";

const PAGE = 1_000;

/** An organization with the number of its live users and groups. */
export interface OrganizationView {
  readonly row: OrganizationRow;
  readonly users: number;
  readonly groups: number;
}

/** True when the actor may know that the organization exists. */
export function maySee(actor: Actor, org: OrgId): boolean {
  if (actor.kind === "person") return actor.reach === "all" || actor.reach.has(org);
  return actor.kind === "instance-admin" || actor.org === org;
}

/** The organization that a request is about if it names none; undefined when there are several. */
export function findOwnOrganization(actor: Actor): OrgId | undefined {
  if (actor.kind !== "person") return actor.kind === "instance-admin" ? undefined : actor.org;
  const [first, ...others] = actor.reach === "all" ? [] : actor.reach;
  return others.length === 0 ? first : undefined;
}

/**
 * Finds an organization that the actor may see. An organization that the actor may not see is answered like one that
 * does not exist, so that ids cannot be probed.
 */
export async function getOrganization(
  deps: Deps,
  actor: Actor,
  org: OrgId,
): Promise<OrganizationRow | Refusal> {
  const row = maySee(actor, org) ? await deps.store.get("organization", { org }) : undefined;
  return row ?? refuse("not-found", "org.not-found", { org });
}

/** Lists every organization that the actor may see, in order of creation. */
export async function listVisibleOrganizations(
  deps: Deps,
  actor: Actor,
): Promise<readonly OrganizationRow[]> {
  if (actor.kind === "instance-admin" || (actor.kind === "person" && actor.reach === "all")) {
    const found: OrganizationRow[] = [];
    for await (const rows of readEachPage(deps.store, "organization", {}, PAGE)) found.push(...rows);
    return found;
  }
  const own = actor.kind === "person" ? [...reachable(actor)].sort() : [actor.org];
  const rows = await Promise.all(own.map((org) => deps.store.get("organization", { org })));
  return rows.flatMap((row) => (row === undefined ? [] : [row]));
}

/** Those of the organizations whose name has the text in it, in any letter case, or whose id it is. */
export function filterOrganizations(
  rows: readonly OrganizationRow[],
  { search, limit }: { readonly search?: string | undefined; readonly limit?: number | undefined },
): readonly OrganizationRow[] {
  const wanted = search === undefined ? undefined : foldText(search);
  const found = rows.filter(
    ({ org, name_key }) => wanted === undefined || name_key.includes(wanted) || org === wanted,
  );
  return limit === undefined ? found : found.slice(0, limit);
}

function reachable({ reach }: PersonActor): Iterable<OrgId> {
  return reach === "all" ? [] : reach;
}

/** Counts the users and groups of an organization. */
export async function viewOrganization(deps: Deps, row: OrganizationRow): Promise<OrganizationView> {
  const { org } = row;
  const users = await deps.store.count("object", { org, type: "user", deleted: null });
  const groups = await deps.store.count("object", { org, type: "group", deleted: null });
  return { row, users, groups };
}
