import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { Deps } from "../../deps.ts";
import type { OrgTypes } from "../../resource-types/directory-type.ts";
import type { Directory, NotWritten } from "../directory.ts";

/** The result of preparing a write: rows to write, nothing to write, or a reason not to. */
export type PreparedWrite<Value> =
  | { readonly kind: "unchanged"; readonly value: Value }
  | {
      readonly kind: "write";
      readonly writes: readonly Write[];
      readonly value: Value;
      /** The number of tokens that the writes revoke. */
      readonly revokes?: number;
    }
  | NotWritten;

/** The end of a write: what was prepared is stored, or nothing is. */
export type CommitResult<Value> = { readonly kind: "done"; readonly value: Value } | NotWritten;

/** The objects and definitions that a write works with. */
export interface WriteKeys {
  readonly org: OrgId;
  /** The objects that change. This process does one write at a time to each of them. */
  readonly ids: readonly ObjectId[];
  /** The resource types that the first attempt goes by. */
  readonly types: OrgTypes;
}

const ATTEMPTS_MAX = 20;

/** Prepares a write and commits it, when no other write of this process works on the same objects. */
export function commitWithRetry<Value>(
  directory: Directory,
  keys: WriteKeys,
  prepare: (types: OrgTypes) => Promise<PreparedWrite<Value>>,
): Promise<CommitResult<Value>> {
  const locks = keys.ids.map((id) => `${keys.org} ${id}`);
  return directory.mutex.run(locks, () => commitLocked(directory, keys, prepare));
}

/**
 * Prepares a write of objects that the caller has locked, and commits it. When another writer was first, both are
 * repeated on what is stored now, so that no change is lost; after twenty attempts the write is given up. When the
 * definitions of the organization changed before the commit, the write is prepared again by the new ones, once.
 */
export async function commitLocked<Value>(
  { deps, types }: Directory,
  { org, types: known }: Pick<WriteKeys, "org" | "types">,
  prepare: (types: OrgTypes) => Promise<PreparedWrite<Value>>,
): Promise<CommitResult<Value>> {
  const first = await commitPrepared(deps, () => prepare(known));
  if (first.kind !== "types-changed") return first;
  types.forget(org);
  const current = await types.of(org);
  return commitPrepared(deps, () => prepare(current));
}

async function commitPrepared<Value>(
  deps: Deps,
  prepare: () => Promise<PreparedWrite<Value>>,
): Promise<CommitResult<Value>> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const prepared = await prepare();
    if (prepared.kind === "unchanged") return { kind: "done", value: prepared.value };
    if (prepared.kind !== "write") return prepared;
    const committed = await deps.store.commit(prepared.writes);
    if (committed.kind === "committed") {
      if ((prepared.revokes ?? 0) > 0) deps.revocations.happened();
      return { kind: "done", value: prepared.value };
    }
    const refused = prepared.writes[committed.index];
    if (committed.reason === "exists" && refused?.op === "insert" && refused.table === "unique_value") {
      return { kind: "taken", path: refused.row.path };
    }
    if (refused?.op === "require" && refused.table === "organization") return { kind: "types-changed" };
    await deps.env.sleep(attempt);
  }
  return { kind: "contended" };
}
