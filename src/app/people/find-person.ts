import { INSTANCE, type OrgId, type PersonId, parseUuid } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import { foldText } from "../../core/scim/text.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** The person with this name, in any letter case. */
export async function findPersonByName(
  { store }: Pick<Deps, "store">,
  name: string,
): Promise<MusterPersonRow | undefined> {
  const where = { org: INSTANCE, name_key: foldText(name.trim()) };
  const [person] = await store.page("person", { where, limit: 1 });
  return person;
}

/** The person with this id or name. */
export async function findPerson(
  deps: Pick<Deps, "store">,
  find: string,
): Promise<MusterPersonRow | undefined> {
  const id = parseUuid<PersonId>(find);
  const byId = id === undefined ? undefined : await deps.store.get("person", { org: INSTANCE, id });
  return byId ?? findPersonByName(deps, find);
}

/** The roles of a person, by organization; that of the instance administrator under the id of the instance. */
export async function readRoles(
  { store }: Pick<Deps, "store">,
  person: PersonId,
): Promise<ReadonlyMap<OrgId, PersonRole>> {
  const roles = new Map<OrgId, PersonRole>();
  for await (const rows of readEachPage(store, "person_role", { person })) {
    for (const { org, role } of rows) roles.set(org, role);
  }
  return roles;
}
