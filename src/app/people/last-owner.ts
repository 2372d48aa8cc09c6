import { INSTANCE, type OrgId, type PersonId, type ProviderId } from "../../core/ids.ts";
import { INSTANCE_ROLE, type PersonRole } from "../../core/people/roles.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { readRoles } from "./find-person.ts";
import { canSignIn, findWayIn } from "./find-way-in.ts";

/**
 * Refuses to take the role from the last person who can sign in with it, where the role is that of an owner or of an
 * instance administrator. Otherwise it gives writes that make the change set a conflict if the person who stays loses the
 * role or is disabled at the same moment: of two owners who remove each other, one stays.
 */
export async function requireAnother(
  deps: Deps,
  person: MusterPersonRow,
  org: OrgId,
  role: PersonRole,
): Promise<readonly Write[] | Refusal> {
  if (!isKept(role) || !(await canSignIn(deps, person))) return [];
  const kept = await findHolder(deps, { org, role }, { person: person.id });
  if (kept !== undefined) return kept;
  const code = role === INSTANCE_ROLE ? "person.last-administrator" : "person.last-owner";
  return refuse("conflict", code, { name: person.name });
}

/** True for a role that never loses its last person who can sign in. */
export function isKept(role: PersonRole): boolean {
  return role === "owner" || role === INSTANCE_ROLE;
}

/**
 * Finds a person with the role who can sign in without the excluded person or provider. The writes make a change set a
 * conflict if this person loses the role or the way in meanwhile; undefined if no such person exists.
 */
export async function findHolder(
  deps: Deps,
  { org, role }: { readonly org: OrgId; readonly role: PersonRole },
  excluded: { readonly person?: PersonId; readonly provider?: ProviderId },
): Promise<readonly Write[] | undefined> {
  for await (const rows of readEachPage(deps.store, "person_role", { org, role })) {
    for (const { person: id } of rows) {
      const other =
        id === excluded.person ? undefined : await deps.store.get("person", { org: INSTANCE, id });
      if (other === undefined) continue;
      const way = await findWayIn(deps, other, await readRoles(deps, id), excluded.provider);
      if (way === undefined) continue;
      const { version } = other;
      return [
        // Written unchanged and not only required, so that a change at the same moment conflicts on PostgreSQL too.
        { op: "update", table: "person_role", key: { org, person: id }, set: { role }, expect: { role } },
        { op: "update", table: "person", key: { org: INSTANCE, id }, set: { version }, expect: { version } },
        ...way.writes,
      ];
    }
  }
  return undefined;
}
