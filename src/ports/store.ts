import type { Nesting } from "../core/directory/group-rings.ts";
import type { AppId, ImportId, ObjectId, OrgId } from "../core/ids.ts";
import type { AuditReads } from "./audit.ts";
import type { BrowseReads } from "./browse.ts";
import type { DepartureReads } from "./departures.ts";
import type { ExchangeReads } from "./exchanges.ts";
import type { Cursor, ObjectType, ResourceKind } from "./kinds.ts";
import type { OverviewReads } from "./overview.ts";
import type { FeedRemoval, RecordReads } from "./records.ts";
import type { ObjectSearch, SearchPart, SearchResult } from "./search.ts";
import type { SystemReads } from "./system.ts";
import type { Changes, FeedRow, Key, NewRow, ObjectRow, Row, TableName } from "./tables.ts";

/**
 * One row to write, with what it expects to find. A write whose expectation fails refuses its whole change set.
 *
 * - `insert`: the key must be free (`exists` otherwise; so too for a second unique key of the table).
 * - `ensure`: as insert, but a row that is there already is left as it is.
 * - `upsert`: puts the row in place of one with its key.
 * - `update`: sets columns of the row with this key whose other columns equal `expect` (`stale` otherwise).
 * - `delete`: removes it; with `expect` it must be there and equal (`stale` otherwise), without it may be gone.
 * - `require`: writes nothing; the row must equal `expect`, or be `absent` (`stale` otherwise).
 * - `requireNone`: writes nothing; no row may have these columns (`stale` otherwise). It sees the writes before it in
 *   the change set. A change set that may add such a row meanwhile has to require something that this one
 *   writes before: then one of the two is refused.
 */
export type Write = { [Table in TableName]: WriteTo<Table> }[TableName];
export type WriteTo<Table extends TableName> =
  | {
      readonly op: "insert" | "ensure" | "upsert";
      readonly table: Table;
      readonly row: NewRow<Table>;
      readonly texts?: Texts<Table>;
    }
  | {
      readonly op: "update";
      readonly table: Table;
      readonly key: Key<Table>;
      readonly set: Changes<Table>;
      readonly texts?: Texts<Table>;
      readonly expect?: Partial<Row<Table>>;
    }
  | {
      readonly op: "delete";
      readonly table: Table;
      readonly key: Key<Table>;
      readonly expect?: Partial<Row<Table>>;
    }
  | {
      readonly op: "require";
      readonly table: Table;
      readonly key: Key<Table>;
      readonly expect: Partial<Row<Table>> | "absent";
    }
  | { readonly op: "requireNone"; readonly table: Table; readonly where: Partial<Row<Table>> };

/** JSON texts of values that are written, where they were made already: the store need not make them again. */
export type Texts<Table extends TableName> = { readonly [Column in keyof NewRow<Table>]?: string };

/** Rows that are written together or not at all. */
export type ChangeSet = readonly Write[];

export type Committed =
  | { readonly kind: "committed" }
  /** `index` is the write that was refused; nothing of the change set was written. */
  | { readonly kind: "conflict"; readonly index: number; readonly reason: "exists" | "stale" };

/** An entry of the feed, and its own place in it. */
export interface FeedEntry extends FeedRow {
  readonly cursor: Cursor;
}

export interface FeedPage {
  readonly entries: readonly FeedEntry[];
  /** Where to read on; equals the cursor given when there was nothing new. */
  readonly cursor: Cursor;
}

/** Rows of one table. `where` columns equal; `among` one of several values; ordered by primary key. */
export interface PageOf<Table extends TableName> {
  readonly where: Partial<Row<Table>>;
  readonly among?: { readonly column: keyof Row<Table>; readonly values: readonly (string | number)[] };
  /** Rows after (or, descending, before) the row with these values in the key columns that `where` leaves open. */
  readonly after?: string | number | readonly (string | number)[];
  readonly descending?: boolean;
  /** At most this many rows; 1 to 10 000. */
  readonly limit: number;
}

export interface ExchangesKept {
  readonly good: number;
  readonly failed: number;
}

/** Soft-deleted objects in the order of their deletion; `after` is the place of the last one seen. */
export interface DeletedPage {
  readonly order: "newest" | "oldest";
  readonly after?: { readonly deleted: number; readonly id: ObjectId } | undefined;
  readonly limit: number;
}

/** Whether an assigned group stands for the members of the groups in it too, or for its immediate members alone. */
export type GroupReach = "nested" | "immediate";

/** The ways from objects to assignments that are looked for. */
export interface ScopeWays {
  readonly reach: GroupReach;
  /** The part of the memberships that no way leads through. */
  readonly without?: LostGroup | undefined;
}

/** A group as if it did not exist, or with a member as if that one object had left it. */
export interface LostGroup {
  readonly group: ObjectId;
  readonly member?: ObjectId | undefined;
}

