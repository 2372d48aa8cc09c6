import type { AttributeDefinition } from "../schema.ts";

type Characteristics = Partial<Omit<AttributeDefinition, "name" | "description">>;

/** An attribute with the defaults of RFC 7643 §2.2, and what differs from them. */
export function defineAttribute(
  name: string,
  description: string,
  differences: Characteristics = {},
): AttributeDefinition {
  return {
    name,
    type: "string",
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...differences,
  };
}

/** A complex attribute with one value. */
export function defineComplex(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  differences: Characteristics = {},
): AttributeDefinition {
  return defineAttribute(name, description, { type: "complex", subAttributes, ...differences });
}

/** A multi-valued complex attribute with the usual sub-attributes of RFC 7643 §2.4, `value` first. */
export function definePlural(
  name: string,
  description: string,
  value: AttributeDefinition,
  canonicalTypes: readonly string[] = [],
): AttributeDefinition {
  const subAttributes = [
    value,
    defineAttribute("display", "A human-readable name, for display only."),
    defineAttribute(
      "type",
      "What the value is for.",
      canonicalTypes.length > 0 ? { canonicalValues: canonicalTypes } : {},
    ),
    PRIMARY,
  ];
  return defineComplex(name, description, subAttributes, { multiValued: true });
}

/** `primary`: at most one element of an attribute has it true (RFC 7643 §2.4). */
export const PRIMARY = defineAttribute("primary", "Whether this is the preferred value; true at most once.", {
  type: "boolean",
});
