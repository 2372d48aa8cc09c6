import { isObject, type Json, type JsonObject } from "../json.ts";

/** Whether a target can do something; `untested` until an answer shows it. */
export type Ability = "verified" | "absent" | "untested";

/** The kinds of values of attributes. */
export const VALUE_KINDS = ["nothing", "boolean", "number", "text", "list"] as const;

/** The kind of value that an attribute was to hold, for messages: the value itself is not repeated. */
export type ValueKind = (typeof VALUE_KINDS)[number];

/** The abilities of a target, as found out by asking it and by using it. */
export interface Abilities {
  readonly patch: Readonly<Record<"user" | "group", Ability>>;
  readonly filter: Ability;
  readonly groups: Ability;
  /** Whether a group is shown with its members; then a group without any is empty. */
  readonly memberLists: Ability;
  /** Members that one call may change. */
  readonly membersPerCallMax: number;
  readonly pageSizeMax: number;
  /** Deviations that discovery met and tolerated: message codes with parameters. */
  readonly notes: readonly {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  }[];
}

/** The kind of a value. */
export function kindOf(value: Json): ValueKind {
  if (value === null) return "nothing";
  if (typeof value === "boolean" || typeof value === "number")
    return typeof value === "boolean" ? "boolean" : "number";
  return typeof value === "string" ? "text" : "list";
}

/** Abilities as stored with the provisioning; a member that is missing counts as untested. */
export function readAbilities(stored: JsonObject): Abilities {
  const patch = stored["patch"];
  return {
    patch: {
      user: abilityOf(isObject(patch) ? patch["user"] : patch),
      group: abilityOf(isObject(patch) ? patch["group"] : patch),
    },
    filter: abilityOf(stored["filter"]),
    groups: abilityOf(stored["groups"]),
    memberLists: abilityOf(stored["memberLists"]),
    membersPerCallMax: readCount(stored["membersPerCallMax"], 100),
    pageSizeMax: readCount(stored["pageSizeMax"], 100),
    notes: listOf(stored["notes"]).flatMap((row) =>
      isObject(row) && typeof row["code"] === "string"
        ? [{ code: row["code"], params: readParams(row["params"]) }]
        : [],
    ),
  };
}

/** Abilities as JSON, to store. */
export function toAbilitiesJson(abilities: Abilities): JsonObject {
  return {
    ...abilities,
    patch: { ...abilities.patch },
    notes: abilities.notes.map(({ code, params }) => ({ code, params })),
  };
}

function abilityOf(value: Json | undefined): Ability {
  return value === "verified" || value === "absent" ? value : "untested";
}

function readCount(value: Json | undefined, fallback: number): number {
  return typeof value === "number" && value >= 1 ? value : fallback;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function readParams(stored: Json | undefined): Readonly<Record<string, string | number>> {
  if (!isObject(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );
}