/** How an object came to be in scope: through which subject, and for groups by which chain's last group. */
export interface ScopePath {
  readonly object: ObjectId;
  readonly subject: string;
  readonly subject_type: ObjectType | "all";
  /** The id of a role of the application; empty for an assignment without one. */
  readonly role: string;
}

/** A group that an object is a direct member of, with its `displayName`. */
export interface GroupOfMember {
  readonly member: ObjectId;
  readonly id: ObjectId;
  readonly name: string | null;
  /** True when the group is a member of a group itself. */
  readonly isNested: boolean;
}

/** Which objects of a kind are read: one, the holder of a unique value, or a number of objects after an id. */
export type ObjectSelector =
  | { readonly kind: "id"; readonly id: ObjectId }
  | { readonly kind: "unique-value"; readonly path: string; readonly value: string }
  | { readonly kind: "after"; readonly after: ObjectId | undefined; readonly limit: number };

/** An object as answers show it. */
export interface ObjectSnapshot extends Omit<ObjectRow, "doc"> {
  /** The document as JSON text, spaced and ordered as the store keeps it. */
  readonly text: string;
  /** The groups that it is a direct member of, in order of their ids; undefined when they were not requested. */
  readonly groups: readonly Omit<GroupOfMember, "member">[] | undefined;
}

/** The first thing that makes an import impossible, found by looking at all its rows together. */
export interface ImportFinding {
  readonly kind:
    | "duplicate-user"
    | "duplicate-key"
    | "user-taken"
    | "user-blocked"
    | "value-taken"
    | "unknown-member"
    | "unknown-manager";
  readonly line: number;
  readonly other: number | null;
  readonly name: string;
}

/** Facts of a staged import that people should know of, although it is accepted. */
export interface ImportReview {
  /** Memberships of users and groups that left this source, or leave it by this import; the first by line. */
  readonly departed: { readonly count: number; readonly line: number; readonly name: string } | undefined;
  /** All memberships of groups in groups. */
  readonly nestings: readonly Nesting[];
}

/** Objects of one type that a source has in the directory, not deleted, and those of them that it now lacks. */
export interface Leavers {
  readonly live: number;
  readonly leavers: number;
}

export interface MergeCounts {
  readonly created: number;
  readonly updated: number;
  readonly restored: number;
  readonly unchanged: number;
  readonly leavers: number;
  readonly membersAdded: number;
  readonly membersRemoved: number;
}

/**
 * State that outlives the process. `commit` acknowledges only what would survive a kill at once; a reader
 * sees all of a change set or nothing, and its own acknowledged writes always.
 */
export interface Store
  extends BrowseReads,
    OverviewReads,
    SystemReads,
    ExchangeReads,
    DepartureReads,
    AuditReads,
    RecordReads,
    FeedRemoval {
  /** Writes all or refuses all. Rejects when the store itself fails (disk full); then nothing was written. */
  commit(changes: ChangeSet): Promise<Committed>;
  /** Change sets of up to this many rows are committed in the order in which they are handed over; 0: in any order. */
  readonly orderedRowsMax: number;

  get<Table extends TableName>(table: Table, key: Key<Table>): Promise<Row<Table> | undefined>;
  page<Table extends TableName>(table: Table, page: PageOf<Table>): Promise<readonly Row<Table>[]>;
  count<Table extends TableName>(table: Table, where: Partial<Row<Table>>): Promise<number>;

  /** The place before every entry of every feed. */
  readonly feedStart: Cursor;
  /**
   * Looks at a part of the objects of one kind, deleted ones left out, and answers those that match. How much that
   * is, the caller says: a store may hold up its process meanwhile.
   */
  search(search: ObjectSearch, part: SearchPart): Promise<SearchResult>;

  /** The end of the organization's feed: everything acknowledged so far lies at or before it. */
  feedHead(org: OrgId): Promise<Cursor>;
  /** Entries after `after`, oldest first, none of which can be preceded by one that becomes visible later. */
  feed(org: OrgId, after: Cursor, upto: Cursor, limit: number): Promise<FeedPage>;

  /** Why each of these objects is in scope of the application; an object without a path is out of scope.
   * Users come in through their groups, and with `nested` through the groups above those too, at any depth, cycles
   * allowed; groups only by own assignment. */
  scopePaths(
    org: OrgId,
    app: AppId,
    ids: readonly ObjectId[],
    ways: ScopeWays,
  ): Promise<readonly ScopePath[]>;
  /** The users of a group and of the groups in it, at any depth; a page ordered by id after `after`. */
  usersBelow(
    org: OrgId,
    group: ObjectId,
    after: ObjectId | undefined,
    limit: number,
  ): Promise<readonly ObjectId[]>;
  /** The objects of a type that have a link; a page ordered by id after `after`. It leaves the rest of the links unread. */
  linkedObjects(
    org: OrgId,
    app: AppId,
    type: ObjectType,
    page: { readonly after: ObjectId | undefined; readonly limit: number },
  ): Promise<readonly ObjectId[]>;
  /** The groups that these objects are direct members of, ordered by member and group; deleted groups are left out. */
  groupsOf(org: OrgId, members: readonly ObjectId[]): Promise<readonly GroupOfMember[]>;
  /** Objects of a kind that are not deleted, read in one go with their groups, and their documents left as they are. */
  readObjects(
    org: OrgId,
    kind: ResourceKind,
    which: ObjectSelector,
    withGroups: boolean,
  ): Promise<readonly ObjectSnapshot[]>;
  /** A page of the soft-deleted objects of a type. */
  deletedObjects(org: OrgId, type: ObjectType, page: DeletedPage): Promise<readonly ObjectRow[]>;
  /** How many objects of this type were disabled or deleted with success since `since`, without what a person approved. */
  deprovisionedSince(org: OrgId, app: AppId, type: ObjectType, since: number): Promise<number>;
  /** How many accounts of a type got another value of this attribute with success since then, without approved ones; a first value counts not. */
  rewrittenSince(
    org: OrgId,
    app: AppId,
    rewrites: { readonly type: ObjectType; readonly path: string; readonly since: number },
  ): Promise<number>;
  /** Drops the oldest exchanges of an application beyond so many that went well, and so many that failed. */
  trimExchanges(org: OrgId, app: AppId, keep: ExchangesKept): Promise<void>;

  /**
   * Deletes at most this many rows of an organization, from one table; false if no table had any. The record of its
   * removal stays (`organization_removal`).
   */
  removeRows(org: OrgId, limit: number): Promise<boolean>;

  /** Rejects as a write would now. It writes nothing unless the last write failed. */
  checkWritable(): Promise<void>;

  readonly imports: Imports;

  /** Finishes what was accepted, then releases everything. */
  close(): Promise<void>;
}

