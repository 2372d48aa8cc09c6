import { isObject, isSameJson, type Json, type JsonObject } from "../json.ts";
import { ACTION_NAMES, type Actions, ALL_ACTIONS, parseActions } from "./actions.ts";

/** A difference between two mappings of one type: the source of an attribute before and after, null where it is not mapped. */
export interface MappingChange {
  readonly type: "user" | "group";
  readonly target: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The whole entry of the attribute, or the position of the switch; null where it is not mapped. */
  readonly before: Json;
  readonly after: Json;
}

/** The attributes that two mappings treat differently, in the order of the second one. */
export function listMappingChanges(
  type: "user" | "group",
  before: Json,
  after: Json,
): readonly MappingChange[] {
  const [old, next] = [byTarget(before), byTarget(after)];
  const attributes = [...new Set([...next.keys(), ...old.keys()])].flatMap((target) => {
    const [from, to] = [old.get(target), next.get(target)];
    if (isSameJson(from ?? null, to ?? null)) return [];
    return [
      {
        type,
        target,
        from: from ? describeSource(from) : null,
        to: to ? describeSource(to) : null,
        before: from ?? null,
        after: to ?? null,
      },
    ];
  });
  return [...attributes, ...listActionChanges(type, before, after)];
}

/** The switches that differ, as changes of `actions.create` and the like from `on` to `off` or back. */
function listActionChanges(type: "user" | "group", before: Json, after: Json): readonly MappingChange[] {
  const [old, next] = [actionsOf(before), actionsOf(after)];
  return ACTION_NAMES.filter((name) => old[name] !== next[name]).map((name) => ({
    type,
    target: `actions.${name}`,
    from: old[name] ? "on" : "off",
    to: next[name] ? "on" : "off",
    before: old[name],
    after: next[name],
  }));
}

function actionsOf(mapping: Json): Actions {
  return (isObject(mapping) ? parseActions(mapping["actions"]) : undefined) ?? ALL_ACTIONS;
}

/** The source of an attribute as text: a name, an expression, a constant or `none`. */
export function describeSource(attribute: JsonObject): string {
  const { kind, source, expression, value } = attribute;
  if (kind === "direct") return String(source);
  if (kind === "none") return "none";
  return kind === "expression" ? String(expression) : JSON.stringify(value ?? null);
}

/** The sources of the attributes of a mapping as texts, in its order. */
export function describeMappedSources(mapping: Json): readonly string[] {
  return attributesOf(mapping).map(describeSource);
}

function attributesOf(mapping: Json): readonly JsonObject[] {
  const attributes = isObject(mapping) ? mapping["attributes"] : undefined;
  return Array.isArray(attributes) ? attributes.filter(isObject) : [];
}

function byTarget(mapping: Json): ReadonlyMap<string, JsonObject> {
  return new Map(attributesOf(mapping).map((each) => [String(each["target"]), each]));
}
