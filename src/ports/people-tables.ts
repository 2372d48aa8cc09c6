import type { LinkId, OrgId, PersonId, SessionId } from "../core/ids.ts";
import type { PersonRole } from "../core/people/roles.ts";

/** A person who signs in to Muster. `org` is always the instance: a person may have roles in several organizations. */
export interface MusterPersonRow {
  readonly org: OrgId;
  readonly id: PersonId;
  readonly name: string;
  /** The name, folded: no two persons have it. */
  readonly name_key: string;
  readonly display_name: string;
  /** The language of the console, as the person chose it; null to follow the browser. */
  readonly language: string | null;
  /** The argon2id hash; null until the person has chosen a password. */
  readonly password: string | null;
  readonly created: number;
  readonly disabled: number | null;
  /** Grows with each change of name, password or state. */
  readonly version: number;
}

/** The role of a person in an organization; under the id of the instance, that of the instance administrator. */
export interface PersonRoleRow {
  readonly org: OrgId;
  readonly person: PersonId;
  readonly role: PersonRole;
  readonly created: number;
}

/** A session, known by the hash of its cookie alone. `org` is always the instance. */
export interface SessionRow {
  readonly org: OrgId;
  readonly id: SessionId;
  readonly hash: string;
  readonly person: PersonId;
  readonly created: number;
  /**
   * When the person last proved who they are. An identity provider may have done that long before the session; null if the
   * provider did not say when.
   */
  readonly proven: number | null;
  /** The last use, written once a minute at most. */
  readonly used: number;
  readonly expires: number;
  readonly ended: number | null;
  readonly user_agent: string | null;
  readonly address: string;
}

/** Why a person got a link. */
export type LinkPurpose = "first-owner" | "invitation" | "reset";

/** A link that is valid once, known by the hash of its code alone. `org` is the organization that it leads to. */
export interface OneTimeLinkRow {
  readonly org: OrgId;
  readonly id: LinkId;
  readonly hash: string;
  readonly purpose: LinkPurpose;
  /** The person whose password it sets; null for the first owner, who is created with it. */
  readonly person: PersonId | null;
  readonly created: number;
  readonly expires: number;
  /** When it was used or replaced by another; null while it is valid. */
  readonly ended: number | null;
}

/** The failed attempts to sign in of one subject: an account or an address, as a hash. `org` is always the instance. */
export interface SignInDelayRow {
  readonly org: OrgId;
  readonly subject: string;
  readonly failures: number;
  readonly until: number;
  readonly forgotten: number;
  readonly version: number;
}
