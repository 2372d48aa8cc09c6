import { hasCome } from "../../core/has-come.ts";
import type { Env } from "../../ports/env.ts";
import type { LeaseRow } from "../../ports/lease-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { Key } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";

/** How long a lease stands without a renewal, where the configuration does not say. */
const LEASE_MS = 30_000;

/**
 * The right of one process to do what the lease's name says. Two things keep a process that lost it from going on:
 * `claim`, which the store checks in one commit with what is written, and `isFresh`, which is checked just before
 * anything is sent.
 */
export interface Lease {
  readonly name: string;
  /** Aborted once it is known that another process has the lease. */
  readonly lost: AbortSignal;
  /** The fencing token as a write: refused when the lease was taken by another process, or again by this one. */
  readonly claim: Write;
  /** True while no other process can have taken it: it was renewed recently, on both clocks of this machine. */
  isFresh(): boolean;
  /** Renews it when the last renewal was a while ago; false when the right is gone or in doubt. */
  confirm(): Promise<boolean>;
  /** Says that another process has it. */
  lose(): void;
  /** Gives it back, so that another process need not wait. */
  release(): Promise<void>;
}

/** Thrown instead of writing what only the holder of a lease may write. Ends the work; its successor goes on. */
export class LeaseLostError extends Error {
  readonly lease: string;

  constructor(lease: string) {
    super(`another process has the lease ${lease}`);
    this.lease = lease;
  }
}

/** Takes a lease for this process; undefined while another has it. */
export async function takeLease(deps: Deps, key: Key<"lease">, holder: string): Promise<Lease | undefined> {
  const { store, env, leaseMs = LEASE_MS } = deps;
  const begun = readMoment(env);
  const before = await store.get("lease", key);
  if (before !== undefined && before.holder !== holder && isStanding(before, begun.now, leaseMs))
    return undefined;
  // Grows with every taking, also when a release removed the row in between: no two takings share a token.
  const version = Math.max(begun.now, (before?.version ?? 0) + 1);
  const row = { ...key, holder, expires: begun.now + leaseMs, version };
  const taken = await store.commit([
    before === undefined
      ? { op: "insert", table: "lease", row }
      : { op: "update", table: "lease", key, set: row, expect: { version: before.version } },
  ]);
  if (taken.kind === "conflict") return undefined;
  if (before !== undefined && before.holder !== holder) {
    const silentMs = Math.max(0, begun.now - before.expires + leaseMs);
    deps.log("warn", "engine.lease-taken-over", { organization: key.org, lease: key.name, silentMs });
  }
  return new HeldLease(deps, key, { holder, version }, begun);
}

/**
 * True while another process may still have the lease. The clocks of two servers may be a term apart; an end further
 * ahead was written before the clock was set back.
 */
function isStanding({ expires }: Pick<LeaseRow, "expires">, now: number, leaseMs: number): boolean {
  return !hasCome(expires, now, 2 * leaseMs);
}

/** A moment on both clocks: the measured time stands still while a machine is suspended, the date may be set. */
interface Moment {
  readonly now: number;
  readonly monotonic: number;
}

function readMoment(env: Env): Moment {
  return { now: env.now(), monotonic: env.monotonic() };
}

/** The fencing token: no two takings of a lease share one. */
interface Token {
  readonly holder: string;
  readonly version: number;
}

class HeldLease implements Lease {
  readonly name: string;
  readonly claim: Write;
  readonly #deps: Deps;
  readonly #key: Key<"lease">;
  readonly #token: Token;
  readonly #leaseMs: number;
  readonly #lost = new AbortController();
  readonly #released = new AbortController();
  /** When the last renewal that succeeded began. */
  #renewed: Moment;
  #renewing: Promise<boolean> | undefined;

  constructor(deps: Deps, key: Key<"lease">, token: Token, taken: Moment) {
    this.#deps = deps;
    this.#key = { org: key.org, name: key.name };
    this.name = key.name;
    this.#token = token;
    this.#leaseMs = deps.leaseMs ?? LEASE_MS;
    this.#renewed = taken;
    this.claim = { op: "require", table: "lease", key: this.#key, expect: { ...token } };
    void this.#keepRenewing();
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** A third of the term is left for clocks that disagree, and for a request that is on its way. */
  isFresh(): boolean {
    return !this.lost.aborted && this.#ageMs() < (this.#leaseMs * 2) / 3;
  }

  async confirm(): Promise<boolean> {
    if (this.lost.aborted) return false;
    if (this.#ageMs() < this.#leaseMs / 2) return true;
    await this.#renew();
    return this.isFresh();
  }

  lose(): void {
    if (this.lost.aborted) return;
    this.#deps.log("warn", "engine.lease-lost", { organization: this.#key.org, lease: this.name });
    this.#lost.abort();
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#renewing;
    if (this.lost.aborted) return;
    const released = await this.#deps.store.commit([
      { op: "delete", table: "lease", key: this.#key, expect: this.#token },
    ]);
    if (released.kind === "conflict") this.lose();
  }

  #ageMs(): number {
    const { now, monotonic } = readMoment(this.#deps.env);
    return Math.max(now - this.#renewed.now, monotonic - this.#renewed.monotonic);
  }

  async #keepRenewing(): Promise<void> {
    const ended = AbortSignal.any([this.#lost.signal, this.#released.signal]);
    let waitMs = this.#leaseMs / 3;
    while (!ended.aborted) {
      await this.#deps.env.sleep(waitMs, ended);
      if (ended.aborted) return;
      waitMs = (await this.#renew()) ? this.#leaseMs / 3 : this.#leaseMs / 10;
    }
  }

  /** Renews once, also when several ask for it; true when that succeeded. */
  #renew(): Promise<boolean> {
    this.#renewing ??= this.#commitRenewal().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #commitRenewal(): Promise<boolean> {
    const { store, env, log } = this.#deps;
    const begun = readMoment(env);
    const set = { expires: begun.now + this.#leaseMs };
    try {
      const renewed = await store.commit([
        { op: "update", table: "lease", key: this.#key, set, expect: this.#token },
      ]);
      if (renewed.kind === "committed") this.#renewed = begun;
      else this.lose();
      return renewed.kind === "committed";
    } catch (error) {
      log("error", "engine.lease-not-renewed", { organization: this.#key.org, lease: this.name, error });
      return false;
    }
  }
}
