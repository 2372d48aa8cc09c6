import { schemasOf } from "../resolve.ts";
import { RESOURCE_TYPES } from "./resource-types.ts";

/** The ids, in lower case, of the schemas that every organization has. */
export const STANDARD_SCHEMA_IDS: ReadonlySet<string> = new Set(
  RESOURCE_TYPES.flatMap(schemasOf).map(({ id }) => id.toLowerCase()),
);
