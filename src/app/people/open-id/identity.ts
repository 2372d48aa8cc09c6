import { INSTANCE, type OrgId, type PersonId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { findRoleByClaims } from "../../../core/people/claim-roles.ts";
import type { PersonRole } from "../../../core/people/roles.ts";
import type { IdentityProviderRow, PersonIdentityRow } from "../../../ports/identity-tables.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { createAuditWrite } from "../../audit.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { prepareSession, type SessionOrigin } from "../open-session.ts";
import { isInReachOf } from "../providers/provider-reach.ts";
import type { SignedIn } from "../sign-in.ts";

/** A person as a provider proved them. */
export interface Identity {
  readonly provider: IdentityProviderRow;
  readonly issuer: string;
  readonly subject: string;
  readonly claims: JsonObject;
  /** When the person proved to the provider who they are; null if the provider did not say. */
  readonly proven: number | null;
}

/** The role that the claims give at the provider's organization, or in the instance. */
export function mappedRoleOf({ provider, claims }: Identity): PersonRole | undefined {
  return findRoleByClaims({ claim: provider.role_claim, roles: provider.claim_roles }, claims);
}

/**
 * Refuses a person who has a role outside of the provider's organization. Otherwise the owner of one organization could
 * let its provider sign in as them, and have their rights in another.
 */
export function refuseElsewhere(
  provider: IdentityProviderRow,
  roles: ReadonlyMap<OrgId, PersonRole>,
): Refusal | undefined {
  if (isInReachOf(provider, roles)) return undefined;
  return refuse("forbidden", "sign-in.provider-elsewhere", { provider: provider.name });
}

/** The write that makes a subject known as a person. */
export function createIdentity(
  { env }: Deps,
  { provider, subject, issuer }: Identity,
  person: PersonId,
  role: PersonRole | null,
): { readonly op: "insert"; readonly table: "person_identity"; readonly row: PersonIdentityRow } {
  const now = env.now();
  const key = { org: INSTANCE, provider: provider.id, subject };
  return {
    op: "insert",
    table: "person_identity",
    row: { ...key, issuer, person, role, created: now, used: now },
  };
}

/** The audit row about a person whom a provider proved. */
export function createIdentityAudit(
  deps: Deps,
  { provider, issuer }: Identity,
  person: PersonId,
  entry: { readonly org: OrgId; readonly activity: string; readonly detail?: JsonObject },
): Write {
  return createAuditWrite(
    deps,
    { kind: "person", personId: person },
    {
      org: entry.org,
      category: "person",
      activity: entry.activity,
      target: person,
      detail: { provider: provider.name, issuer, ...entry.detail },
    },
  );
}

/** When a person proved who they are, and the writes that follow from the sign-in. */
interface ProvenEntry extends Pick<Identity, "proven"> {
  readonly writes: readonly Write[];
}

/** Opens a session in the same commit as the other writes. A conflict is answered as such, and changes nothing. */
export async function openByIdentity(
  deps: Deps,
  person: MusterPersonRow,
  { proven, writes }: ProvenEntry,
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const session = await prepareSession(deps, person.id, origin, { by: "provider", proven });
  const committed = await deps.store.commit([...writes, ...session.writes]);
  if (committed.kind === "conflict") {
    return refuse("conflict", "person.changed-meanwhile", { name: person.name });
  }
  deps.revocations.happened();
  return { kind: "signed-in", person, session: session.row, token: session.token };
}

/** Written unchanged and not only required, so that a change at the same moment conflicts on PostgreSQL too. */
export function requireUnchanged({ id, version }: MusterPersonRow): Write {
  return { op: "update", table: "person", key: { org: INSTANCE, id }, set: { version }, expect: { version } };
}
