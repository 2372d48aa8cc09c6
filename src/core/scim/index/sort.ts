import { ScimError } from "../error.ts";
import { type FilterTarget, findResourceTarget, leafOf } from "../filter/bind.ts";
import { type Profile, tolerancesOf } from "../profile.ts";
import { findSub, type ResourceType } from "../schema.ts";
import { compareText } from "../text.ts";

/**
 * The key by which a resource is sorted: text in its comparable form (folded unless case is significant), a
 * number, an instant in milliseconds, 0 or 1 for a boolean; null without a value.
 */
export type SortKey = string | number | null;

/**
 * The order of a list. `by` is undefined for a type that lacks the attribute, so that none of its resources
 * has a value.
 */
export type Sort = { readonly by: FilterTarget | undefined; readonly isDescending: boolean };

/**
 * Reads `sortBy` and `sortOrder` (RFC 7644 §3.4.2.3) for each of the queried types; undefined without
 * `sortBy`. Throws 400 invalidValue for an unknown order, for an attribute that no type has or that is never
 * returned, and for an attribute whose values have no order: binary, members and groups, complex attributes
 * without a `value`.
 */
export function parseSort(
  types: readonly ResourceType[],
  query: { readonly sortBy: string | undefined; readonly sortOrder: string | undefined },
  profile: Profile,
): readonly Sort[] | undefined {
  const { sortBy } = query;
  const isDescending = readOrder(query.sortOrder);
  if (sortBy === undefined || sortBy.trim() === "") return undefined;
  const sorts = types.map((type) => ({ by: findSortTarget(type, sortBy.trim(), profile), isDescending }));
  if (sorts.some(({ by }) => by !== undefined)) return sorts;
  throw new ScimError("invalidValue", `There is no attribute "${sortBy.slice(0, 200)}" to sort by.`);
}

function readOrder(text: string | undefined): boolean {
  const order = text?.trim().toLowerCase() ?? "";
  if (order === "descending") return true;
  if (order === "ascending" || order === "") return false;
  throw new ScimError("invalidValue", '"sortOrder" is neither "ascending" nor "descending".');
}

function findSortTarget(type: ResourceType, path: string, profile: Profile): FilterTarget | undefined {
  const found = findResourceTarget(path, type, tolerancesOf(profile));
  if (found === undefined) return undefined;
  const target = leafOf(found).type === "complex" ? withOrderedPart(found) : found;
  if (target !== undefined && isOrdered(target)) return target;
  throw new ScimError("invalidValue", `"${found.path}" cannot be sorted by.`);
}

/**
 * A bare complex attribute is sorted by its `value`, as in a filter; names and addresses are sorted by
 * `formatted`.
 */
function withOrderedPart(target: FilterTarget): FilterTarget | undefined {
  const sub = findSub(target.attribute, "value") ?? findSub(target.attribute, "formatted");
  return sub && { ...target, sub, path: `${target.path}.${sub.name}` };
}

function isOrdered(target: FilterTarget): boolean {
  const leaf = leafOf(target);
  if (target.place === "relationship" || leaf.type === "binary" || leaf.type === "complex") return false;
  if (target.sub?.multiValued === true || leaf.returned === "never") return false;
  return target.place !== "common" || !leaf.multiValued;
}

/** An entry of a sorted list; ids are unique and decide between equal keys. */
export type Sortable = { readonly key: SortKey; readonly id: string };

/**
 * Returns a number below, at or above 0 if the first comes before, is equal to or comes after the second.
 * Entries without a value come last, or first in descending order. Equal keys are always ordered by ascending
 * ids.
 */
export function compareSortable(left: Sortable, right: Sortable, isDescending: boolean): number {
  const order = compareKeys(left.key, right.key);
  if (order !== 0) return isDescending ? -order : order;
  return compareText(left.id, right.id);
}

/** Numbers come before texts, because types may define the same attribute differently. */
function compareKeys(left: SortKey, right: SortKey): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "number" && typeof right === "number") return left - right;
  return typeof left === "number" ? -1 : 1;
}
