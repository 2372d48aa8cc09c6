import { INSTANCE, type OrgId, type PersonId } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import { type Actor, type Deps, type Reach, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage, readRowsAmong } from "../paging.ts";
import { findPerson, readRoles } from "./find-person.ts";

/** A person with all roles, and the part of them that the caller may know of. */
export interface PersonView {
  readonly row: MusterPersonRow;
  readonly roles: ReadonlyMap<OrgId, PersonRole>;
  readonly shownRoles: ReadonlyMap<OrgId, PersonRole>;
}

/** The organizations in which an actor may do what the request needs. */
export function reachOf(actor: Actor): Reach {
  if (actor.kind === "person") return actor.reach;
  return actor.kind === "instance-admin" ? "all" : new Set([actor.org]);
}

/** Finds a person by id or name. A person without a role in reach is answered like one that does not exist. */
export async function findPersonInReach(
  deps: Deps,
  actor: Actor,
  find: string,
): Promise<PersonView | Refusal> {
  const row = await findPerson(deps, find);
  const view = row === undefined ? undefined : await viewPerson(deps, actor, row);
  const isSeen = view !== undefined && (reachOf(actor) === "all" || view.shownRoles.size > 0);
  return isSeen ? view : refuse("not-found", "person.not-found", { find });
}

/**
 * Finds a person whose account the caller may change. A password, a link or the state count in every organization in which
 * the person has a role: an owner of one of them must not get hold of the rights in another.
 */
export async function findOwnPerson(deps: Deps, actor: Actor, find: string): Promise<PersonView | Refusal> {
  const view = await findPersonInReach(deps, actor, find);
  if ("kind" in view) return view;
  return isWithin(view.roles, reachOf(actor))
    ? view
    : refuse("forbidden", "person.elsewhere", { name: view.row.name });
}

/** True if all roles are in reach. */
export function isWithin(roles: ReadonlyMap<OrgId, PersonRole>, reach: Reach): boolean {
  return reach === "all" || [...roles.keys()].every((org) => reach.has(org));
}

/** Lists the persons with a role in reach, or in one organization, by name. */
export async function listPeople(
  deps: Deps,
  actor: Actor,
  organization: OrgId | undefined,
): Promise<readonly PersonView[]> {
  const reach = reachOf(actor);
  const wanted = organization === undefined ? reach : new Set([organization]);
  const rows = wanted === "all" ? await readEveryone(deps) : await readPeopleOf(deps, wanted);
  const views: PersonView[] = [];
  for (const row of [...rows].sort((a, b) => (a.name_key < b.name_key ? -1 : 1))) {
    views.push(await viewPerson(deps, actor, row));
  }
  return views;
}

function readEveryone({ store }: Deps): Promise<readonly MusterPersonRow[]> {
  return collectRows(readEachPage(store, "person", { org: INSTANCE }));
}

async function readPeopleOf(
  { store }: Deps,
  organizations: ReadonlySet<OrgId>,
): Promise<readonly MusterPersonRow[]> {
  const ids = new Set<PersonId>();
  for (const org of organizations) {
    const roles = await collectRows(readEachPage(store, "person_role", { org }));
    for (const { person } of roles) ids.add(person);
  }
  return readRowsAmong(store, "person", { org: INSTANCE }, { column: "id", values: [...ids] });
}

/** The person with the roles as they are now. */
export async function viewPerson(deps: Deps, actor: Actor, row: MusterPersonRow): Promise<PersonView> {
  const roles = await readRoles(deps, row.id);
  const reach = reachOf(actor);
  const shownRoles = new Map([...roles].filter(([org]) => reach === "all" || reach.has(org)));
  return { row, roles, shownRoles };
}
