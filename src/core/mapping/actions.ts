import { isObject, type Json } from "../json.ts";

/** The kinds of changes that an administrator can switch off for one type of objects. */
export const ACTION_NAMES = ["create", "update", "disable", "delete"] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

/**
 * Which changes a target gets. With `update` off, access is still taken away unless `disable` is off too; with `delete`
 * off, the accounts of users who are gone are disabled.
 */
export type Actions = Readonly<Record<ActionName, boolean>>;

export const ALL_ACTIONS: Actions = { create: true, update: true, disable: true, delete: true };

/** Reads the member `actions` of a mapping; undefined if it is not an object of these names with true or false. */
export function parseActions(json: Json | undefined): Actions | undefined {
  if (json === undefined) return ALL_ACTIONS;
  if (!isObject(json)) return undefined;
  const isKnown = (name: string) => ACTION_NAMES.some((each) => each === name);
  if (Object.entries(json).some(([name, value]) => !isKnown(name) || typeof value !== "boolean"))
    return undefined;
  const isOn = (name: ActionName) => json[name] !== false;
  return { create: isOn("create"), update: isOn("update"), disable: isOn("disable"), delete: isOn("delete") };
}
