import {
  describeSettings,
  type SettingsView,
  type SettingView,
  updateSettings,
} from "../../app/applications/application-settings.ts";
import { isRefusal } from "../../app/deps.ts";
import type { ApplicationSettingsShape } from "../../contract/settings.ts";
import type { AppId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";

/** Serves the settings of applications. */
export const settingHandlers: Pick<Handlers, "getSettings" | "updateSettings"> = {
  async getSettings({ context, org, params }) {
    const view = await describeSettings(context.deps, org, idOf<AppId>(params.app));
    return isRefusal(view) ? view : showSettings(params.app, view);
  },

  async updateSettings({ context, actor, org, params, body }) {
    const app = idOf<AppId>(params.app);
    const view = await updateSettings(context.deps, actor, { org, app, change: body.settings });
    if (isRefusal(view)) return view;
    if (view.changed.includes("everySeconds")) await context.engine.reschedule(org, app);
    return showSettings(params.app, view);
  },
};

function showSettings(appId: string, view: SettingsView): ApplicationSettingsShape {
  const { version, settings, changed } = view;
  return { appId, version, settings: settings.map(showSetting), changed: [...changed] };
}

function showSetting(view: SettingView): ApplicationSettingsShape["settings"][number] {
  const { name, value, range, isSet } = view;
  const isNumber = range.kind === "number" || range.kind === "whole";
  return {
    name,
    value,
    default: view.default,
    set: isSet,
    kind: range.kind,
    unit: isNumber ? range.unit : null,
    min: isNumber ? range.min : null,
    max: isNumber ? range.max : null,
    choices: range.kind === "choice" ? [...range.choices] : [],
  };
}
