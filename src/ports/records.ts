import type { OrgId } from "../core/ids.ts";
import type { Cursor } from "./kinds.ts";

/** The tables of records that are kept for a time, and what of each record decides whether it may go. */
export interface RecordTables {
  provisioning_log: never;
  exchange: "ok";
  plan: "app" | "state";
  cycle: "app" | "state";
  journal: "state";
  import: "source" | "state";
  rejected_request: never;
  error_answer: never;
  delivery: "state";
}
export type RecordTable = keyof RecordTables;

/** The id of a record, with the columns that decide whether it may go. */
export type RecordHead<Table extends RecordTable> = { readonly id: string } & {
  readonly [Column in RecordTables[Table]]: string | number;
};

/** The records of an organization, or of one application or webhook in it. */
export interface RecordScope {
  readonly org: OrgId;
  readonly app?: string | undefined;
  readonly webhook?: string | undefined;
}

/** Reads of records that leave their contents unread, for retention. Ids sort by time. */
export interface RecordReads {
  /** Records between two ids, oldest first. */
  recordHeads<Table extends RecordTable>(
    table: Table,
    scope: RecordScope,
    page: { readonly after: string | undefined; readonly below: string; readonly limit: number },
  ): Promise<readonly RecordHead<Table>[]>;
  /** The id of the record that this many newer ones follow, counted from below an id; undefined when there are fewer. */
  recordAt(
    table: RecordTable,
    scope: RecordScope,
    place: { readonly below: string | undefined; readonly skip: number },
  ): Promise<string | undefined>;
}

/** Removal of entries of the feed. */
export interface FeedRemoval {
  /** Removes the entries of an organization up to this place, which lies at or before the head of its feed. */
  dropFeed(org: OrgId, upto: Cursor): Promise<void>;
}
