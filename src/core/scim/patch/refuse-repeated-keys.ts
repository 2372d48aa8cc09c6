import { isObject, type Json, type JsonObject } from "../../json.ts";
import { ScimError } from "../error.ts";
import { findSub } from "../schema.ts";
import { constraintsOf } from "./constraints.ts";
import type { AttributeTarget, PatchOperation } from "./operation.ts";

type Key = {
  readonly path: AttributeTarget;
  readonly value: Json | undefined;
  /** The parts that the filter requires: none without a filter, undefined for one that is not a list of equalities. */
  readonly required: JsonObject | undefined;
};

/**
 * 400 invalidSyntax when keys of one object name the same value, or when one selects elements by what another
 * changes: members of an object have no order, so the result must not depend on it.
 */
export function refuseRepeatedKeys(operations: readonly PatchOperation[]): void {
  const byAttribute = new Map<string, Key[]>();
  const removed = new Set<string>();
  for (const operation of operations) {
    if (operation.kind === "expectId") continue;
    const { path } = operation;
    if (path.kind === "extension") removed.add(path.schema.id);
    else {
      const required = path.filter === undefined ? {} : constraintsOf(path.filter);
      addTo(byAttribute, wholePath(path), { path, value: operation.value, required });
    }
  }
  for (const [whole, keys] of byAttribute) {
    const extension = keys[0]?.path.extension;
    if (extension !== undefined && removed.has(extension)) throw repeated(whole);
    if (keys.length > 1) refuseDependent(whole, keys);
  }
}

function addTo(groups: Map<string, Key[]>, name: string, key: Key): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [key]);
  else group.push(key);
}

/** The path of the attribute, without the part that the target names. */
function wholePath({ path, sub }: AttributeTarget): string {
  return sub === undefined ? path : path.slice(0, -sub.name.length - 1);
}

function repeated(path: string): ScimError {
  return new ScimError("invalidSyntax", `"${path}" is given twice.`);
}

/** Refuses keys of one attribute whose result depends on their order. */
function refuseDependent(whole: string, keys: readonly Key[]): void {
  const byFilter = new Map<string, Key[]>();
  for (const key of keys) addTo(byFilter, key.required === undefined ? "" : textOf(key.required), key);
  if (keys.some(({ path }) => path.filter !== undefined))
    refuseEntangled(whole, keys, [...byFilter.values()]);
  for (const group of byFilter.values()) {
    const parts = new Set<string>();
    for (const { path } of group) {
      const part = path.sub?.name ?? "";
      if (parts.has(part)) throw repeated(path.path);
      parts.add(part);
    }
    const all = group.find(({ path }) => path.sub === undefined);
    const other = all && group.find(({ path }) => path.sub !== undefined && touches(all, path.sub.name));
    if (other !== undefined) throw repeated(other.path.path);
  }
}

/** True when the key of a whole value also sets, or removes, this part of it. */
function touches({ path, value }: Key, part: string): boolean {
  if (path.attribute.multiValued || !isObject(value)) return true;
  return Object.keys(value).some((each) => each.toLowerCase() === part.toLowerCase());
}

/** Refuses filters that may select the same element, and changes of what the filters look at. */
function refuseEntangled(whole: string, keys: readonly Key[], groups: readonly (readonly Key[])[]): void {
  const filters = groups.map(([first]) => first?.required);
  const clear = filters.flatMap((required) => (required === undefined ? [] : [required]));
  if (clear.length < filters.length || !areDisjoint(clear)) throw repeated(whole);
  const read = new Set(clear.flatMap((required) => Object.keys(required)));
  for (const { path, value, required = {} } of keys) {
    const changed = partsOf(path, value).find(
      ([name, part]) => read.has(name) && fold(part) !== fold(required[name] ?? null),
    );
    if (changed !== undefined) throw repeated(`${whole}.${changed[0]}`);
  }
  // Of two elements that become primary, the later one would be it.
  if (keys.filter(makesPrimary).length > 1) throw repeated(`${whole}.primary`);
}

/** True when each filter requires another value of the same part, so that no element satisfies two of them. */
function areDisjoint(filters: readonly JsonObject[]): boolean {
  if (filters.length < 2) return true;
  return Object.keys(filters[0] ?? {}).some((name) => {
    const values = filters.flatMap((required) => (required[name] === undefined ? [] : fold(required[name])));
    return new Set(values).size === filters.length;
  });
}

function makesPrimary({ path, value }: Key): boolean {
  return partsOf(path, value).some(([name, part]) => name === "primary" && fold(part) === "true");
}

/** The parts that a key sets, by name. */
function partsOf(
  { attribute, sub }: AttributeTarget,
  value: Json = null,
): readonly (readonly [string, Json])[] {
  if (sub !== undefined) return [[sub.name, value]];
  if (!isObject(value)) return [["value", value]];
  return Object.entries(value).flatMap(([name, part]) => {
    const found = findSub(attribute, name);
    return found === undefined ? [] : [[found.name, part] as const];
  });
}

/** A text that is equal for filters that require the same. */
function textOf(required: JsonObject): string {
  const parts = Object.entries(required).map(([name, value]) => JSON.stringify([name, fold(value)]));
  return parts.sort().join();
}

function fold(value: Json): string {
  return typeof value === "string" ? value.toLowerCase() : JSON.stringify(value);
}
