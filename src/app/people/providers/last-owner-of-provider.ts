import { INSTANCE, type OrgId, type PersonId } from "../../../core/ids.ts";
import { INSTANCE_ROLE, type PersonRole } from "../../../core/people/roles.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";
import { readRoles } from "../find-person.ts";
import { findHolder, isKept } from "../last-owner.ts";
import { isInReachOf } from "./provider-reach.ts";

/**
 * Refuses to end a provider with which the last owner of an organization, or the last instance administrator, signs in.
 * Otherwise it gives writes that make the change set a conflict if the owners who stay lose their way in meanwhile.
 */
export async function requireOwnersWithout(
  deps: Deps,
  provider: IdentityProviderRow,
): Promise<readonly Write[] | Refusal> {
  if (provider.state === "off") return [];
  const writes: Write[] = [];
  for (const [org, role] of await findKeptRoles(deps, provider)) {
    const kept = await findHolder(deps, { org, role }, { provider: provider.id });
    if (kept === undefined) return refuseLast(deps, provider, { org, role });
    writes.push(...kept);
  }
  return writes;
}

/** The organizations in which an owner can sign in with the provider, and the instance for its administrators. */
async function findKeptRoles(
  deps: Deps,
  provider: IdentityProviderRow,
): Promise<ReadonlyMap<OrgId, PersonRole>> {
  const kept = new Map<OrgId, PersonRole>();
  const key = { org: INSTANCE, provider: provider.id };
  for await (const rows of readEachPage(deps.store, "person_identity", key)) {
    for (const { person } of rows) {
      const roles = await readRoles(deps, person);
      const owned = [...roles].filter(([, role]) => isKept(role));
      if (owned.length === 0 || !isInReachOf(provider, roles) || !(await isEnabled(deps, person))) continue;
      for (const [org, role] of owned) kept.set(org, role);
    }
  }
  return kept;
}

async function isEnabled({ store }: Deps, id: PersonId): Promise<boolean> {
  const person = await store.get("person", { org: INSTANCE, id });
  return person !== undefined && person.disabled === null;
}

async function refuseLast(
  { store }: Deps,
  { name }: IdentityProviderRow,
  { org, role }: { readonly org: OrgId; readonly role: PersonRole },
): Promise<Refusal> {
  if (role === INSTANCE_ROLE) return refuse("conflict", "identity-provider.last-administrator", { name });
  const organization = (await store.get("organization", { org }))?.name ?? org;
  return refuse("conflict", "identity-provider.last-owner", { name, organization });
}
