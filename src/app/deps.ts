import type { AppId, ObjectId, OrgId, PrincipalId, TokenId } from "../core/ids.ts";
import type { Env } from "../ports/env.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Store } from "../ports/store.ts";
import type { TokenKind } from "../ports/tables.ts";
import type { Connector } from "../ports/target.ts";
import type { Wire, WireSettings } from "../ports/wire.ts";
import type { TypeRegistry } from "./resource-types/type-registry.ts";
import type { Retention } from "./retention.ts";
import type { FeedSignal } from "./signals/feed-signal.ts";
import type { RevocationSignal } from "./signals/revocation-signal.ts";

/** Places in a step where a crash hurts most; tests kill the process there. */
export type Checkpoint = "journalled" | "answered" | "linked";

/** What every use case needs; made once by the composition root. */
export interface Deps {
  readonly store: Store;
  readonly env: Env;
  readonly secrets: Secrets;
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Told of every revocation in this process, so that it holds at once. */
  readonly revocations: RevocationSignal;
  /** The resource types of each organization. */
  readonly types: TypeRegistry;
  /** Told of every append to a change feed by this process. */
  readonly feedSignal: FeedSignal;
  /** The one wire to an application's target; the same while its settings stay the same. */
  wireTo(org: OrgId, app: AppId, settings: WireSettings): Wire;
  /** How long a lease stands without a renewal, in milliseconds; 30 000 when left out. */
  readonly leaseMs?: number | undefined;
  /** How much is kept of what only people look at; `RETENTION` when left out. */
  readonly retention?: Retention;
  /** Called at each checkpoint; does nothing outside of crash tests. */
  checkpoint(point: Checkpoint): void;
  log(level: "info" | "warn" | "error", code: string, detail: Readonly<Record<string, unknown>>): void;
}

/** Who asks, as a token told. */
export interface Actor {
  readonly org: OrgId;
  readonly tokenId: TokenId;
  readonly kind: TokenKind;
  readonly name: string;
  readonly principal: PrincipalId | null;
  /** SCIM profile of the token; null for administrators. */
  readonly profile: string | null;
  /** The user of the directory whose token it is, if it is anybody's. */
  readonly issuedTo: ObjectId | null;
}

/** A use case's "no": a stable code with parameters (docs/errors.md), and the kind of no that it is. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: "invalid" | "not-found" | "conflict" | "forbidden" | "unavailable";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export function refuse(reason: Refusal["reason"], code: string, params: Refusal["params"] = {}): Refusal {
  return { kind: "refused", reason, code, params };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
}
