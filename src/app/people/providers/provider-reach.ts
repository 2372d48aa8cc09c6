import { INSTANCE, type OrgId } from "../../../core/ids.ts";
import type { PersonRole } from "../../../core/people/roles.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";

/** True if the provider may sign in a person with these roles: one of an organization only without a role elsewhere. */
export function isInReachOf(
  { org }: Pick<IdentityProviderRow, "org">,
  roles: ReadonlyMap<OrgId, PersonRole>,
): boolean {
  return org === INSTANCE || [...roles.keys()].every((each) => each === org);
}
