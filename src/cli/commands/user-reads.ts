import type { Command } from "commander";
import { z } from "zod";
import { accountRoutes } from "../../contract/accounts.ts";
import { directoryRoutes, type GroupDetails, type UserDetails } from "../../contract/directory.ts";
import { parseUuid } from "../../core/ids.ts";
import { parseOneOf } from "../arguments.ts";
import { define, type OptionSpec, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderAccounts, renderTimeline } from "../render-accounts.ts";
import { renderTable } from "../table.ts";

const STATES = ["active", "inactive"] as const;
const ORDERS = ["created", "name"] as const;

/** The options that choose what a list of users or groups shows, and in which order. */
export const BROWSE_OPTIONS: readonly OptionSpec[] = [
  { flags: "--search <text>", help: "help.option.search" },
  { flags: "--source <source>", help: "help.option.of-source" },
  { flags: "--order <order>", help: "help.option.order", parse: parseOneOf("--order", ORDERS) },
  { flags: "--descending", help: "help.option.descending" },
];

/** The parsed form of these options. */
export const browseOptions = z.object({
  org: z.string(),
  search: z.string().min(1).optional(),
  source: z.string().min(1).optional(),
  order: z.enum(ORDERS).optional(),
  descending: z.boolean().default(false),
});

/** `muster user list`, `muster user show`, `muster user timeline`. */
export function addUserReads(shell: Shell, group: Command): void {
  addList(shell, group);
  addShow(shell, group);
  addTimeline(shell, group);
}

function addList(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "list",
    help: "help.user.list",
    options: [
      ORG_OPTION,
      ...BROWSE_OPTIONS,
      { flags: "--state <state>", help: "help.option.user-state", parse: parseOneOf("--state", STATES) },
    ],
    examples: [
      "muster user list",
      "muster user list --search lund --state active --order name",
      "muster user list --org Contoso --all --json",
    ],
    shape: browseOptions.extend({ state: z.enum(STATES).optional() }),
    async list({ options, client, output }) {
      const { org, search, state, source, order, descending, ...page } = options;
      const api = client();
      const wanted = { search, state, source, order, descending: String(descending) };
      await showList(output, page, {
        read: (query) =>
          api.call(directoryRoutes.listUsers, { params: { org }, query: { ...query, ...wanted } }),
        render: (users) =>
          renderColumns(
            output,
            ["column.id", "column.name", "column.display-name", "column.state", "column.source"],
            users,
            (user) => [
              user.userId,
              user.userName,
              user.displayName ?? "-",
              output.messages.word(`state.${user.state}`),
              user.source ?? "-",
            ],
          ),
      });
      return undefined;
    },
  });
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <user>",
    help: "help.user.show",
    options: [ORG_OPTION],
    examples: ["muster user show mira.lund@contoso.example"],
    shape: z.object({ org: z.string() }),
    async run({ args: [find = ""], options: { org }, client, output }) {
      const api = client();
      const user = await api.call(directoryRoutes.showUser, { params: { org }, query: { find } });
      const params = { org, user: user.userId };
      const { items: accounts } = await api.call(accountRoutes.listUserAccounts, { params });
      const { messages, paint } = output;
      output.result({ ...user, accounts }, () => [
        `${paint.bold(user.userName)}  ${messages.word(`state.${user.state}`)}  ${paint.dim(user.userId)}`,
        ...(user.blocked ? [paint.yellow(messages.word("cli.user-is-blocked"))] : []),
        ...renderAttributes(user, output),
        messages.word("column.accounts"),
        ...renderAccounts(accounts, output),
      ]);
      return EXIT.done;
    },
  });
}

/** Renders the source, the attributes and the direct groups of a user or group. */
export function renderAttributes(
  { source, attributes, groups }: UserDetails | GroupDetails,
  { messages }: Output,
): string[] {
  const values = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return [
    ...(source === null ? [] : [messages.word("cli.owned-by", { source })]),
    ...renderTable(values).map((row) => `  ${row}`),
    messages.word("column.groups"),
    ...renderTable(groups.map((each) => [each.groupId, each.displayName])).map((row) => `  ${row}`),
  ];
}

function addTimeline(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "timeline <user>",
    help: "help.user.timeline",
    options: [ORG_OPTION],
    examples: ["muster user timeline mira.lund@contoso.example --limit 20"],
    shape: z.object({ org: z.string() }),
    async list({ args: [find = ""], options: { org, ...page }, client, output }) {
      const api = client();
      const findUser = () => api.call(directoryRoutes.showUser, { params: { org }, query: { find } });
      const user = parseUuid(find) ?? (await findUser()).userId;
      await showList(output, page, {
        read: (query) => api.call(accountRoutes.listUserTimeline, { params: { org, user }, query }),
        render: (entries) => renderTimeline(entries, output),
      });
      return undefined;
    },
  });
}
