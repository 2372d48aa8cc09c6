import type { JsonObject } from "../json.ts";
import { USER } from "../scim/definitions/user.ts";
import { ScimError } from "../scim/error.ts";
import { type BoundFilter, bindFilter } from "../scim/filter/bind.ts";
import { matches } from "../scim/filter/evaluate.ts";
import { parseFilter } from "../scim/filter/parse.ts";

/** A filter over accounts that finds the privileged ones. */
export interface PrivilegedFilter {
  /** The attributes that the filter reads. */
  readonly paths: readonly string[];
  /** True for the attributes of a privileged account. */
  holds(attributes: JsonObject): boolean;
}

/** The standard attributes of accounts have no such values of their own. */
const NO_META = { created: "", lastModified: "", resourceType: "User", version: "", location: "" } as const;

/**
 * Compiles a filter in the grammar of RFC 7644 §3.4.2.2 over the standard attributes of users. Undefined for a text
 * that is no such filter.
 */
export function compilePrivileged(text: string): PrivilegedFilter | undefined {
  const bound = bindOrRefuse(text);
  if (bound === undefined) return undefined;
  return {
    paths: [...new Set(listPaths(bound))],
    holds: (attributes) => matches(bound, { id: "", meta: NO_META, document: attributes }),
  };
}

function bindOrRefuse(text: string): BoundFilter | undefined {
  try {
    return bindFilter(USER, parseFilter(text));
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

function listPaths(filter: BoundFilter): readonly string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap(listPaths);
    case "not":
      return listPaths(filter.filter);
    case "compare":
    case "present":
    case "element":
      return [filter.target.path];
    case "nothing":
      return [];
  }
}
