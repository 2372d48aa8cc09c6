import type { ObjectId, OrgId, PrincipalId } from "../core/ids.ts";
import type { BoundFilter, FilterTarget } from "../core/scim/filter/bind.ts";
import type { SortKey } from "../core/scim/index/sort.ts";
import type { ResourceType } from "../core/scim/schema.ts";
import type { ObjectType, ResourceKind } from "./kinds.ts";

/**
 * Which objects of one kind are looked for. All parts of a search get the same object: what is worked out for it
 * is worked out once.
 */
export interface ObjectSearch {
  readonly org: OrgId;
  readonly kind: ResourceKind;
  /** Undefined finds all. */
  readonly filter: BoundFilter | undefined;
  /** The attribute whose value comes as `key` of what is found. */
  readonly sortBy: FilterTarget | undefined;
  /** The owner of external ids; null for none. */
  readonly principal: PrincipalId | null;
  /** The start of locations and references. */
  readonly baseUrl: string;
  readonly memberTypes: Readonly<Record<ObjectType, ResourceType>>;
}

/**
 * The objects that a part of a search looks at: those after an id, `rows` at most, or these. It may look at fewer of
 * them, the first, when they are large.
 */
export type SearchPart =
  | { readonly kind: "scan"; readonly after: ObjectId | undefined; readonly rows: number }
  | { readonly kind: "among"; readonly ids: readonly ObjectId[] };

export interface SearchResult {
  /** In order of their ids. */
  readonly found: readonly Found[];
  /** How many objects were looked at. */
  readonly looked: number;
  /** The last object of a scan that was looked at, when there may be more behind it. */
  readonly next: ObjectId | undefined;
}

export interface Found {
  readonly id: ObjectId;
  readonly key: SortKey;
}
