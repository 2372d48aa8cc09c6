import { trimKey } from "../../invisible.ts";
import { instantOf } from "../date-time.ts";
import { ScimError } from "../error.ts";
import { GENERIC, type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { type Place, resolvePath } from "../resolve.ts";
import { type AttributeDefinition, findSub, hasKeys, isCaseExact, type ResourceType } from "../schema.ts";
import { foldUnlessExact, parseNumeral } from "../text.ts";
import type { CompareOp, Filter, FilterValue } from "./ast.ts";

/** The values that a condition compares: those of an attribute, or of one of its sub-attributes. */
export type FilterTarget = {
  /** The full canonical path, also within brackets: `emails.value`. */
  readonly path: string;
  readonly type: ResourceType;
  readonly place: Place;
  readonly extension: string | undefined;
  readonly attribute: AttributeDefinition;
  readonly sub: AttributeDefinition | undefined;
};

/**
 * A filter with its attributes resolved and its values in comparable form.
 *
 * In `compare`, `literal` is the value as written (after coercion) and `value` the form for comparison:
 * folded text, or the instant of a date. Within `element`, targets refer to the element under test.
 */
export type BoundFilter =
  | { readonly kind: "and"; readonly filters: readonly BoundFilter[] }
  | { readonly kind: "or"; readonly filters: readonly BoundFilter[] }
  | { readonly kind: "not"; readonly filter: BoundFilter }
  | {
      readonly kind: "compare";
      readonly target: FilterTarget;
      readonly op: CompareOp;
      readonly literal: string | number | boolean;
      readonly value: string | number | boolean;
    }
  | { readonly kind: "present"; readonly target: FilterTarget }
  | { readonly kind: "element"; readonly target: FilterTarget; readonly filter: BoundFilter }
  | { readonly kind: "nothing" };

export type BindOptions = {
  readonly profile?: Profile;
  /**
   * A query over several resource types treats an attribute that this type lacks as absent (RFC 7644
   * §3.4.2.1).
   */
  readonly undefinedAttributes?: "refuse" | "absent";
};

type Binding = {
  readonly type: ResourceType;
  readonly tolerances: Tolerances;
  readonly allowUndefined: boolean;
  /** The attribute whose elements the filter selects, within brackets. */
  readonly element: FilterTarget | undefined;
};

/**
 * Resolves the attributes of a filter and checks that each operator suits its attribute (RFC 7644 §3.4.2.2).
 * Throws 400 invalidFilter for an undefined attribute, an attribute that is never returned, or an operator or
 * value that does not suit.
 */
export function bindFilter(type: ResourceType, filter: Filter, options: BindOptions = {}): BoundFilter {
  return bind(filter, {
    type,
    tolerances: tolerancesOf(options.profile ?? GENERIC),
    allowUndefined: options.undefinedAttributes === "absent",
    element: undefined,
  });
}

/** Binds the filter in the brackets after a multi-valued attribute. */
export function bindElementFilter(target: FilterTarget, filter: Filter, profile: Profile): BoundFilter {
  const tolerances = tolerancesOf(profile);
  return bind(filter, { type: target.type, tolerances, allowUndefined: false, element: target });
}

function bind(filter: Filter, binding: Binding): BoundFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, filters: filter.filters.map((part) => bind(part, binding)) };
    case "not":
      return { kind: "not", filter: bind(filter.filter, binding) };
    case "present": {
      const target = findTarget(filter.path, binding);
      return target ? { kind: "present", target } : { kind: "nothing" };
    }
    case "valuePath": {
      const target = findTarget(filter.path, binding);
      if (target === undefined) return { kind: "nothing" };
      if (
        target.sub !== undefined ||
        (!target.attribute.multiValued && target.attribute.type !== "complex")
      ) {
        throw new ScimError("invalidFilter", `"${target.path}" has no elements to filter.`);
      }
      return { kind: "element", target, filter: bind(filter.filter, { ...binding, element: target }) };
    }
    case "compare":
      return bindCompare(filter, binding);
  }
}

function bindCompare(filter: Filter & { readonly kind: "compare" }, binding: Binding): BoundFilter {
  const found = findTarget(filter.path, binding);
  if (found === undefined) return bindAbsent(filter.op, filter.value);
  // RFC 7644 §3.4.2.2, and Entra's `manager eq "…"`: a bare complex attribute refers to its `value`.
  const target = found.attribute.type === "complex" && !found.sub ? valueTarget(found) : found;
  if (filter.value === null) {
    if (filter.op === "eq") return { kind: "not", filter: { kind: "present", target: found } };
    if (filter.op === "ne") return { kind: "present", target: found };
  }
  const leaf = target && leafOf(target);
  if (target === undefined || leaf === undefined || !suits(filter.op, leaf)) {
    throw new ScimError("invalidFilter", `"${found.path}" cannot be compared with "${filter.op}".`);
  }
  refuseUnusualNumber(leaf, filter);
  const literal = coerce(leaf, filter.value, binding.tolerances);
  if (typeof literal === "string" && leaf.type === "string" && hasKeys(leaf)) {
    return bindKeyText(target, leaf, filter.op, literal);
  }
  const value = literal === undefined ? undefined : toComparable(leaf, filter.op, literal);
  if (literal === undefined || value === undefined) {
    throw new ScimError("invalidFilter", `"${target.path}" cannot be compared with such a value.`);
  }
  return { kind: "compare", target, op: filter.op, literal, value };
}

/**
 * A text that objects are found by is stored without white space at its edges, so it is searched for without it as well.
 * It is also searched for as written, because objects of earlier versions may have it.
 */
