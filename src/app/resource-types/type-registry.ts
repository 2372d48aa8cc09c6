import { hasCome } from "../../core/has-come.ts";
import type { OrgId } from "../../core/ids.ts";
import type { Env } from "../../ports/env.ts";
import type { Store } from "../../ports/store.ts";
import type { TypeSetRow } from "../../ports/type-set-tables.ts";
import { commitIfCurrent } from "../commit.ts";
import { type OrgTypes, orgTypesOf, STANDARD_TYPES } from "./directory-type.ts";

/** How long a read is reused. A change by another process takes this long to be seen here. */
const TRUSTED_MS = 1_000;
/** How long a lock stands without a sign of life: a server that was killed holds up writes for no longer. */
export const LOCK_MS = 5_000;
/** The clocks of two servers may be this far apart: what looks like a lock from further ahead is from a clock that was set back. */
const LOCK_AHEAD_MS = 2 * LOCK_MS;
const CACHED_MAX = 10_000;
/** A version that definitions never have; a change set that requires it is refused. */
const NEVER = -1;

interface Known {
  readonly types: OrgTypes;
  /** The version of the row that the types were made from. */
  readonly version: number;
  readonly locked: number | null;
  readonly until: number;
}

/** Where the resource types of organizations come from. */
export interface TypeSource {
  /** The types that the organization has. */
  of(org: OrgId): Promise<OrgTypes>;
  /** Called after a change of the definitions by this process. */
  forget(org: OrgId): void;
}

/** Caches the resource types of each organization. Reads them at most once a second. */
export class TypeRegistry implements TypeSource {
  readonly #store: Store;
  readonly #env: Env;
  readonly #known = new Map<OrgId, Known>();
  readonly #reading = new Map<OrgId, Promise<OrgTypes>>();

  constructor(store: Store, env: Env) {
    this.#store = store;
    this.#env = env;
  }

  /** The types that the organization has; the same object for as long as they stay the same. */
  async of(org: OrgId): Promise<OrgTypes> {
    const known = this.#known.get(org);
    if (known !== undefined && known.until > this.#env.monotonic()) return known.types;
    return this.#reading.get(org) ?? this.#read(org);
  }

  /** Makes the types of an organization be read again: a change by this process holds at once. */
  forget(org: OrgId): void {
    const known = this.#known.get(org);
    if (known !== undefined) this.#known.set(org, { ...known, until: Number.NEGATIVE_INFINITY });
    this.#reading.delete(org);
  }

  async #read(org: OrgId): Promise<OrgTypes> {
    const now = this.#env.now();
    const monotonic = this.#env.monotonic();
    let mine: Promise<OrgTypes> | undefined;
    const read = async () => {
      const row = await readTypeSet(this.#store, org, now);
      const before = this.#known.get(org);
      const { version, locked } = row ?? { version: 0, locked: null };
      const isSame = before !== undefined && before.version === version && before.locked === locked;
      const types = isSame ? before.types : typesOf(row);
      // A read that began before a change must not be remembered after it.
      if (this.#reading.get(org) === mine) {
        this.#reading.delete(org);
        if (this.#known.size >= CACHED_MAX) this.#known.clear();
        this.#known.set(org, { types, version, locked, until: monotonic + TRUSTED_MS });
      }
      return types;
    };
    mine = read().finally(() => {
      if (this.#reading.get(org) === mine) this.#reading.delete(org);
    });
    this.#reading.set(org, mine);
    return mine;
  }
}

/** While a change locks the definitions, requests that were read by them cannot be written. */
function typesOf(row: TypeSetRow | undefined): OrgTypes {
  if (row === undefined) return STANDARD_TYPES;
  return orgTypesOf(row, row.locked === null ? row.version : NEVER);
}

/** Reads the definitions of an organization. Clears an expired lock, whose process has died, unless it is renewed. */
export async function readTypeSet(store: Store, org: OrgId, now: number): Promise<TypeSetRow | undefined> {
  const row = await store.get("type_set", { org });
  if (row === undefined || row.locked === null || !hasCome(row.locked, now, LOCK_AHEAD_MS)) return row;
  const version = row.version + 1;
  await commitIfCurrent({ store }, [
    {
      op: "update",
      table: "organization",
      key: { org },
      set: { types: version },
      expect: { types: row.version },
    },
    {
      op: "update",
      table: "type_set",
      key: { org },
      set: { version, locked: null },
      expect: { version: row.version, locked: row.locked },
    },
  ]);
  return store.get("type_set", { org });
}
