import type { AccountId, AppId, ObjectId, OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { ObjectType } from "./kinds.ts";

/**
 * Changes of a link. Cycles write the first four; a person makes the others. `relinked` also stands for the first link of
 * an object that had none.
 */
export type LinkEventKind =
  | "created"
  | "adopted"
  | "recovered"
  | "ended"
  | "relinked"
  | "unlinked"
  | "imported"
  | "undone";

/** Why a cycle ended a link. */
export type LinkEnd = "deleted" | "account-gone" | "void" | "new-owner";

/** One change of the link of an object, in the order of the ids. It is written in the commit of the change. */
export interface LinkEventRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly id: string;
  readonly type: ObjectType;
  /** The account after the change; the former one where the link ended. */
  readonly account: AccountId;
  readonly at: number;
  readonly kind: LinkEventKind;
  /** As in the audit trail; `system` for a cycle. */
  readonly actor: string;
  /** Why a cycle ended the link; null for other changes. */
  readonly cause: LinkEnd | null;
  /** The link before a person changed it, as the columns that are needed to restore it; null for none. */
  readonly former: JsonObject | null;
}

/** The table of the history of links. */
export interface LinkTables {
  link_event: LinkEventRow;
}

/** The columns that make its rows unique. */
export const LINK_KEYS = { link_event: ["org", "app", "object", "id"] } as const;
