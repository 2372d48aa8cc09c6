import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { MULTI_VALUED } from "../../core/mapping/attributes.ts";
import type { FlatAttributes } from "../../core/mapping/flat.ts";
import { memberOf, parsePath, readPath } from "../../core/mapping/path.ts";
import type { ListForm, ListForms } from "../../core/mapping/role-lists.ts";
import type { AttributeChange } from "../../ports/target.ts";

/** The elements that stand for the values of a list. */
function toElements({ elements }: ListForm, values: Json): Json {
  if (!Array.isArray(values)) return values;
  return values.map((value) => (typeof value === "string" ? (elements.get(value) ?? { value }) : value));
}

/** The attributes with the values of these lists as elements. */
export function withElements(attributes: FlatAttributes, lists: ListForms): FlatAttributes {
  const formed = Object.entries(attributes).map(([path, value]): [string, Json] => {
    const form = lists.get(path);
    return [path, form === undefined ? value : toElements(form, value)];
  });
  return Object.fromEntries(formed);
}

/**
 * The changes as a PATCH writes them: values as elements, and of a list to which values are only added, those that come
 * in. A list that is set as a whole replaces all that the target holds there.
 */
export function toPatchChanges(
  changes: readonly AttributeChange[],
  lists: ListForms,
): readonly AttributeChange[] {
  return changes.flatMap((change): readonly AttributeChange[] => {
    const form = lists.get(change.path);
    if (change.to === null) return [change];
    if (form === undefined) return [isStandardList(change.path) ? withPlainElements(change) : change];
    if (!form.isAddOnly) return [{ ...change, from: change.from ?? [], to: toElements(form, change.to) }];
    const held: readonly Json[] = Array.isArray(change.from) ? change.from : [];
    const added = Array.isArray(change.to) ? change.to.filter((value) => !held.includes(value)) : change.to;
    if (Array.isArray(added) && added.length === 0) return toNameChanges(form, change);
    return [{ ...change, from: null, to: toElements(form, added) }];
  });
}

/** The names of the elements whose values stay. Without a value before, the account is read to find the elements. */
function toNameChanges({ elements }: ListForm, { path, to }: AttributeChange): readonly AttributeChange[] {
  const values = Array.isArray(to) ? to : [];
  return values.flatMap((value): readonly AttributeChange[] => {
    const display = typeof value === "string" ? elements.get(value)?.["display"] : undefined;
    if (display === undefined) return [];
    return [{ path: `${path}[value eq ${JSON.stringify(value)}].display`, from: null, to: display }];
  });
}

/** True for a whole attribute of the standard whose elements are complex (RFC 7643 §2.4). */
function isStandardList(text: string): boolean {
  const path = parsePath(text);
  return path?.schema === null && path.sub === null && MULTI_VALUED.has(path.attribute);
}

function withPlainElements(change: AttributeChange): AttributeChange {
  return { ...change, to: toElements({ isAddOnly: false, elements: new Map() }, change.to) };
}

/** The changes as they are merged into a whole resource: the elements that the target holds stay in a list that only grows. */
export function toMergeChanges(
  changes: readonly AttributeChange[],
  lists: ListForms,
  held: JsonObject,
): readonly AttributeChange[] {
  return changes.map((change) => {
    const form = lists.get(change.path);
    if (form === undefined || change.to === null) return change;
    const elements = toElements(form, change.to);
    return { ...change, to: form.isAddOnly ? addElements(readHeld(held, change.path), elements) : elements };
  });
}

function readHeld(held: JsonObject, text: string): readonly Json[] {
  const path = parsePath(text);
  const list = path === undefined ? undefined : readPath(held, path);
  return Array.isArray(list) ? list : [];
}

function addElements(held: readonly Json[], elements: Json): Json {
  if (!Array.isArray(elements)) return elements;
  const values = new Set(held.map(valueAt));
  const own = new Map(elements.map((element) => [valueAt(element), element]));
  return [
    ...held.map((element) => withName(element, own.get(valueAt(element)))),
    ...elements.filter((element) => !values.has(valueAt(element))),
  ];
}

/** The element that the target holds, with the name that a role of this value has now. */
function withName(held: Json, own: Json | undefined): Json {
  if (!isObject(held) || own === undefined || !isObject(own) || own["display"] === undefined) return held;
  return { ...held, display: own["display"] };
}

function valueAt(element: Json): Json | undefined {
  return isObject(element) ? memberOf(element, "value") : element;
}
