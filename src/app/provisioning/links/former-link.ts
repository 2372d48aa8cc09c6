import { type AccountId, trustId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { LinkRow, Provenance } from "../../../ports/tables.ts";

/** The parts of a link that an undo needs. */
export interface FormerLink {
  readonly account: AccountId;
  readonly provenance: Provenance;
}

/** The link as its history keeps it. */
export function toFormer({ account, provenance }: LinkRow): JsonObject {
  return { account, provenance };
}

const PROVENANCES: readonly unknown[] = [
  "created",
  "adopted",
  "recovered",
  "manual",
  "imported",
] satisfies readonly Provenance[];

/** Reads a link of the history. Throws if the row is damaged: it must not pass for no link. */
export function readFormer(stored: JsonObject): FormerLink {
  const { account, provenance } = stored;
  if (typeof account !== "string" || !PROVENANCES.includes(provenance)) {
    throw new TypeError("link_event.former is not a link");
  }
  return { account: trustId<AccountId>(account), provenance: provenance as Provenance };
}
