import { INSTANCE } from "../../core/ids.ts";
import { isLive } from "../../core/people/session.ts";
import type { SessionRow } from "../../ports/people-tables.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps, PersonActor } from "../deps.ts";
import { readPersonActor } from "./person-actor.ts";

/** How long a session that was read is reused. Its end on another server takes this long to be seen here. */
const TRUSTED_MS = 1_000;
const CACHED_MAX = 10_000;
/** How often the last use of a session is written at most. */
const USED_EVERY_MS = 60_000;

interface Known {
  readonly session: SessionRow;
  readonly actor: PersonActor;
  readonly until: number;
}

/**
 * Finds the person of a session's cookie. Caches sessions for up to a second, and clears the cache when this process ends
 * any, or changes a role.
 */
export class SessionAuthenticator {
  readonly #deps: Deps;
  readonly #cache = new Map<string, Known>();
  #revocations = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The person, without reach yet; undefined if the session has ended or never was one. */
  async authenticate(cookie: string): Promise<PersonActor | undefined> {
    const hash = this.#deps.secrets.hashToken(cookie);
    const known = hash === undefined ? undefined : await this.#find(hash);
    return known !== undefined && isLive(known.session, this.#deps.env.now()) ? known.actor : undefined;
  }

  async #find(hash: string): Promise<Known | undefined> {
    const { env, revocations } = this.#deps;
    const now = env.now();
    if (this.#revocations !== revocations.count) {
      this.#revocations = revocations.count;
      this.#cache.clear();
    }
    const cached = this.#cache.get(hash);
    // `until` is checked from both sides: the clock may have been set back.
    if (cached !== undefined && cached.until > now && cached.until <= now + TRUSTED_MS) return cached;
    const before = revocations.count;
    const known = await this.#read(hash, now);
    // A read that began before a revocation must not be remembered after it.
    if (known !== undefined && before === revocations.count) {
      if (this.#cache.size >= CACHED_MAX) this.#cache.clear();
      this.#cache.set(hash, known);
    }
    return known;
  }

  async #read(hash: string, now: number): Promise<Known | undefined> {
    const { store } = this.#deps;
    const [row] = await store.page("session", { where: { hash }, limit: 1 });
    if (row === undefined || !isLive(row, now)) return undefined;
    const person = await store.get("person", { org: INSTANCE, id: row.person });
    if (person === undefined || person.disabled !== null) return undefined;
    const actor = await readPersonActor(this.#deps, person, { sessionId: row.id, tokenId: null });
    return { session: await this.#noteUse(row, now), actor, until: now + TRUSTED_MS };
  }

  async #noteUse(row: SessionRow, now: number): Promise<SessionRow> {
    if (now - row.used < USED_EVERY_MS) return row;
    const key = { org: INSTANCE, id: row.id };
    // A conflict means that the session ended or was used on another server: the next reading shows it.
    const isCommitted = await commitIfCurrent(this.#deps, [
      {
        op: "update",
        table: "session",
        key,
        set: { used: now },
        expect: { ended: null, used: row.used },
      },
    ]);
    return isCommitted ? { ...row, used: now } : row;
  }
}
