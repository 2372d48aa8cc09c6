import type { Command } from "commander";
import { z } from "zod";
import { accountRoutes } from "../../contract/accounts.ts";
import { directoryRoutes } from "../../contract/directory.ts";
import { parseUuid } from "../../core/ids.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import {
  defineList,
  LIST_OPTIONS,
  listOptions,
  readList,
  renderColumns,
  renderMore,
  showList,
} from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import { renderAccounts, renderTimeline } from "../render-accounts.ts";
import { renderTable } from "../table.ts";
import { addGroupWrites } from "./group-writes.ts";
import { BROWSE_OPTIONS, browseOptions, renderAttributes } from "./user-reads.ts";

const inOrg = z.object({ org: z.string() });

/** `muster group`: reads and changes. */
export function addGroupCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "group", "help.group");
  addList(shell, group);
  addShow(shell, group);
  addTimeline(shell, group);
  addGroupWrites(shell, group);
}

function addList(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "list",
    help: "help.group.list",
    options: [ORG_OPTION, ...BROWSE_OPTIONS],
    examples: [
      "muster group list",
      "muster group list --search engineering --order name",
      "muster group list --org Contoso --json",
    ],
    shape: browseOptions,
    async list({ options, client, output }) {
      const { org, search, source, order, descending, ...page } = options;
      const api = client();
      const wanted = { search, source, order, descending: String(descending) };
      await showList(output, page, {
        read: (query) =>
          api.call(directoryRoutes.listGroups, { params: { org }, query: { ...query, ...wanted } }),
        render: (groups) =>
          renderColumns(
            output,
            ["column.id", "column.name", "column.members", "column.source"],
            groups,
            (each) => [
              each.groupId,
              each.displayName,
              output.messages.number(each.members),
              each.source ?? "-",
            ],
          ),
      });
      return undefined;
    },
  });
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <group>",
    help: "help.group.show",
    options: [ORG_OPTION, ...LIST_OPTIONS],
    examples: ['muster group show "Engineering"', 'muster group show "Engineering" --all --json'],
    shape: z.intersection(inOrg, listOptions),
    async run({ args: [find = ""], options: { org, ...page }, client, output }) {
      const api = client();
      const { messages, paint } = output;
      const shown = await api.call(directoryRoutes.showGroup, { params: { org }, query: { find } });
      const params = { org, group: shown.groupId };
      const members = await readList(page, (query) =>
        api.call(directoryRoutes.listGroupMembers, { params, query }),
      );
      const { items: accounts } = await api.call(accountRoutes.listGroupAccounts, { params });
      output.result({ ...shown, accounts, memberList: members.items, next: members.next }, () => [
        `${paint.bold(shown.displayName)}  ${messages.number(shown.members)} ${messages.word("column.members")}  ${paint.dim(shown.groupId)}`,
        ...renderAttributes(shown, output),
        messages.word("column.accounts"),
        ...renderAccounts(accounts, output),
        messages.word("column.members"),
        ...renderTable(members.items.map(({ memberId, type, name }) => [memberId, type, name])),
        ...renderMore(members, messages),
      ]);
      return EXIT.done;
    },
  });
}

function addTimeline(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "timeline <group>",
    help: "help.group.timeline",
    options: [ORG_OPTION],
    examples: ['muster group timeline "Engineering" --limit 20'],
    shape: inOrg,
    async list({ args: [find = ""], options: { org, ...page }, client, output }) {
      const api = client();
      const findGroup = () => api.call(directoryRoutes.showGroup, { params: { org }, query: { find } });
      const group = parseUuid(find) ?? (await findGroup()).groupId;
      await showList(output, page, {
        read: (query) => api.call(accountRoutes.listGroupTimeline, { params: { org, group }, query }),
        render: (entries) => renderTimeline(entries, output),
      });
      return undefined;
    },
  });
}
