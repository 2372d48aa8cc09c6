import type { Command } from "commander";
import { z } from "zod";
import { type SelectedGroupShape, selectedGroupRoutes } from "../../contract/selected-groups.ts";
import { settingRoutes } from "../../contract/settings.ts";
import { type Messages, makePrintable } from "../../messages/messages.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { readAll } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderTable } from "../table.ts";

/** `muster app groups` shows and changes the groups that an application selects. */
export function addAppGroupsCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "groups <app>",
    help: "help.app.groups",
    options: [
      ORG_TO_NARROW,
      { flags: "--add <group>", help: "help.option.groups-add" },
      { flags: "--memberships-only", help: "help.option.groups-memberships-only" },
      { flags: "--remove <group>", help: "help.option.groups-remove" },
    ],
    examples: [
      'muster app groups "Target"',
      'muster app groups "Target" --add "Engineering"',
      'muster app groups "Target" --add "Engineering" --memberships-only',
      'muster app groups "Target" --remove "Engineering"',
    ],
    shape: z.object({
      org: z.string().optional(),
      add: z.string().optional(),
      membershipsOnly: z.boolean().default(false),
      remove: z.string().optional(),
    }),
    async run({ args: [find = ""], options, client, output: { result, messages } }) {
      const { add, remove, membershipsOnly } = options;
      if (add !== undefined && remove !== undefined) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--add, --remove" });
      }
      if (membershipsOnly && add === undefined) throw new CliError(EXIT.usage, "usage.memberships-only");
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const params = { org, app };
      if (add === undefined && remove === undefined) {
        const items = await readAll((query) =>
          api.call(selectedGroupRoutes.listSelectedGroups, { params, query }),
        );
        const { settings } = await api.call(settingRoutes.getSettings, { params });
        const groups = String(settings.find(({ name }) => name === "groups")?.value);
        result({ appId: app, groups, items }, () => [
          ...renderGroups(items, messages),
          ...renderSetting(groups, app, messages),
        ]);
        return EXIT.done;
      }
      const changed =
        remove === undefined
          ? await api.call(selectedGroupRoutes.selectGroup, {
              params,
              body: { find: add ?? "", membershipsOnly },
            })
          : await api.call(selectedGroupRoutes.unselectGroup, { params: { ...params, group: remove } });
      const { name, groups } = changed;
      result({ appId: app, ...changed }, () => [
        messages.word(wordOf(remove === undefined, changed), { name }),
        ...renderSetting(groups, app, messages),
      ]);
      return EXIT.done;
    },
  });
}

function wordOf(isAdded: boolean, { membershipsOnly }: SelectedGroupShape) {
  if (!isAdded) return "cli.group-unselected" as const;
  return membershipsOnly ? ("cli.group-selected-memberships" as const) : ("cli.group-selected" as const);
}

function renderGroups(items: readonly SelectedGroupShape[], messages: Messages): string[] {
  if (items.length === 0) return [messages.word("cli.groups-none")];
  const head = [messages.word("column.group"), messages.word("column.id"), messages.word("column.kept")];
  return renderTable([
    head,
    ...items.map(({ name, groupId, membershipsOnly }) => [
      makePrintable(name),
      groupId,
      messages.word(membershipsOnly ? "cli.groups-memberships" : "cli.groups-whole"),
    ]),
  ]);
}

/** A selection that does not count is named, with the command that makes it count. */
function renderSetting(groups: string, app: string, messages: Messages): string[] {
  return groups === "selected" ? [] : [messages.word("cli.groups-not-in-force", { groups, app })];
}
