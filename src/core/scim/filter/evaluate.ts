import { isObject, type Json, type JsonObject } from "../../json.ts";
import { findPresentSchemas } from "../request/document.ts";
import type { AttributeDefinition, Document } from "../schema.ts";
import { compareText } from "../text.ts";
import type { CompareOp } from "./ast.ts";
import { type BoundFilter, type FilterTarget, leafOf, toComparable } from "./bind.ts";

/** A resource as a filter sees it; `relationships` also holds computed attributes such as a user's groups. */
export type FilterSubject = {
  readonly id: string;
  readonly externalId?: string | null;
  readonly meta: {
    readonly created: string;
    readonly lastModified: string;
    readonly resourceType: string;
    readonly version: string;
    readonly location: string;
  };
  readonly document: Document;
  readonly relationships?: Readonly<Record<string, readonly JsonObject[]>>;
};

type Scope =
  | { readonly kind: "subject"; readonly subject: FilterSubject }
  | { readonly kind: "element"; readonly element: Json };

/**
 * True when the filter holds for the resource (RFC 7644 §3.4.2.2): a condition on a multi-valued attribute holds
 * when any value satisfies it; brackets bind one element; an absent attribute differs from every value.
 */
export function matches(filter: BoundFilter, subject: FilterSubject): boolean {
  return evaluate(filter, { kind: "subject", subject });
}

/** True when a filter bound to the elements of an attribute holds for this element. */
export function matchesElement(filter: BoundFilter, element: Json): boolean {
  return evaluate(filter, { kind: "element", element });
}

function evaluate(filter: BoundFilter, scope: Scope): boolean {
  switch (filter.kind) {
    case "and":
      return filter.filters.every((part) => evaluate(part, scope));
    case "or":
      return filter.filters.some((part) => evaluate(part, scope));
    case "not":
      return !evaluate(filter.filter, scope);
    case "present":
      return valuesOf(filter.target, scope).some(isPresent);
    case "element":
      return valuesOf(filter.target, scope).some((element) => matchesElement(filter.filter, element));
    case "compare": {
      const values = valuesOf(filter.target, scope);
      if (values.length === 0) return filter.op === "ne";
      const leaf = leafOf(filter.target);
      return values.some((value) => compareValue(leaf, value, filter.op, filter.value));
    }
    case "nothing":
      return false;
  }
}

/** `pr`: assigned and not empty; a complex value needs one part that is (RFC 7644, table 3). */
function isPresent(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(isPresent);
  if (isObject(value)) return Object.values(value).some(isPresent);
  return value !== null && value !== "";
}

function valuesOf(target: FilterTarget, scope: Scope): readonly Json[] {
  const values = scope.kind === "element" ? [scope.element] : attributeValues(target, scope.subject);
  const sub = target.sub;
  return sub === undefined ? values : values.flatMap((value) => subValues(value, sub));
}

function subValues(value: Json, sub: AttributeDefinition): readonly Json[] {
  return isObject(value) ? listOf(value[sub.name]) : [];
}

function attributeValues(target: FilterTarget, subject: FilterSubject): readonly Json[] {
  const name = target.attribute.name;
  if (target.place === "common") return commonValues(target, subject);
  if (target.place === "relationship") return subject.relationships?.[name] ?? [];
  const { document } = subject;
  const holder = target.extension === undefined ? document : document[target.extension];
  return isObject(holder) ? listOf(holder[name]) : [];
}

function commonValues(target: FilterTarget, subject: FilterSubject): readonly Json[] {
  switch (target.attribute.name) {
    case "id":
      return [subject.id];
    case "externalId":
      return listOf(subject.externalId ?? undefined);
    case "schemas":
      return findPresentSchemas(target.type, subject.document);
    default:
      return [subject.meta];
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Below, at or above 0 as the first lies before, at or behind the second. */
function orderOf(left: string | number | boolean, right: string | number | boolean): number {
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Compares a stored value of this definition with what a filter wants; what does not suit it just differs. */
export function compareValue(
  leaf: AttributeDefinition,
  stored: Json,
  op: CompareOp,
  wanted: string | number | boolean,
): boolean {
  const value = toComparable(leaf, op, stored);
  if (value === undefined) return op === "ne";
  switch (op) {
    case "eq":
      return value === wanted;
    case "ne":
      return value !== wanted;
    case "gt":
      return orderOf(value, wanted) > 0;
    case "ge":
      return orderOf(value, wanted) >= 0;
    case "lt":
      return orderOf(value, wanted) < 0;
    case "le":
      return orderOf(value, wanted) <= 0;
    default:
      return typeof value === "string" && typeof wanted === "string" && isPartIn(value, op, wanted);
  }
}

function isPartIn(value: string, op: "co" | "sw" | "ew", wanted: string): boolean {
  switch (op) {
    case "co":
      return value.includes(wanted);
    case "sw":
      return value.startsWith(wanted);
    case "ew":
      return value.endsWith(wanted);
  }
}
