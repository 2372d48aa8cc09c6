import { INSTANCE } from "../../core/ids.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Deps, PersonActor } from "../deps.ts";
import { readRoles } from "./find-person.ts";

/** The person as the sender of a request, with the roles as they are now and without reach yet. */
export async function readPersonActor(
  deps: Pick<Deps, "store">,
  { id: personId, name }: MusterPersonRow,
  by: Pick<PersonActor, "sessionId" | "tokenId">,
): Promise<PersonActor> {
  return {
    kind: "person",
    org: INSTANCE,
    personId,
    ...by,
    name,
    roles: await readRoles(deps, personId),
    reach: new Set(),
    principal: null,
    profile: null,
    issuedTo: null,
  };
}