function bindKeyText(
  target: FilterTarget,
  leaf: AttributeDefinition,
  op: CompareOp,
  literal: string,
): BoundFilter {
  const compareWith = (text: string): BoundFilter => {
    const value = foldUnlessExact(text, { caseExact: isCaseExact(leaf) });
    return { kind: "compare", target, op, literal: text, value };
  };
  const trimmed = trimKey(literal);
  if (trimmed === literal || (op !== "eq" && op !== "ne")) return compareWith(literal);
  return { kind: op === "eq" ? "or" : "and", filters: [compareWith(trimmed), compareWith(literal)] };
}

/** 400 invalidFilter for a number such as 1.10 or 12345678901234567890 in a comparison of text. */
function refuseUnusualNumber(leaf: AttributeDefinition, filter: Filter & { readonly kind: "compare" }): void {
  const isNumeric = leaf.type === "integer" || leaf.type === "decimal" || leaf.type === "boolean";
  if (filter.unusualAt === undefined || isNumeric) return;
  throw new ScimError(
    "invalidFilter",
    `The filter compares "${filter.path}" with a number at position ${filter.unusualAt}; put the text in quotes.`,
  );
}

/** An absent attribute differs from every value and is equal to null. */
function bindAbsent(op: CompareOp, value: FilterValue): BoundFilter {
  const isMatch = (op === "eq" && value === null) || (op === "ne" && value !== null);
  return isMatch ? { kind: "not", filter: { kind: "nothing" } } : { kind: "nothing" };
}

/** The definition of the values of a target. */
export function leafOf(target: FilterTarget): AttributeDefinition {
  return target.sub ?? target.attribute;
}

function valueTarget(target: FilterTarget): FilterTarget | undefined {
  const sub = findSub(target.attribute, "value");
  return sub && { ...target, sub, path: `${target.path}.${sub.name}` };
}

function findTarget(path: string, binding: Binding): FilterTarget | undefined {
  const target = binding.element
    ? findElementTarget(path, binding.element)
    : findResourceTarget(path, binding.type, binding.tolerances);
  if (target === undefined && !binding.allowUndefined) {
    throw new ScimError("invalidFilter", `There is no attribute "${path}" to filter by.`);
  }
  return target;
}

/** The attribute of a resource that a path names; undefined if it does not exist or is never returned. */
export function findResourceTarget(
  path: string,
  type: ResourceType,
  tolerances: Tolerances,
): FilterTarget | undefined {
  const found = resolvePath(type, path, tolerances);
  if (found?.kind !== "attribute") return undefined;
  const target: FilterTarget = { ...found, type };
  // A filter must not reveal an attribute that is never returned (RFC 7643 §7, "never").
  return leafOf(target).returned === "never" || target.attribute.returned === "never" ? undefined : target;
}

function findElementTarget(path: string, element: FilterTarget): FilterTarget | undefined {
  const sub = findSub(element.attribute, path);
  if (sub !== undefined) {
    return sub.returned === "never" ? undefined : { ...element, sub, path: `${element.path}.${sub.name}` };
  }
  // A simple multi-valued attribute has an implied `value` (RFC 7643 §2.4).
  const isImplied = element.attribute.type !== "complex" && path.toLowerCase() === "value";
  return isImplied ? element : undefined;
}

const EQUALITY: readonly CompareOp[] = ["eq", "ne"];
const SUBSTRING: readonly CompareOp[] = ["co", "sw", "ew"];

function suits(op: CompareOp, leaf: AttributeDefinition): boolean {
  switch (leaf.type) {
    case "complex":
      return false;
    case "boolean":
    case "binary":
      return EQUALITY.includes(op);
    case "integer":
    case "decimal":
      return !SUBSTRING.includes(op);
    default:
      return true;
  }
}

function coerce(
  leaf: AttributeDefinition,
  value: FilterValue,
  tolerances: Tolerances,
): string | number | boolean | undefined {
  if (value === null) return undefined;
  switch (leaf.type) {
    case "boolean":
      return typeof value === "string" && tolerances.coerceBooleans
        ? booleanOf(value)
        : ofType("boolean", value);
    case "integer":
    case "decimal":
      return typeof value === "string" && tolerances.coerceNumbers
        ? parseNumeral(value)
        : ofType("number", value);
    default:
      return typeof value === "number" && tolerances.coerceNumbers ? String(value) : ofType("string", value);
  }
}

function ofType<Value extends FilterValue>(type: string, value: Value): Exclude<Value, null> | undefined {
  return value !== null && typeof value === type ? (value as Exclude<Value, null>) : undefined;
}

function booleanOf(text: string): boolean | undefined {
  const folded = text.toLowerCase();
  return folded === "true" ? true : folded === "false" ? false : undefined;
}

/**
 * The form in which a stored value and a filter's value are compared: text folded according to `caseExact`,
 * dates as instants (as text for `co`, `sw`, `ew`). Undefined for a value that does not suit the definition.
 */
export function toComparable(
  leaf: AttributeDefinition,
  op: CompareOp,
  value: unknown,
): string | number | boolean | undefined {
  if (leaf.type === "boolean") return typeof value === "boolean" ? value : undefined;
  if (leaf.type === "integer" || leaf.type === "decimal")
    return typeof value === "number" ? value : undefined;
  if (typeof value !== "string") return undefined;
  if (leaf.type === "dateTime" && !SUBSTRING.includes(op)) return instantOf(value);
  return foldUnlessExact(value, { caseExact: isCaseExact(leaf) });
}
