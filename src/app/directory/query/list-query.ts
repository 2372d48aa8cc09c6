import type { ObjectId } from "../../../core/ids.ts";
import type { BoundFilter, FilterTarget } from "../../../core/scim/filter/bind.ts";
import type { SortKey } from "../../../core/scim/index/sort.ts";
import type { ResourceKind } from "../../../ports/kinds.ts";
import type { Found } from "../../../ports/search.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, ShownResource } from "../directory.ts";
import type { ReadObject } from "../view.ts";

/** The part of a list that is about one resource type. */
export interface ListPart {
  readonly type: DirectoryType;
  readonly filter: BoundFilter | undefined;
  /** Undefined when the list is not sorted, or the type lacks the attribute. */
  readonly sortBy: FilterTarget | undefined;
  readonly shown: ShownResource;
}

/** The position of an object in a list. */
export interface ListPosition {
  readonly type: ResourceKind;
  readonly id: ObjectId;
  /** Null in a list that is not sorted. */
  readonly key: SortKey;
}

/** Where a page begins: at a number, or in a walk from page to page, which new and deleted objects do not shift. */
export type Start =
  | { readonly kind: "index"; readonly startIndex: number }
  | { readonly kind: "first" }
  /** `total` is the number of matches that the first page of the walk counted. */
  | { readonly kind: "after"; readonly position: ListPosition; readonly total: number };

/** A page of the objects of some types; sorted, or by type and then id. */
export interface ListQuery {
  readonly parts: readonly ListPart[];
  readonly order: "ids" | "ascending" | "descending";
  readonly start: Start;
  /** 0 requests the total alone. */
  readonly count: number;
}

/** The matches that a page takes from a list, however its start was given. */
export interface PageBounds {
  /** The position that the matches come after; undefined at the beginning of the list. */
  readonly after: ListPosition | undefined;
  /** The number of matches to pass over. */
  readonly skip: number;
  /** The number of matches to pick; in a walk one more than the page shows, to know whether another page follows. */
  readonly limit: number;
  /** The total that the first page of a walk counted; undefined when this page has to count. */
  readonly knownTotal: number | undefined;
}

/** Works out the matches that a page takes from a list. */
export function pageBounds({ start, count }: Pick<ListQuery, "start" | "count">): PageBounds {
  const limit = count === 0 || start.kind === "index" ? count : count + 1;
  switch (start.kind) {
    case "index":
      return { after: undefined, skip: start.startIndex - 1, limit, knownTotal: undefined };
    case "first":
      return { after: undefined, skip: 0, limit, knownTotal: undefined };
    case "after":
      return { after: start.position, skip: 0, limit, knownTotal: start.total };
  }
}

/** Everything that the selection of a page works with. */
export interface ListContext {
  readonly directory: Directory;
  readonly caller: Caller;
  readonly order: ListQuery["order"];
  /** The number of objects that may still be looked at. */
  readonly budget: { left: number };
}

/** A match, with its row if finding it meant reading that. */
export type Match = Found & { readonly row?: ReadObject };

/** An object that a page shows. */
export interface Picked extends ListPosition {
  readonly part: ListPart;
  /** The row, if finding the object meant reading it. */
  readonly row?: ReadObject;
}

/** The objects of a page, in order; in a walk one object more than requested, if there is one. */
export interface Selection {
  readonly total: number;
  readonly picked: readonly Picked[];
}
