import { INSTANCE, type OrgId, type ProviderId } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import type { IdentityProviderRow, PersonIdentityRow } from "../../ports/identity-tables.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { type Deps, isRefusal } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { readRoles } from "./find-person.ts";
import { findUsableProvider } from "./providers/find-provider.ts";
import { isInReachOf } from "./providers/provider-reach.ts";

/** A way in which a person can sign in, and the writes that make a change set a conflict if the way ends meanwhile. */
export interface WayIn {
  readonly writes: readonly Write[];
}

/**
 * The way in which a person can sign in: the password, or an identity provider that is on and may sign in a person with
 * these roles. Undefined for a disabled person, and for one who has not used a link yet. The provider `without` does not
 * count, because it is about to end.
 */
export async function findWayIn(
  deps: Deps,
  { id, password, disabled }: MusterPersonRow,
  roles: ReadonlyMap<OrgId, PersonRole>,
  without?: ProviderId,
): Promise<WayIn | undefined> {
  if (disabled !== null) return undefined;
  // A password ends only with another version of the person's row, which the change set requires.
  if (password !== null) return { writes: [] };
  for (const identity of await listIdentities(deps, id)) {
    if (identity.provider === without) continue;
    const provider = await findUsableProvider(deps, identity.provider);
    if (isRefusal(provider) || !isInReachOf(provider, roles)) continue;
    return { writes: [requireIdentity(identity), requireProvider(provider)] };
  }
  return undefined;
}

/** True for a person who can sign in, with the roles as they are now. */
export async function canSignIn(deps: Deps, person: MusterPersonRow): Promise<boolean> {
  return (await findWayIn(deps, person, await readRoles(deps, person.id))) !== undefined;
}

/** True for a person who has chosen a password, or whom an identity provider knows. */
export async function hasEntered(
  { store }: Pick<Deps, "store">,
  { id, password }: MusterPersonRow,
): Promise<boolean> {
  return password !== null || (await store.count("person_identity", { org: INSTANCE, person: id })) > 0;
}

function listIdentities(
  { store }: Pick<Deps, "store">,
  person: MusterPersonRow["id"],
): Promise<readonly PersonIdentityRow[]> {
  return collectRows(readEachPage(store, "person_identity", { org: INSTANCE, person }));
}

function requireIdentity({ org, provider, subject, person }: PersonIdentityRow): Write {
  const key = { org, provider, subject };
  return { op: "update", table: "person_identity", key, set: { person }, expect: { person } };
}

function requireProvider({ org, id, version }: IdentityProviderRow): Write {
  const key = { org, id };
  return { op: "update", table: "identity_provider", key, set: { version }, expect: { version } };
}
