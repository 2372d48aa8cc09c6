import type { SchemaDefinition } from "../schema.ts";
import { DIRECTORY_USER_URN } from "../schema-urns.ts";
import { defineAttribute } from "./attribute.ts";

/** Attributes of a person that many directories have and RFC 7643 does not define. */
export const MUSTER_USER_SCHEMA: SchemaDefinition = {
  id: DIRECTORY_USER_URN,
  name: "DirectoryUser",
  description: "Directory user",
  attributes: [
    defineAttribute("usageLocation", "The country where services are used, as an ISO 3166-1 alpha-2 code."),
    defineAttribute("officeLocation", "The office, as people there call it."),
  ],
};
