import type { OrgId, PersonId, ProviderId, SecretId } from "../core/ids.ts";
import type { ClaimRole } from "../core/people/claim-roles.ts";
import type { PersonRole } from "../core/people/roles.ts";
import type { ClientMethod } from "./open-id.ts";

/** An OpenID provider that people sign in with. Under the id of the instance, one for persons of any organization. */
export interface IdentityProviderRow {
  readonly org: OrgId;
  readonly id: ProviderId;
  readonly name: string;
  /** The name, folded: no two providers of an organization have it. */
  readonly name_key: string;
  /** Never changes: the persons are known by it and by the subject that it gives them. */
  readonly issuer: string;
  readonly client_id: string;
  readonly method: ClientMethod;
  /** The `kid` of signed assertions; null for none. */
  readonly key_id: string | null;
  /** The client secret or private key; null with the method `none`. */
  readonly secret: SecretId | null;
  readonly scope: string;
  /** The claim whose values give roles; null when persons come by invitation alone. */
  readonly role_claim: string | null;
  readonly claim_roles: readonly ClaimRole[];
  readonly state: "on" | "off";
  /** For how many days after a sign-in the personal tokens of a person without a password work. */
  readonly token_days: number;
  readonly version: number;
  readonly created: number;
  readonly modified: number;
}

/** The person behind a subject of a provider. `org` is always the instance. */
export interface PersonIdentityRow {
  readonly org: OrgId;
  readonly provider: ProviderId;
  readonly subject: string;
  readonly issuer: string;
  readonly person: PersonId;
  /** The role that claims gave last; null for a person who was invited, whose role claims do not change. */
  readonly role: PersonRole | null;
  readonly created: number;
  readonly used: number;
}

/** The authenticator app of a person. `org` is always the instance. */
export interface AuthenticatorRow {
  readonly org: OrgId;
  readonly person: PersonId;
  readonly secret: SecretId;
  /** When a code of it was first typed; null until then, and until then it does not count. */
  readonly confirmed: number | null;
  /** The last time step whose code was used: a code counts once. */
  readonly step: number;
  readonly created: number;
}

/** An unused recovery code, known by its hash alone. `org` is always the instance. */
export interface RecoveryCodeRow {
  readonly org: OrgId;
  readonly person: PersonId;
  readonly hash: string;
}

/** The tables of identity providers and of second factors. */
export interface IdentityTables {
  identity_provider: IdentityProviderRow;
  person_identity: PersonIdentityRow;
  authenticator: AuthenticatorRow;
  recovery_code: RecoveryCodeRow;
}

/** The columns that make their rows unique. */
export const IDENTITY_KEYS = {
  identity_provider: ["org", "id"],
  person_identity: ["org", "provider", "subject"],
  authenticator: ["org", "person"],
  recovery_code: ["org", "person", "hash"],
} as const;
