import { z } from "zod";
import type { ApplicationMappingShape } from "../../../../src/contract/mappings.ts";

type Json = z.core.util.JSONType;
/** A mapping as it is stored, in the form in which it is sent back. */
export type Definition = ApplicationMappingShape["mappings"]["user"];
export type StoredAttribute = Readonly<Record<string, Json>>;

export const KINDS = ["direct", "expression", "constant", "none"] as const;

/** One attribute as its form has it. The contract leaves attributes open: the server checks what they may be. */
export const attributeShape = z.object({
  target: z.string(),
  kind: z.enum(KINDS),
  source: z.string().optional(),
  expression: z.string().optional(),
  constant: z.string().optional(),
  fallback: z.string().optional(),
  isAtCreationOnly: z.boolean(),
  /** The place in the order of searches; left out for an attribute that accounts are not found by. */
  matching: z.number().int().min(1).optional(),
  isReference: z.boolean(),
  isWriteOnly: z.boolean(),
});
export type AttributeDraft = z.input<typeof attributeShape>;

/** The fields of the form by the members of an attribute that have another name, below the place of the attribute. */
export function placesBelow(attribute: string) {
  return {
    // An error of the attribute as a whole stands at its name.
    [attribute]: "target",
    value: "constant",
    defaultIfNull: "fallback",
    apply: "isAtCreationOnly",
    reference: "isReference",
    writeOnly: "isWriteOnly",
  } as const;
}

const EMPTY: AttributeDraft = {
  target: "",
  kind: "direct",
  source: "",
  expression: "",
  constant: "",
  fallback: "",
  isAtCreationOnly: false,
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
    matching: typeof matching === "number" ? matching : undefined,
    isReference: reference === "user",
    isWriteOnly: stored["writeOnly"] === true,
  };
}

/** The attribute that a form stands for. The server checks it. */
export function toAttribute(draft: AttributeDraft): StoredAttribute {
  const { target, fallback = "", isAtCreationOnly, matching, isReference, isWriteOnly } = draft;
  return {
    target: target.trim(),
    ...ruleOf(draft),
    apply: isAtCreationOnly ? "on-create" : "always",
    ...(matching === undefined ? {} : { matching }),
    ...(isReference ? { reference: "user" } : {}),
    ...(fallback === "" ? {} : { defaultIfNull: parseConstant(fallback) }),
    ...(isWriteOnly ? { writeOnly: true } : {}),
  };
}

function ruleOf({ kind, source = "", expression = "", constant = "" }: AttributeDraft): StoredAttribute {
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
