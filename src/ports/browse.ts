import type { ObjectId, OrgId } from "../core/ids.ts";
import type { SEARCH_PATH } from "../core/scim/index/search-texts.ts";
import type { ObjectType } from "./kinds.ts";

/** The conditions of a list of users or groups; a condition that is undefined is satisfied by every object. */
export interface BrowseFilter {
  /** Part of the userName, the displayName or an e-mail address, folded. */
  readonly text: string | undefined;
  readonly active: boolean | undefined;
  /** The name of the source that the object belongs to. */
  readonly source: string | undefined;
}

/** Users by their userName, groups by their displayName; or all by their ids, which sort by the time of creation. */
export type BrowseOrder = "ids" | "names";

/** The place of an object in a list. `name` is folded, and empty in a list in order of ids. */
export interface BrowsePlace {
  readonly id: ObjectId;
  readonly name: string;
}

/** A part of a list: this many rows after a place, or before it in descending order. */
export interface BrowseWalk {
  readonly order: BrowseOrder;
  readonly descending: boolean;
  readonly after: BrowsePlace | undefined;
  readonly rows: number;
  /** No further objects are looked at once this many are found. */
  readonly limit: number;
}

/** The objects of a part that satisfy the filter, in order; `next` is the end of the part, if more may follow. */
export interface BrowseResult {
  readonly found: readonly BrowsePlace[];
  readonly next: BrowsePlace | undefined;
}

/** A part of the index entries of one path, in the order of their values; the store chooses its size. */
export interface EntryWalk {
  readonly path: typeof SEARCH_PATH | "displayName";
  /** Entries with this value and those before it are left out. */
  readonly after: string | undefined;
  /** The store may leave out what follows, once this many are found. */
  readonly limit: number;
}

/** The entries that hold the text, with their values as names; `next` is the last value looked at, if more may follow. */
export interface EntryResult {
  readonly found: readonly BrowsePlace[];
  readonly next: string | undefined;
}

/**
 * Reads of lists that people look at. Deleted objects are left out. Each looks at a bounded number of rows, and callers may make
 * one after the other: the stores let other requests run in between.
 */
export interface BrowseReads {
  /** Goes through a part of the users or groups, and finds those that satisfy the filter. */
  walkObjects(org: OrgId, type: ObjectType, filter: BrowseFilter, walk: BrowseWalk): Promise<BrowseResult>;
  /** Those of these objects that satisfy the filter, with their names, in order of ids. */
  filterObjects(
    org: OrgId,
    type: ObjectType,
    filter: BrowseFilter,
    ids: readonly ObjectId[],
  ): Promise<readonly BrowsePlace[]>;
  /** Goes through a part of the index, and finds the entries that hold the text. */
  walkEntries(org: OrgId, type: ObjectType, text: string, walk: EntryWalk): Promise<EntryResult>;
  /** The first inactive users in order of ids. */
  inactiveUsers(org: OrgId, limit: number): Promise<readonly ObjectId[]>;
  /** The names of the sources that these objects belong to; an object without a source is left out. */
  sourcesOf(org: OrgId, ids: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, string>>;
}
