import type { Command } from "commander";
import { z } from "zod";
import { type ApplicationSettingsShape, settingRoutes } from "../../contract/settings.ts";
import type { Messages } from "../../messages/messages.ts";
import { collectValues } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderTable } from "../table.ts";

/** `muster app settings` shows, sets and resets the settings of an application. */
export function addAppSettingsCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "settings <app>",
    help: "help.app.settings",
    options: [
      ORG_TO_NARROW,
      { flags: "--set <name=value>", help: "help.option.setting-set", parse: collectValues },
      { flags: "--reset <name>", help: "help.option.setting-reset", parse: collectValues },
    ],
    examples: [
      'muster app settings "Target"',
      'muster app settings "Target" --set deletionCountMax=200 --set onUserGone=delete',
      'muster app settings "Target" --reset onUserGone',
    ],
    shape: z.object({
      org: z.string().optional(),
      set: z.array(z.string()).default([]),
      reset: z.array(z.string()).default([]),
    }),
    async run({ args: [find = ""], options, client, output: { result, messages } }) {
      const change = readChange(options.set, options.reset);
      const api = client();
      const app = await findApplication(api, find, options.org);
      const params = { org: app.orgId, app: app.appId };
      if (Object.keys(change).length === 0) {
        const shown = await api.call(settingRoutes.getSettings, { params });
        result(shown, () => renderSettings(shown, messages));
        return EXIT.done;
      }
      const shown = await api.call(settingRoutes.updateSettings, { params, body: { settings: change } });
      result(shown, () => [
        ...renderSettings(shown, messages),
        messages.word(shown.changed.length === 0 ? "cli.settings-same" : "cli.settings-changed", {
          names: shown.changed.join(", "),
        }),
        ...(shown.version === app.version
          ? []
          : [messages.word("cli.settings-alter-results", { app: app.appId })]),
      ]);
      return EXIT.done;
    },
  });
}

type Value = string | number | boolean | null;

/** The new values by name; null for a setting to reset. A setting that is named twice is wrong usage. */
function readChange(set: readonly string[], reset: readonly string[]): Record<string, Value> {
  const values = new Map<string, Value>();
  const add = (name: string, value: Value) => {
    if (values.has(name)) throw new CliError(EXIT.usage, "usage.setting-repeated", { setting: name });
    values.set(name, value);
  };
  for (const pair of set) {
    const at = pair.indexOf("=");
    if (at < 1) throw new CliError(EXIT.usage, "usage.not-a-setting", { option: "--set", value: pair });
    add(pair.slice(0, at).trim(), readValue(pair.slice(at + 1).trim()));
  }
  for (const name of reset) add(name, null);
  return Object.fromEntries(values);
}

/** Reads a typed value: a number and a switch by their form, everything else as text. */
function readValue(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function renderSettings({ settings }: ApplicationSettingsShape, messages: Messages): string[] {
  const head = (["setting", "value", "unit", "possible", "default"] as const).map((column) =>
    messages.word(`column.${column}`),
  );
  const rows = settings.map(({ name, value, unit, min, max, choices, kind, ...setting }) => [
    name,
    `${showValue(value)}${setting.set ? " *" : ""}`,
    unit === null ? "" : messages.text(`unit.${unit}`),
    min === null || max === null ? (kind === "switch" ? "true, false" : choices.join(", ")) : `${min}–${max}`,
    showValue(setting.default),
  ]);
  const [titles = "", ...lines] = renderTable([head, ...rows]);
  const described = lines.flatMap((line, at) => [
    line,
    `    ${messages.text(`setting.${settings[at]?.name}`)}`,
  ]);
  return [titles, ...described, messages.word("cli.settings-mark")];
}

function showValue(value: Value): string {
  return value === null ? "-" : String(value);
}
