import type { AppId, ObjectId, OrgId, PersonId, PrincipalId, SessionId, TokenId } from "../core/ids.ts";
import type { RegexPort } from "../core/mapping/expression/regex.ts";
import type { PersonRole } from "../core/people/roles.ts";
import type { Env } from "../ports/env.ts";
import type { Gallery } from "../ports/gallery.ts";
import type { MailPort } from "../ports/mailer.ts";
import type { OneTimeCodes } from "../ports/one-time-codes.ts";
import type { OpenId } from "../ports/open-id.ts";
import type { Packer } from "../ports/packer.ts";
import type { Passkeys } from "../ports/passkeys.ts";
import type { Passwords } from "../ports/passwords.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Store } from "../ports/store.ts";
import type { TokenKind } from "../ports/tables.ts";
import type { Connector } from "../ports/target.ts";
import type { Wire, WireSettings } from "../ports/wire.ts";
import type { BoundedTurns } from "./background/bounded-turns.ts";
import type { LogCode, LogLevel } from "./log-lines.ts";
import type { TypeSource } from "./resource-types/type-registry.ts";
import type { Retention } from "./retention/default-numbers.ts";
import type { FeedSignal } from "./signals/feed-signal.ts";
import type { RevocationSignal } from "./signals/revocation-signal.ts";

/** The points of a step where a crash does the most harm; tests kill the process there. */
export type Checkpoint = "journalled" | "answered" | "linked";

/**
 * The services of every use case; the composition root makes it once. This file knows no use case:
 * `resource-types` and `signals` lie below it and do not import it.
 */
export interface Deps {
  readonly store: Store;
  readonly env: Env;
  readonly secrets: Secrets;
  /** Hashes the passwords of the persons who sign in. */
  readonly passwords: Passwords;
  /** Speaks with the identity providers that people sign in with. */
  readonly openId: OpenId;
  /** The codes of authenticator apps. */
  readonly oneTimeCodes: OneTimeCodes;
  /** Sends mail; undefined in an installation that has no way out for it. */
  readonly mail?: MailPort | undefined;
  /** Checks passkeys. */
  readonly passkeys: Passkeys;
  /** Compiles the patterns that administrators write. */
  readonly regex: RegexPort;
  /** Makes the recordings of plans short. */
  readonly packer: Packer;
  /** The templates that applications are created from. */
  readonly gallery: Gallery;
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Counts the revocations of this process, so that they hold at once. */
  readonly revocations: RevocationSignal;
  /** The turns in which attempts to sign in are counted, by account and by address. */
  readonly attemptTurns: BoundedTurns;
  /** The turns in which audit trails are verified, by organization. */
  readonly verifyTurns: BoundedTurns;
  /** The resource types of each organization. */
  readonly types: TypeSource;
  /** Announces every append to a change feed by this process. */
  readonly feedSignal: FeedSignal;
  /** The only wire to the target of an application; the same object while the settings stay the same. */
  wireTo(org: OrgId, app: AppId, settings: WireSettings): Wire;
  /** How long a lease stands without a renewal, in milliseconds; 30 000 when left out. */
  readonly leaseMs?: number | undefined;
  /** How many records are kept; `RETENTION` by default. */
  readonly retention?: Retention;
  /** Called at each checkpoint. Does nothing outside of crash tests. */
  checkpoint(point: Checkpoint): void;
  log(level: LogLevel, code: LogCode, detail: Readonly<Record<string, unknown>>): void;
}

/** The organizations in which an actor may do what a request needs. */
export type Reach = "all" | ReadonlySet<OrgId>;

/** A person who signed in or uses a personal token, on whose behalf a request is carried out. */
export interface PersonActor {
  readonly kind: "person";
  /** Always the instance: the roles say in which organizations the person may do what. */
  readonly org: OrgId;
  readonly personId: PersonId;
  /** The session that the request belongs to; null for a request with a personal token. */
  readonly sessionId: SessionId | null;
  /** The personal token of the request; null for a request of a session. */
  readonly tokenId: TokenId | null;
  readonly name: string;
  /** The role in each organization; under the id of the instance, that of the instance administrator. */
  readonly roles: ReadonlyMap<OrgId, PersonRole>;
  /** The organizations in which the roles have the permission of this request. The permission check sets it. */
  readonly reach: Reach;
  readonly principal: null;
  readonly profile: null;
  readonly issuedTo: null;
}

/** The sender of a request, who was let in. */
export type Actor = TokenActor | PersonActor;

/** The holder of a token that is not personal, on whose behalf a request is carried out. */
export interface TokenActor {
  readonly org: OrgId;
  readonly tokenId: TokenId;
  readonly kind: Exclude<TokenKind, "personal">;
  readonly name: string;
  readonly principal: PrincipalId | null;
  /** The SCIM profile of the token; null for administrators. */
  readonly profile: string | null;
  /** The user of the directory that the token was issued to; null for tokens of services. */
  readonly issuedTo: ObjectId | null;
  /** Requests that it may go on sending each second; 0: without a limit; null: as many as the server allows by default. */
  readonly requestsPerSecond: number | null;
}

/**
 * An error in a configuration as an administrator wrote it: its code with parameters, its place as a JSON pointer into what was
 * sent and, within a text, the position with the tokens that can stand there.
 */
export interface ConfigurationError {
  readonly code: string;
  readonly pointer: string;
  readonly position?: number | undefined;
  readonly expected?: string | undefined;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The answer of a use case that does not do what was requested: a stable code with parameters (docs/errors.md). */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: "invalid" | "not-found" | "conflict" | "forbidden" | "unavailable";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Every error of a configuration that was refused, where the refusal is about one. */
  readonly errors?: readonly ConfigurationError[];
}

/** Makes a refusal. */
export function refuse(reason: Refusal["reason"], code: string, params: Refusal["params"] = {}): Refusal {
  return { kind: "refused", reason, code, params };
}

/** Makes the refusal of a configuration, with all of its errors at once. Its edge lists only the first of very many. */
export function refuseConfiguration(
  code: string,
  errors: readonly ConfigurationError[],
  params: Refusal["params"] = {},
): Refusal {
  return {
    kind: "refused",
    reason: "invalid",
    code,
    params: { errors: errors.length, ...params },
    errors,
  };
}

/** True for a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
}
