import type { Json, JsonObject } from "../json.ts";
import { findNearestOf } from "../nearest-name.ts";
import {
  completeSettings,
  isSettingName,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type SettingRange,
  type Settings,
} from "./settings.ts";

/** A value that a change of settings names and that cannot be: where it stands, and why. */
export interface SettingProblem {
  readonly setting: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The values that are possible there. */
  readonly expected: string;
}

/** The settings after a change, and the names of those that have another value than before. */
export interface ChangedSettings {
  readonly stored: Partial<Settings>;
  readonly changed: readonly SettingName[];
}

/** Reads one setting from JSON; without a member where it is null or not a value of this setting. */
export function readSetting<Name extends SettingName>(
  name: Name,
  json: Json,
): { [Key in Name]?: Settings[Key] } {
  const value = SETTINGS[name].read(json);
  const read: { [Key in Name]?: Settings[Key] } = {};
  if (value !== undefined) read[name] = value;
  return read;
}

/** More names than there are settings: a change with more has unknown ones among these, and is refused. */
const NAMES_READ_MAX = 500;

/**
 * Applies a change to stored settings: a value sets one, null resets one to its default, and a setting that is left
 * out stays. Reports every problem at once, in the order of the change.
 */
export function changeSettings(
  stored: Partial<Settings>,
  change: JsonObject,
):
  | { readonly ok: true; readonly value: ChangedSettings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] } {
  const problems = Object.entries(change)
    .slice(0, NAMES_READ_MAX)
    .flatMap(([name, json]) => findProblem(name, json));
  if (problems.length > 0) return { ok: false, problems };
  let after: Partial<Settings> = stored;
  for (const name of SETTING_NAMES) {
    const json = change[name];
    if (json === undefined) continue;
    const { [name]: _before, ...others } = after;
    after = { ...others, ...readSetting(name, json) };
  }
  const [old, next] = [completeSettings(stored), completeSettings(after)];
  return {
    ok: true,
    value: { stored: after, changed: SETTING_NAMES.filter((name) => old[name] !== next[name]) },
  };
}

const CODES: Readonly<Record<SettingRange["kind"], string>> = {
  number: "setting.not-a-number",
  whole: "setting.not-a-whole-number",
  choice: "setting.not-a-choice",
  switch: "setting.not-a-switch",
  address: "setting.not-an-address",
  domain: "setting.not-a-domain",
  pattern: "setting.not-a-name-pattern",
  filter: "setting.not-a-filter",
};

function findProblem(name: string, json: Json): readonly SettingProblem[] {
  if (!isSettingName(name)) {
    const known = SETTING_NAMES.join(", ");
    const nearest = findNearestOf(name, SETTING_NAMES);
    const params = nearest === undefined ? { setting: name } : { setting: name, nearest };
    return [{ setting: name, code: "setting.unknown", params, expected: known }];
  }
  if (json === null || SETTINGS[name].read(json) !== undefined) return [];
  const { range } = SETTINGS[name];
  const value = JSON.stringify(json).slice(0, 100);
  const params = { setting: name, value, ...boundsOf(range) };
  return [{ setting: name, code: CODES[range.kind], params, expected: describeRange(range) }];
}

function boundsOf(range: SettingRange): Readonly<Record<string, string | number>> {
  if (range.kind === "choice") return { allowed: range.choices.join(", ") };
  return range.kind === "number" || range.kind === "whole" ? { min: range.min, max: range.max } : {};
}

/** The values of a range in signs, without a word of any language: `10..86400`, `disable|delete`. */
export function describeRange(range: SettingRange): string {
  switch (range.kind) {
    case "number":
    case "whole":
      return `${range.min}..${range.max}`;
    case "choice":
      return range.choices.join("|");
    case "switch":
      return "true|false";
    case "address":
      return "name@example.com";
    case "domain":
      return "example.com";
    case "pattern":
      return "{local}.{tail}{at}";
    case "filter":
      return 'userType eq "admin"';
  }
}
