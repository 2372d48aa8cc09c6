import { INSTANCE } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import type { Actor, Deps } from "../deps.ts";

/** Why a bearer is not accepted. */
export interface NotAuthenticated {
  readonly kind: "unauthenticated";
  readonly code: "auth.token-missing" | "auth.token-unknown" | "auth.token-expired" | "auth.token-revoked";
  readonly params: Readonly<Record<string, string | number>>;
}

/** How long this process may trust what it read of a token; another process's revocation takes this long. */
const TRUSTED_MS = 1_000;
const CACHED_MAX = 10_000;

/**
 * Tells who a bearer is. Remembers tokens for up to a second, so that each SCIM call need not read one, and forgets
 * them all when this process revokes any.
 */
export class Authenticator {
  readonly #deps: Deps;
  readonly #cache = new Map<string, { readonly row: TokenRow; readonly until: number }>();
  /** Hashes of bearers that were let in lately, by bearer: as many as there may be tokens above. */
  readonly #hashes = new Map<string, string>();
  #revocations = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The holder of the token, or why there is none. */
  async authenticate(bearer: string | undefined): Promise<Actor | NotAuthenticated> {
    if (bearer === undefined || bearer === "") return not("auth.token-missing");
    const known = this.#hashes.get(bearer);
    const hash = known ?? this.#deps.secrets.hashToken(bearer);
    const row = hash === undefined ? undefined : await this.#find(hash);
    if (row === undefined) return not("auth.token-unknown");
    if (row.revoked !== null) {
      return not("auth.token-revoked", { name: row.name, at: isoTime(row.revoked) });
    }
    if (row.expires <= this.#deps.env.now()) {
      return not("auth.token-expired", { name: row.name, at: isoTime(row.expires), where: whereOf(row) });
    }
    if (known === undefined) {
      if (this.#hashes.size >= CACHED_MAX) this.#hashes.clear();
      this.#hashes.set(bearer, row.hash);
    }
    return actorOf(row);
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

/** The holder of a token, whether or not it is still good. */
export function actorOf(row: TokenRow): Actor {
  const { org, id: tokenId, kind, name, principal, profile, issued_to: issuedTo } = row;
  return { org, tokenId, kind, name, principal, profile, issuedTo };
}

/** True for an actor, false for the reason why there is none. */
export function isActor(value: Actor | NotAuthenticated): value is Actor {
  return value.kind !== "unauthenticated";
}

function not(code: NotAuthenticated["code"], params: NotAuthenticated["params"] = {}): NotAuthenticated {
  return { kind: "unauthenticated", code, params };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** Where another is made: options of `muster token create`. */
function whereOf(row: TokenRow): string {
  return row.org === INSTANCE ? "--instance" : `--org ${row.org}`;
}
