import { z } from "zod";

/** The characteristics that the form offers; a complex attribute keeps its type and its parts, which JSON edits. */
export const TYPES = ["string", "boolean", "integer", "decimal", "dateTime", "binary", "reference"] as const;
export const MUTABILITIES = ["readWrite", "readOnly", "immutable", "writeOnly"] as const;
export const RETURNS = ["default", "always", "never", "request"] as const;
export const UNIQUENESSES = ["none", "server", "global"] as const;

/** An attribute as the form has it. */
export const attributeDraft = z.object({
  name: z.string().min(1).max(100),
  type: z.enum([...TYPES, "complex"]),
  description: z.string().max(2_000).optional(),
  multiValued: z.boolean(),
  required: z.boolean(),
  caseExact: z.boolean(),
  mutability: z.enum(MUTABILITIES),
  returned: z.enum(RETURNS),
  uniqueness: z.enum(UNIQUENESSES),
});
export type AttributeDraft = z.output<typeof attributeDraft>;

/** An attribute as a schema publishes it, with characteristics that the form does not know. */
type Attribute = Readonly<Record<string, unknown>>;

/** The defaults of RFC 7643 §2.2. */
export const NEW_ATTRIBUTE: AttributeDraft = {
  ...{ name: "", type: "string", description: "", multiValued: false, required: false, caseExact: false },
  ...{ mutability: "readWrite", returned: "default", uniqueness: "none" },
};

/** The form of an attribute. Characteristics that it leaves out have their defaults. */
export function toDraft(attribute: Attribute): AttributeDraft {
  const parsed = attributeDraft.safeParse({ ...NEW_ATTRIBUTE, ...attribute });
  return parsed.success ? parsed.data : NEW_ATTRIBUTE;
}

/** The attribute that the form stands for. What the form does not know stays as it was. */
export function toAttribute(draft: AttributeDraft, before: Attribute = {}): Attribute {
  const { canonicalValues, caseExact, referenceTypes, subAttributes, ...others } = before;
  const isText = draft.type === "string" || draft.type === "reference";
  return {
    ...others,
    ...draft,
    description: draft.description ?? "",
    caseExact: isText ? draft.caseExact : false,
    ...(canonicalValues === undefined || draft.type !== before["type"] ? {} : { canonicalValues }),
    ...(draft.type === "reference" ? { referenceTypes: referenceTypes ?? ["external"] } : {}),
    ...(draft.type === "complex" ? { subAttributes } : {}),
  };
}

/** The attributes with one put in place of another, or behind all others. */
export function putAttribute(
  attributes: readonly Attribute[],
  former: string | undefined,
  draft: AttributeDraft,
): readonly Attribute[] {
  const at = former === undefined ? -1 : attributes.findIndex(({ name }) => name === former);
  return at < 0
    ? [...attributes, toAttribute(draft)]
    : attributes.with(at, toAttribute(draft, attributes[at]));
}
