import type { AppId, OrgId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { changeSettings } from "../../core/provisioning/change-settings.ts";
import {
  completeSettings,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type SettingRange,
  type Settings,
  type SettingValue,
} from "../../core/provisioning/settings.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse, refuseConfiguration } from "../deps.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** A setting of an application: its value, and whether it was set or is the default. */
export interface SettingView {
  readonly name: SettingName;
  readonly value: SettingValue;
  readonly default: SettingValue;
  readonly isSet: boolean;
  readonly range: SettingRange;
}

/** The settings of an application in the version that they belong to. */
export interface SettingsView {
  readonly version: number;
  readonly settings: readonly SettingView[];
  /** The settings that have another value than before; empty where nothing was changed. */
  readonly changed: readonly SettingName[];
}

/** Shows every setting of an application. */
export async function describeSettings(deps: Deps, org: OrgId, app: AppId): Promise<SettingsView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  return row === undefined ? refuse("not-found", "app.not-found", { app }) : viewSettings(row, []);
}

function viewSettings(row: ApplicationRow, changed: readonly SettingName[]): SettingsView {
  const values = completeSettings(row.settings);
  const settings = SETTING_NAMES.map((name) => ({
    name,
    value: values[name],
    default: SETTINGS[name].default,
    isSet: row.settings[name] !== undefined,
    range: SETTINGS[name].range,
  }));
  return { version: row.version, settings, changed };
}

/**
 * Sets settings of an application, and resets those whose value is null. When one of them alters results, this makes a
 * new version of the application: the next cycle looks at every object. The caller has to tell the engine when the
 * interval changed (`Engine.reschedule`).
 */
export async function updateSettings(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly change: JsonObject },
): Promise<SettingsView | Refusal> {
  const { org, app, change } = input;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  const prepared = prepareSettings(before, change);
  if (isRefusal(prepared)) return prepared;
  const after = await writeApplication(deps, author, before, [prepared.edit]);
  return isRefusal(after) ? after : viewSettings(after, prepared.changed);
}

/** Checks a change of settings, and prepares its write. */
export function prepareSettings(
  before: ApplicationRow,
  change: JsonObject,
): { readonly edit: ApplicationEdit; readonly changed: readonly SettingName[] } | Refusal {
  const result = changeSettings(before.settings, change);
  if (!result.ok) {
    const errors = result.problems.map(({ setting, ...problem }) => ({
      ...problem,
      pointer: `/settings/${setting.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    }));
    return refuseConfiguration("app.settings-invalid", errors);
  }
  const { stored, changed } = result.value;
  const edit: ApplicationEdit = {
    set: { settings: stored },
    alters: changed.some((name) => SETTINGS[name].altersResults) ? "results" : "nothing",
    detail: describeChange(before.settings, stored, changed),
  };
  return { edit, changed };
}

/** The changed settings before and after, for the audit trail. */
function describeChange(
  before: Partial<Settings>,
  after: Partial<Settings>,
  changed: readonly SettingName[],
): JsonObject {
  const valuesOf = (stored: Partial<Settings>): JsonObject => {
    const values = completeSettings(stored);
    return Object.fromEntries(changed.map((name): [string, Json] => [name, values[name]]));
  };
  return { before: valuesOf(before), after: valuesOf(after) };
}
