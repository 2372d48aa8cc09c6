import { isObject, type Json, type JsonObject } from "../json.ts";
import { type BulkAbility, readBulkAbility, toBulkJson } from "./bulk.ts";

/** Whether a target can do something; `untested` until an answer shows it. */
export type Ability = "verified" | "absent" | "untested";

/** The kinds of values of attributes. */
export const VALUE_KINDS = ["nothing", "boolean", "number", "text", "list"] as const;

/** The kind of value that an attribute was to hold, for messages: the value itself is not repeated. */
export type ValueKind = (typeof VALUE_KINDS)[number];

/** The attributes of one type of accounts, as the target describes them; names as `attributeNameOf` gives them. */
export interface DescribedAttributes {
  readonly listed: readonly string[];
  /** The listed attributes that the target does not show when an account is read. */
  readonly hidden: readonly string[];
}

/** The abilities of a target, as found out by asking it and by using it. */
export interface Abilities {
  readonly patch: Readonly<Record<"user" | "group", Ability>>;
  /** Whether accounts can be changed at all; `absent` where PATCH and PUT were both refused as methods. */
  readonly changes: Readonly<Record<"user" | "group", Ability>>;
  readonly filter: Ability;
  readonly groups: Ability;
  /** Whether a group is shown with its members; then a group without any is empty. */
  readonly memberLists: Ability;
  /** Members that one call may change. */
  readonly membersPerCallMax: number;
  readonly pageSizeMax: number;
  /** The attributes that the target describes; undefined for a type that it does not describe. */
  readonly attributes: Readonly<Record<"user" | "group", DescribedAttributes | undefined>>;
  /** Attributes that the target does not list, and that an account was seen to keep. */
  readonly kept: Readonly<Record<"user" | "group", readonly string[]>>;
  readonly bulk: BulkAbility;
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
    changes: {
      user: abilityOf(memberOf(stored["changes"], "user")),
      group: abilityOf(memberOf(stored["changes"], "group")),
    },
    filter: abilityOf(stored["filter"]),
    groups: abilityOf(stored["groups"]),
    memberLists: abilityOf(stored["memberLists"]),
    membersPerCallMax: readCount(stored["membersPerCallMax"], 100),
    pageSizeMax: readCount(stored["pageSizeMax"], 100),
    attributes: {
      user: readDescribed(memberOf(stored["attributes"], "user")),
      group: readDescribed(memberOf(stored["attributes"], "group")),
    },
    kept: {
      user: readTexts(memberOf(stored["kept"], "user")),
      group: readTexts(memberOf(stored["kept"], "group")),
    },
    bulk: readBulkAbility(stored["bulk"]),
    notes: listOf(stored["notes"]).flatMap((row) =>
      isObject(row) && typeof row["code"] === "string"
        ? [{ code: row["code"], params: readParams(row["params"]) }]
        : [],
    ),
  };
}

/** True for abilities that an earlier version stored, which did not ask for all that is asked now. */
export function isOutdated(stored: JsonObject): boolean {
  return stored["bulk"] === undefined;
}

/** Abilities as JSON, to store. */
export function toAbilitiesJson(abilities: Abilities): JsonObject {
  return {
    ...abilities,
    patch: { ...abilities.patch },
    changes: { ...abilities.changes },
    attributes: {
      user: toDescribedJson(abilities.attributes.user),
      group: toDescribedJson(abilities.attributes.group),
    },
    kept: { user: [...abilities.kept.user], group: [...abilities.kept.group] },
    bulk: toBulkJson(abilities.bulk),
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

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return value !== undefined && isObject(value) ? value[name] : undefined;
}

function readTexts(value: Json | undefined): readonly string[] {
  return listOf(value).filter((each) => typeof each === "string");
}

function readDescribed(value: Json | undefined): DescribedAttributes | undefined {
  if (value === undefined || !isObject(value)) return undefined;
  return { listed: readTexts(value["listed"]), hidden: readTexts(value["hidden"]) };
}

function toDescribedJson(described: DescribedAttributes | undefined): Json {
  return described === undefined ? null : { listed: [...described.listed], hidden: [...described.hidden] };
}

function readParams(stored: Json | undefined): Readonly<Record<string, string | number>> {
  if (!isObject(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );
}
