import type { ObjectId } from "../../../core/ids.ts";
import type { BoundFilter, Target } from "../../../core/scim/filter/bind.ts";
import type { SortKey } from "../../../core/scim/index/sort.ts";
import type { ResourceKind } from "../../../ports/kinds.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { ShownResource } from "../directory.ts";
import type { ReadObject } from "../view.ts";

/** What is wanted of one type of objects. */
export interface Source {
  readonly type: DirectoryType;
  readonly filter: BoundFilter | undefined;
  /** Undefined when the list is not sorted, or the type lacks the attribute. */
  readonly sortBy: Target | undefined;
  readonly shown: ShownResource;
}

/** Where in a list an object stands. */
export interface Place {
  readonly type: ResourceKind;
  readonly id: ObjectId;
  /** Null in a list that is not sorted. */
  readonly key: SortKey;
}

/** Where a page begins: at a number, or in a walk from page to page, which objects that come and go do not shift. */
export type Start =
  | { readonly kind: "index"; readonly startIndex: number }
  | { readonly kind: "first" }
  /** `total` is what the first page of the walk told. */
  | { readonly kind: "behind"; readonly place: Place; readonly total: number };

/** A page of the objects of some types; sorted, or by type and then id. */
export interface ListQuery {
  readonly sources: readonly Source[];
  readonly order: "ids" | "ascending" | "descending";
  readonly start: Start;
  /** 0 asks for the total alone. */
  readonly count: number;
}

/** An object that a page shows. */
export interface Picked extends Place {
  readonly source: Source;
  /** The row, where finding the object meant reading it. */
  readonly row?: ReadObject;
}

/** What a page shows, in order; in a walk one more than asked for, when there is one. */
export interface Selection {
  readonly total: number;
  readonly picked: readonly Picked[];
}
