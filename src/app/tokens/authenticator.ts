import { INSTANCE } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import type { Actor, Deps, PersonActor, TokenActor } from "../deps.ts";
import { readPersonActor } from "../people/person-actor.ts";
import { readTokenRest } from "../people/read-token-rest.ts";

/** Why a bearer token is not accepted. */
export interface NotAuthenticated {
  readonly kind: "unauthenticated";
  readonly code:
    | "auth.token-missing"
    | "auth.token-unknown"
    | "auth.token-expired"
    | "auth.token-revoked"
    | "auth.token-resting"
    | "auth.session-ended";
  readonly params: Readonly<Record<string, string | number>>;
}

/** How long a token that was read is reused. A revocation by another process takes this long to be seen here. */
const TRUSTED_MS = 1_000;
const CACHED_MAX = 10_000;

/**
 * Finds the holder of a bearer token. Caches tokens for up to a second, so that each SCIM request need not read one,
 * and clears the cache when this process revokes any.
 */
export class Authenticator {
  readonly #deps: Deps;
  readonly #cache = new Map<string, { readonly row: TokenRow; readonly until: number }>();
  /** Hashes of recently accepted tokens, at most as many as the cache holds. */
  readonly #hashes = new Map<string, string>();
  #revocations = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The holder of the token, or why it is not accepted. */
  async authenticate(bearer: string | undefined): Promise<Actor | NotAuthenticated> {
    if (bearer === undefined || bearer === "") return reject("auth.token-missing");
    const known = this.#hashes.get(bearer);
    const hash = known ?? this.#deps.secrets.hashToken(bearer);
    const row = hash === undefined ? undefined : await this.#find(hash);
    if (row === undefined) return reject("auth.token-unknown");
    if (row.revoked !== null) {
      return reject("auth.token-revoked", { name: row.name, at: isoTime(row.revoked) });
    }
    if (row.expires <= this.#deps.env.now()) {
      return reject("auth.token-expired", { name: row.name, at: isoTime(row.expires), where: whereOf(row) });
    }
    if (known === undefined) {
      if (this.#hashes.size >= CACHED_MAX) this.#hashes.clear();
      this.#hashes.set(bearer, row.hash);
    }
    return row.kind === "personal" ? this.#findPerson(row) : actorOf(row);
  }

  /** The person of a personal token. Roles are read with each request, because they may change at any time. */
  async #findPerson(row: TokenRow): Promise<PersonActor | NotAuthenticated> {
    const { store } = this.#deps;
    const person =
      row.person === null ? undefined : await store.get("person", { org: INSTANCE, id: row.person });
    if (person === undefined) return reject("auth.token-unknown");
    if (person.disabled !== null) {
      return reject("auth.token-revoked", { name: row.name, at: isoTime(person.disabled) });
    }
    const rest = await readTokenRest(this.#deps, person);
    if (rest !== undefined && rest.from <= this.#deps.env.now()) {
      return reject("auth.token-resting", { name: row.name, days: rest.days });
    }
    return readPersonActor(this.#deps, person, { sessionId: null, tokenId: row.id });
  }

  async #find(hash: string): Promise<TokenRow | undefined> {
    const { env, revocations, store } = this.#deps;
    const now = env.now();
    if (this.#revocations !== revocations.count) {
      this.#revocations = revocations.count;
      this.#cache.clear();
    }
    const known = this.#cache.get(hash);
    if (known !== undefined && known.until > now) return known.row;
    const before = revocations.count;
    const [row] = await store.page("token", { where: { hash }, limit: 1 });
    // A read that began before a revocation must not be remembered after it.
    if (row !== undefined && before === revocations.count) {
      if (this.#cache.size >= CACHED_MAX) this.#cache.clear();
      this.#cache.set(hash, { row, until: now + TRUSTED_MS });
    }
    return row;
  }
}

/** The holder of a token that is not personal, whether or not the token is still valid. */
export function actorOf(row: TokenRow): TokenActor {
  if (row.kind === "personal") throw new Error("a personal token acts as its person");
  const { org, id: tokenId, kind, name, principal, profile, issued_to: issuedTo } = row;
  const { requests_per_second: requestsPerSecond } = row;
  return { org, tokenId, kind, name, principal, profile, issuedTo, requestsPerSecond };
}

/** True for an actor, false for the reason why a token is not accepted. */
export function isActor(value: Actor | NotAuthenticated): value is Actor {
  return value.kind !== "unauthenticated";
}

function reject(code: NotAuthenticated["code"], params: NotAuthenticated["params"] = {}): NotAuthenticated {
  return { kind: "unauthenticated", code, params };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** The option of `muster token create` that makes another token like this. */
function whereOf(row: TokenRow): string {
  if (row.kind === "personal") return "--personal";
  return row.org === INSTANCE ? "--instance" : `--org ${row.org}`;
}
