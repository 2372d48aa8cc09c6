import type { Command } from "commander";
import { z } from "zod";
import { auditRoutes } from "../../contract/audit.ts";
import { directoryRoutes, type UserDetails } from "../../contract/directory.ts";
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
import type { Output } from "../output.ts";
import { renderTable } from "../table.ts";

const inOrg = z.object({ org: z.string() });

/** `muster user list`, `muster user show`. */
export function addUserReads(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "list",
    help: "help.user.list",
    options: [ORG_OPTION],
    examples: ["muster user list", "muster user list --org Contoso --all --json"],
    shape: inOrg,
    async list({ options: { org, ...page }, client, output }) {
      const api = client();
      await showList(output, page, {
        read: (query) => api.call(directoryRoutes.listUsers, { params: { org }, query }),
        render: (users) =>
          renderColumns(
            output,
            ["column.id", "column.name", "column.display-name", "column.state"],
            users,
            ({ userId, userName, displayName, state }) => [
              userId,
              userName,
              displayName ?? "-",
              output.messages.word(`state.${state}`),
            ],
          ),
      });
      return undefined;
    },
  });
  define(shell, group, {
    usage: "show <user>",
    help: "help.user.show",
    options: [ORG_OPTION],
    examples: ["muster user show mira.lund@contoso.example"],
    shape: inOrg,
    async run({ args: [find = ""], options: { org }, client, output }) {
      const user = await client().call(directoryRoutes.showUser, { params: { org }, query: { find } });
      output.result(user, () => renderUser(user, output));
      return EXIT.done;
    },
  });
}

function renderUser({ userId, userName, state, attributes, groups }: UserDetails, output: Output): string[] {
  const { messages, paint } = output;
  const values = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return [
    `${paint.bold(userName)}  ${messages.word(`state.${state}`)}  ${paint.dim(userId)}`,
    ...renderTable(values).map((row) => `  ${row}`),
    messages.word("column.groups"),
    ...renderTable(groups.map((each) => [each.groupId, each.displayName])).map((row) => `  ${row}`),
  ];
}

/** `muster group list`, `muster group show`. */
export function addGroupCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "group", "help.group");
  defineList(shell, group, {
    usage: "list",
    help: "help.group.list",
    options: [ORG_OPTION],
    examples: ["muster group list", "muster group list --org Contoso --json"],
    shape: inOrg,
    async list({ options: { org, ...page }, client, output }) {
      const api = client();
      await showList(output, page, {
        read: (query) => api.call(directoryRoutes.listGroups, { params: { org }, query }),
        render: (groups) =>
          renderColumns(output, ["column.id", "column.name", "column.members"], groups, (each) => [
            each.groupId,
            each.displayName,
            output.messages.number(each.members),
          ]),
      });
      return undefined;
    },
  });
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
      const members = await readList(page, (query) =>
        api.call(directoryRoutes.listGroupMembers, { params: { org, group: shown.groupId }, query }),
      );
      output.result({ ...shown, memberList: members.items, next: members.next }, () => [
        `${paint.bold(shown.displayName)}  ${messages.number(shown.members)} ${messages.word("column.members")}  ${paint.dim(shown.groupId)}`,
        ...renderTable(members.items.map(({ memberId, type, name }) => [memberId, type, name])),
        ...renderMore(members, messages),
      ]);
      return EXIT.done;
    },
  });
}

/** `muster audit` shows who did what. */
export function addAuditCommand(shell: Shell, root: Command): void {
  const filter = z.string().min(1).optional();
  defineList(shell, root, {
    usage: "audit",
    help: "help.audit",
    options: [
      ORG_OPTION,
      { flags: "--category <category>", help: "help.option.category" },
      { flags: "--actor <actor>", help: "help.option.actor" },
      { flags: "--target <id>", help: "help.option.audit-target" },
    ],
    examples: ["muster audit", "muster audit --category token --limit 10 --json"],
    shape: inOrg.extend({ category: filter, actor: filter, target: filter }),
    async list({ options: { org, category, actor, target, ...page }, client, output }) {
      const api = client();
      const wanted = { category, actor, target };
      await showList(output, page, {
        read: (query) => api.call(auditRoutes.listAudit, { params: { org }, query: { ...query, ...wanted } }),
        render: (entries) =>
          renderColumns(
            output,
            ["column.time", "column.actor", "column.activity", "column.target"],
            entries,
            (entry) => [entry.at, entry.actor, `${entry.category} ${entry.activity}`, entry.target],
          ),
      });
      return undefined;
    },
  });
}
