import { isObject, type Json } from "../json.ts";

/** The operands and results of expressions. `null`: the attribute is absent. */
export type Value = string | number | boolean | null | readonly string[];

/**
 * The greatest length of a text or list of texts that an expression may yield, because nested replacements
 * could otherwise grow without bound.
 */
export const TEXT_LENGTH_MAX = 100_000;

/**
 * The result of an expression that has none: it would exceed a bound, or a pattern that it reads from an attribute is not
 * valid. It is not null, because an absent value clears an attribute, and this one must not. Recognized by identity; a
 * function that is not prepared for it finds an empty list.
 */
export const NO_RESULT: readonly string[] = Object.freeze([]);

/** True for a list of texts. (`Array.isArray` does not narrow readonly arrays.) */
export function isList(value: Value): value is readonly string[] {
  return typeof value === "object" && value !== null;
}

/** The text of a value: `True` and `False` as the reference writes them; a list is joined by `;`. */
export function textOf(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  return value.length === 0 ? null : value.join(";");
}

/** The elements of a value: one for a scalar, none for null. */
export function listOf(value: Value): readonly string[] {
  if (isList(value)) return value;
  const text = textOf(value);
  return text === null ? [] : [text];
}

/** The number of characters in a value. */
export function sizeOf(value: Value): number {
  return isList(value)
    ? value.reduce((sum, text) => sum + text.length, value.length)
    : (textOf(value)?.length ?? 0);
}

const NUMERIC = /^\s*[+-]?\d{1,15}(?:\.\d{1,15})?\s*$/;

/** The number that a value stands for, or `undefined` when its text is not a number. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && NUMERIC.test(value) ? Number(value) : undefined;
}

/** As `CBool`: true for true, for a number other than zero, and for texts of either; otherwise false. */
export function truthOf(value: Value): boolean {
  if (typeof value === "boolean") return value;
  const number = numberOf(value);
  if (number !== undefined) return number !== 0;
  return textOf(value)?.toLowerCase() === "true";
}

/** The boolean that a text, a number or a boolean stands for, or `undefined` for any other value. */
export function booleanOf(value: Json): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = String(value).trim().toLowerCase();
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : undefined;
}

/**
 * Converts a JSON value. A complex value becomes its `value` (RFC 7643 §2.4) and is absent without one; an
 * empty list is absent, as null is (RFC 7643 §2.5).
 */
export function toScalarOrTexts(json: Json | undefined): Value {
  if (json === undefined || json === null) return null;
  if (typeof json !== "object") return json;
  if (isObject(json)) {
    const inner = Object.hasOwn(json, "value") ? json["value"] : null;
    return typeof inner === "object" || inner === undefined ? null : inner;
  }
  const texts = json.flatMap((element) => listOf(Array.isArray(element) ? null : toScalarOrTexts(element)));
  return texts.length === 0 ? null : texts;
}
