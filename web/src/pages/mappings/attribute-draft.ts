import type { z } from "zod";
import type { ApplicationMappingShape } from "../../../../src/contract/mappings.ts";

type Json = z.core.util.JSONType;
/** A mapping as it is stored, in the form in which it is sent back. */
export type Definition = ApplicationMappingShape["mappings"]["user"];
export type StoredAttribute = Readonly<Record<string, Json>>;

export const KINDS = ["direct", "expression", "constant", "none"] as const;
type Kind = (typeof KINDS)[number];

/** One attribute as its form has it: texts, of which some are empty. */
export interface AttributeDraft {
  readonly target: string;
  readonly kind: Kind;
  readonly source: string;
  readonly expression: string;
  readonly constant: string;
  readonly fallback: string;
  readonly isAtCreationOnly: boolean;
  /** The place in the order of searches; empty for an attribute that accounts are not found by. */
  readonly matching: string;
  readonly isReference: boolean;
  readonly isWriteOnly: boolean;
}

const EMPTY: AttributeDraft = {
  target: "",
  kind: "direct",
  source: "",
  expression: "",
  constant: "",
  fallback: "",
  isAtCreationOnly: false,
  matching: "",
  isReference: false,
  isWriteOnly: false,
};

/** The attributes of a mapping, in their order. */
export function attributesOf({ attributes }: Definition): readonly StoredAttribute[] {
  return Array.isArray(attributes) ? attributes.filter(isAttribute) : [];
}

function isAttribute(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The form of a stored attribute, or of a new one. */
export function toDraft(stored: StoredAttribute | undefined): AttributeDraft {
  if (stored === undefined) return EMPTY;
  const { target, kind, source, expression, value, defaultIfNull, apply, matching, reference } = stored;
  return {
    target: textOf(target),
    kind: KINDS.find((each) => each === kind) ?? "none",
    source: textOf(source),
    expression: textOf(expression),
    constant: formatConstant(value),
    fallback: formatConstant(defaultIfNull),
    isAtCreationOnly: apply === "on-create",
    matching: typeof matching === "number" ? String(matching) : "",
    isReference: reference === "user",
    isWriteOnly: stored["writeOnly"] === true,
  };
}

/** The attribute that a form stands for. The server checks it. */
export function toAttribute(draft: AttributeDraft): StoredAttribute {
  const { target, fallback, isAtCreationOnly, matching, isReference, isWriteOnly } = draft;
  return {
    target: target.trim(),
    ...ruleOf(draft),
    apply: isAtCreationOnly ? "on-create" : "always",
    ...(matching.trim() === "" ? {} : { matching: Number(matching) }),
    ...(isReference ? { reference: "user" } : {}),
    ...(fallback === "" ? {} : { defaultIfNull: parseConstant(fallback) }),
    ...(isWriteOnly ? { writeOnly: true } : {}),
  };
}

function ruleOf({ kind, source, expression, constant }: AttributeDraft): StoredAttribute {
  switch (kind) {
    case "direct":
      return { kind, source: source.trim() };
    case "expression":
      return { kind, expression };
    case "constant":
      return { kind, value: parseConstant(constant) };
    case "none":
      return { kind };
  }
}

/** The mapping with this attribute at a place, or behind the others. */
export function putAttribute(
  mapping: Definition,
  at: number | undefined,
  attribute: StoredAttribute,
): Definition {
  const before = attributesOf(mapping);
  const attributes = at === undefined ? [...before, attribute] : before.with(at, attribute);
  return { ...mapping, attributes: attributes.map((each) => ({ ...each })) };
}

/** The mapping without the attribute at this place. */
export function removeAttribute(mapping: Definition, at: number): Definition {
  const attributes = attributesOf(mapping).filter((_, index) => index !== at);
  return { ...mapping, attributes: attributes.map((each) => ({ ...each })) };
}

/** A constant as it is typed: JSON for a number, `true`, `false`, a quoted text or a list of texts, else the text. */
function parseConstant(text: string): Json {
  try {
    const json: Json = JSON.parse(text);
    return json === null || isAttribute(json) ? text : json;
  } catch {
    return text;
  }
}

/** The constant as it would be typed: a text that JSON would read as something else is quoted. */
function formatConstant(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return parseConstant(value) === value ? value : JSON.stringify(value);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
