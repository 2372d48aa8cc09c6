import type { OrgId } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { requireAnother } from "./last-owner.ts";
import { findPersonInReach, type PersonView, viewPerson } from "./people-in-reach.ts";

const ATTEMPTS_MAX = 5;

/**
 * Gives a person another role in an organization, or takes the role away with `role: null`. `org` is the instance for
 * instance administrators. The last owner of an organization and the last instance administrator stay.
 */
export async function changeRole(
  deps: Deps,
  actor: Actor,
  input: { readonly org: OrgId; readonly find: string; readonly role: PersonRole | null },
): Promise<PersonView | Refusal> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const view = await findPersonInReach(deps, actor, input.find);
    if (isRefusal(view)) return view;
    const writes = await prepareChange(deps, actor, view, input);
    if (isRefusal(writes)) return writes;
    if (writes.length === 0) return view;
    const committed = await deps.store.commit(writes);
    if (committed.kind === "committed") {
      deps.revocations.happened();
      return viewPerson(deps, actor, view.row);
    }
    await deps.env.sleep(attempt);
  }
  return refuse("conflict", "person.changed-meanwhile", { name: input.find });
}

async function prepareChange(
  deps: Deps,
  actor: Actor,
  { row, roles }: PersonView,
  { org, role }: { readonly org: OrgId; readonly role: PersonRole | null },
): Promise<readonly Write[] | Refusal> {
  const before = roles.get(org);
  if (before === undefined) return refuse("not-found", "person.no-role", { name: row.name });
  if (before === role) return [];
  const kept = await requireAnother(deps, row, org, before);
  if (isRefusal(kept)) return kept;
  const key = { org, person: row.id };
  const expect = { role: before };
  return [
    role === null
      ? { op: "delete", table: "person_role", key, expect }
      : { op: "update", table: "person_role", key, set: { role }, expect },
    ...kept,
    createAuditWrite(deps, actor, {
      org,
      category: "person",
      activity: role === null ? "remove-role" : "set-role",
      target: row.id,
      detail: { name: row.name, from: before, ...(role === null ? {} : { role }) },
    }),
  ];
}
