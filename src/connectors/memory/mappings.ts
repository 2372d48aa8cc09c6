import type { AttributeMapping, ObjectMapping } from "../../core/mapping/mapping.ts";

function direct(target: string, source: string): AttributeMapping {
  return { target, kind: "direct", source, apply: "always" };
}

/** Users of a target in memory. */
export const MEMORY_USER_MAPPING: ObjectMapping = {
  type: "user",
  attributes: [
    { ...direct("login", "userPrincipalName"), matching: 1 },
    {
      target: "status",
      kind: "expression",
      expression:
        'Switch([IsSoftDeleted], , "False", Switch(Coalesce([accountEnabled], "True"), , "True", "live", "False", "suspended"), "True", "suspended")',
      apply: "always",
    },
    direct("origin", "objectId"),
    direct("fullName", "displayName"),
    direct("position", "jobTitle"),
  ],
};

/** Groups of a target in memory. */
export const MEMORY_GROUP_MAPPING: ObjectMapping = {
  type: "group",
  attributes: [{ ...direct("title", "displayName"), matching: 1 }, direct("origin", "objectId")],
};
