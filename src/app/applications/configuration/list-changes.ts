import { isObject, isSameJson, type Json, type JsonObject } from "../../../core/json.ts";
import { ACTION_NAMES } from "../../../core/mapping/actions.ts";
import { toPlainRole } from "../../../core/provisioning/roles.ts";
import { completeSettings, SETTING_NAMES } from "../../../core/provisioning/settings.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import type { Connector } from "../../../ports/target.ts";
import { readMappings } from "../../provisioning/context.ts";
import type { ConfigurationChange } from "./application-document.ts";

/** A change without its document. */
export type SectionChange = Pick<ConfigurationChange, "action" | "path" | "from" | "to">;

/** The differences of two versions of an application in all that a document can hold, but for credential and assignments. */
export function listRowChanges(
  connector: Connector,
  before: ApplicationRow,
  after: ApplicationRow,
): readonly SectionChange[] {
  const [oldMappings, newMappings] = [
    readMappings(connector, before.mappings),
    readMappings(connector, after.mappings),
  ];
  return [
    ...compare("config", before.config, after.config),
    ...toChange("seed", before.seed, after.seed),
    ...compare("roles", rolesOf(before), rolesOf(after)),
    ...compare("settings", settingsOf(before), settingsOf(after)),
    ...TYPES.flatMap((type) =>
      compare(`mappings/${type}`, mappingMembers(oldMappings[type]), mappingMembers(newMappings[type])),
    ),
    ...TYPES.flatMap((type) => {
      const [from, to] = [before.scopes?.[type] ?? null, after.scopes?.[type] ?? null];
      return toChange(`scopes/${type}`, from, to);
    }),
  ];
}

const TYPES = ["user", "group"] as const;

/** The members that differ, in the order of the second object and then of the first. */
function compare(section: string, before: JsonObject, after: JsonObject): readonly SectionChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => toChange(`${section}/${name}`, before[name] ?? null, after[name] ?? null));
}

function toChange(path: string, from: Json, to: Json): readonly SectionChange[] {
  if (isSameJson(from, to)) return [];
  return [{ action: from === null ? "create" : to === null ? "delete" : "change", path, from, to }];
}

/** Each role by its value. */
function rolesOf({ roles }: ApplicationRow): JsonObject {
  return Object.fromEntries((roles ?? []).map((role): [string, Json] => [role.value, toPlainRole(role)]));
}

function settingsOf({ settings }: ApplicationRow): JsonObject {
  const values = completeSettings(settings);
  return Object.fromEntries(SETTING_NAMES.map((name): [string, Json] => [name, values[name]]));
}

/** Each attribute by its target, and each switch that is off. */
function mappingMembers(mapping: Json): JsonObject {
  const attributes = isObject(mapping) ? mapping["attributes"] : undefined;
  const actions = isObject(mapping) ? mapping["actions"] : undefined;
  const listed: readonly Json[] = Array.isArray(attributes) ? attributes : [];
  return Object.fromEntries<Json>([
    ...listed.filter(isObject).map(({ target, ...attribute }): [string, Json] => [String(target), attribute]),
    ...ACTION_NAMES.filter((name) => isObject(actions) && actions[name] === false).map(
      (name): [string, Json] => [`actions/${name}`, false],
    ),
  ]);
}
