import { INSTANCE, type OrgId } from "../../core/ids.ts";
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
  if ((role !== "owner" && role !== INSTANCE_ROLE) || !(await canSignIn(deps, person))) return [];
  for await (const rows of readEachPage(deps.store, "person_role", { org, role })) {
    for (const { person: id } of rows) {
      const other = id === person.id ? undefined : await deps.store.get("person", { org: INSTANCE, id });
      if (other === undefined) continue;
      const way = await findWayIn(deps, other, await readRoles(deps, id));
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
  const code = role === INSTANCE_ROLE ? "person.last-administrator" : "person.last-owner";
  return refuse("conflict", code, { name: person.name });
}
