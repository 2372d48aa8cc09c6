import type { AttributeDefinition } from "../schema.ts";
import { defineAttribute, defineComplex } from "./attribute.ts";

const computed = { mutability: "readOnly", caseExact: true } as const;

/** The attributes that every resource has (RFC 7643 §3 and §3.1). They belong to no schema. */
export const COMMON: readonly AttributeDefinition[] = [
  defineAttribute("schemas", "The URNs of the schemas that the resource uses.", {
    ...computed,
    type: "reference",
    referenceTypes: ["uri"],
    multiValued: true,
    returned: "always",
  }),
  defineAttribute("id", "The identifier that this service gave the resource.", {
    ...computed,
    returned: "always",
    uniqueness: "server",
    indexed: true,
  }),
  defineAttribute("externalId", "The identifier that the provisioning client gave the resource.", {
    caseExact: true,
    indexed: true,
  }),
  defineComplex(
    "meta",
    "What the service knows about the resource.",
    [
      defineAttribute("resourceType", "The name of the resource type.", computed),
      defineAttribute("created", "When the resource was made.", { ...computed, type: "dateTime" }),
      defineAttribute("lastModified", "When the resource was last changed.", {
        ...computed,
        type: "dateTime",
      }),
      defineAttribute("location", "The URI of the resource.", {
        ...computed,
        type: "reference",
        referenceTypes: ["uri"],
      }),
      defineAttribute("version", "The version of the resource, as in its ETag.", computed),
    ],
    { mutability: "readOnly" },
  ),
];
