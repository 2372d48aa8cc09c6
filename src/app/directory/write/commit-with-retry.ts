import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { WriteRefusal } from "../directory.ts";

/** What a write comes to once everything was read: an answer already, or rows to write. */
export type PreparedWrite<Value> =
  | { readonly kind: "settled"; readonly value: Value }
  | {
      readonly kind: "write";
      readonly writes: readonly Write[];
      readonly value: Value;
      /** How many tokens it revokes. */
      readonly revokes?: number;
    }
  | WriteRefusal;

const ATTEMPTS_MAX = 20;

/**
 * Prepares and commits; when somebody else was first, does both again on what is there now, so that no change is
 * ever lost. Gives up after twenty times. A unique value that is somebody else's is `taken`.
 */
export async function commitWithRetry<Value>(
  deps: Deps,
  prepare: () => Promise<PreparedWrite<Value>>,
): Promise<{ readonly kind: "settled"; readonly value: Value } | WriteRefusal> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const prepared = await prepare();
    if (prepared.kind !== "write") return prepared;
    const committed = await deps.store.commit(prepared.writes);
    if (committed.kind === "committed") {
      if ((prepared.revokes ?? 0) > 0) deps.revocations.happened();
      return { kind: "settled", value: prepared.value };
    }
    const refused = prepared.writes[committed.index];
    if (committed.reason === "exists" && refused?.op === "insert" && refused.table === "claim") {
      return { kind: "taken", path: refused.row.path };
    }
    if (refused?.op === "require" && refused.table === "organization") return { kind: "types-changed" };
    await deps.env.sleep(attempt);
  }
  return { kind: "contended" };
}

/** The object, unless it is deleted or of another type. */
export async function readLive(
  deps: Deps,
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
): Promise<ObjectRow | undefined> {
  const row = await deps.store.get("object", { org, id });
  return row?.type === type.kind && row.deleted === null ? row : undefined;
}
