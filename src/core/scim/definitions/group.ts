import type { ResourceType, SchemaDefinition } from "../schema.ts";
import { defineAttribute, defineComplex } from "./attribute.ts";

const immutable = { mutability: "immutable", caseExact: true } as const;

/** RFC 7643 §4.2. displayName is required there, though not in the JSON of §8.7.1; the text wins. */
export const GROUP_SCHEMA: SchemaDefinition = {
  id: "urn:ietf:params:scim:schemas:core:2.0:Group",
  name: "Group",
  description: "Group",
  attributes: [
    defineAttribute("displayName", "The name of the group.", { required: true, indexed: true }),
    defineComplex(
      "members",
      "The users and groups in the group.",
      [
        defineAttribute("value", "The id of the member.", { ...immutable, required: true, indexed: true }),
        defineAttribute("$ref", "The URI of the member.", {
          ...immutable,
          type: "reference",
          referenceTypes: ["User", "Group"],
        }),
        defineAttribute("type", "What the member is.", {
          mutability: "immutable",
          canonicalValues: ["User", "Group"],
        }),
        defineAttribute("display", "The name of the member.", { mutability: "readOnly" }),
      ],
      { multiValued: true },
    ),
  ],
};

/** RFC 7643 §4.2; members are rows, so that a group of 100 000 changes at the price of one of ten. */
export const GROUP: ResourceType = {
  id: "Group",
  name: "Group",
  endpoint: "/Groups",
  description: "Group",
  schema: GROUP_SCHEMA,
  extensions: [],
  relationships: ["members"],
};