/** The reading half of a store, which can be opened beside it, in another thread. */
export type StoreReads = Omit<
  Store,
  | "commit"
  | "orderedRowsMax"
  | "trimExchanges"
  | "removeRows"
  | "dropFeed"
  | "checkWritable"
  | "imports"
  | "close"
>;

/** Reads of a store that was opened beside it. The owner closes it before the store. */
export interface StoreReader extends StoreReads {
  close(): Promise<void>;
}

/** Set-wise work on staged rows, which `commit` stages. */
export interface Imports extends ImportTasks {
  /**
   * The same tasks as a trial: what they find and count, and nothing of it is kept. A merge needs the trial's own check.
   * Writes go on meanwhile.
   */
  readonly trial: ImportTasks;
  /**
   * Ends an import that repeats the last one of its source as merged, with these counts. False, and nothing is written, if
   * the source is not as that import left it.
   */
  repeat(
    org: OrgId,
    id: ImportId,
    options: { readonly last: ImportId; readonly now: number; readonly counts: MergeCounts },
  ): Promise<boolean>;
  /** Removes the staged rows of an import. */
  discard(org: OrgId, id: ImportId): Promise<void>;
}

/** What is done with the staged rows of an import as a whole. */
export interface ImportTasks {
  /** Looks for what makes the merge impossible; when all is staged, and before anything else of this. */
  check(org: OrgId, id: ImportId): Promise<ImportFinding | undefined>;
  /**
   * True if this is the source's last import, merged with a `place`, and nothing of the source has changed since: the same
   * files would change nothing.
   */
  isAsImported(org: OrgId, source: string, last: ImportId): Promise<boolean>;
  /** How many objects of this type the source has in the directory, and how many of them the snapshot lacks. */
  leavers(org: OrgId, id: ImportId, type: ObjectType): Promise<Leavers>;
  /** Looks at an import that passed the check; of the types in `withLeavers`, absent objects are about to leave. */
  review(org: OrgId, id: ImportId, withLeavers: readonly ObjectType[]): Promise<ImportReview>;
  /**
   * Makes the staged rows true in one transaction: objects, index entries, memberships of the staged groups, the
   * source's ownership, feed entries. An object gone for good since the source brought it comes back as a new one.
   *
   * What is issued to users whom it deactivates or deletes is revoked. Of the types in `withLeavers`, what the snapshot lacks is soft-deleted; of the others it stays as it is, and
   * stays a member of its groups. Readers are answered meanwhile. `user-taken` when someone took a user name
   * since the check, `value-taken` when someone has what must be unique to one who comes back, `user-blocked` when
   * an administrator blocked or unblocked someone after the row was staged.
   *
   * `place` is where the feed ended when the import began, if an import of the same files may later be compared with this
   * one by what has changed since; left out or null if not.
   */
  merge(
    org: OrgId,
    id: ImportId,
    options: {
      readonly withLeavers: readonly ObjectType[];
      readonly now: number;
      readonly place?: Cursor | null | undefined;
    },
  ): Promise<{ readonly kind: "merged"; readonly counts: MergeCounts } | ImportFinding>;
}
