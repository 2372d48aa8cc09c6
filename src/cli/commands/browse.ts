import type { Command } from "commander";
import { z } from "zod";
import { type AuditEntryShape, auditRoutes } from "../../contract/audit.ts";
import {
  directoryRoutes,
  type GroupEntry,
  type MemberEntry,
  type UserDetails,
  type UserEntry,
} from "../../contract/directory.ts";
import type { MessageCode } from "../../messages/messages.ts";
import { parseInteger } from "../arguments.ts";
import { collectPages } from "../collect-pages.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderTable } from "../table.ts";

/** The items that a list shows without `--limit`. */
export const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 10_000;
/** `--limit` of every list. */
export const LIMIT_OPTION: OptionSpec = {
  flags: "--limit <number>",
  help: "help.option.limit",
  parse: parseInteger("--limit", 1, LIMIT_MAX),
};
const limited = { limit: z.number().default(LIMIT_DEFAULT) };
const listShape = z.object({ org: z.string(), ...limited });

type Listed = { readonly items: readonly unknown[]; readonly next: string | null };

/** Prints a list as a table; says when the list is empty or goes on. */
export function showList(
  { result, messages }: Output,
  list: Listed,
  columns: readonly MessageCode[],
  rows: readonly (readonly string[])[],
): void {
  const head = columns.map((code) => messages.word(code));
  const more = list.next === null ? [] : [messages.word("cli.list-more")];
  result(list, () =>
    rows.length === 0 ? [messages.word("cli.list-empty")] : [...renderTable([head, ...rows]), ...more],
  );
}

/** `muster user list`, `muster user show`. */
export function addUserReads(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.user.list",
    options: [ORG_OPTION, LIMIT_OPTION],
    examples: ["muster user list", "muster user list --org Contoso --limit 1000 --json"],
    shape: listShape,
    async run({ options: { org, limit }, client, output }) {
      const api = client();
      const list = await collectPages<UserEntry>(limit, (query) =>
        api.call(directoryRoutes.listUsers, { params: { org }, query }),
      );
      const rows = list.items.map((user) => [
        user.userId,
        user.userName,
        user.displayName ?? "-",
        output.messages.word(`state.${user.state}`),
      ]);
      showList(output, list, ["column.id", "column.name", "column.display-name", "column.state"], rows);
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <user>",
    help: "help.user.show",
    options: [ORG_OPTION],
    examples: ["muster user show mira.lund@contoso.example"],
    shape: z.object({ org: z.string() }),
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
  define(shell, group, {
    usage: "list",
    help: "help.group.list",
    options: [ORG_OPTION, LIMIT_OPTION],
    examples: ["muster group list", "muster group list --org Contoso --json"],
    shape: listShape,
    async run({ options: { org, limit }, client, output }) {
      const api = client();
      const list = await collectPages<GroupEntry>(limit, (query) =>
        api.call(directoryRoutes.listGroups, { params: { org }, query }),
      );
      const rows = list.items.map((each) => [
        each.groupId,
        each.displayName,
        output.messages.number(each.members),
      ]);
      showList(output, list, ["column.id", "column.name", "column.members"], rows);
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <group>",
    help: "help.group.show",
    options: [ORG_OPTION, LIMIT_OPTION],
    examples: ['muster group show "Engineering"', 'muster group show "Engineering" --limit 5000 --json'],
    shape: listShape,
    async run({ args: [find = ""], options: { org, limit }, client, output }) {
      const api = client();
      const { messages, paint } = output;
      const shown = await api.call(directoryRoutes.showGroup, { params: { org }, query: { find } });
      const members = await collectPages<MemberEntry>(limit, (query) =>
        api.call(directoryRoutes.listGroupMembers, { params: { org, group: shown.groupId }, query }),
      );
      output.result({ ...shown, memberList: members.items, next: members.next }, () => [
        `${paint.bold(shown.displayName)}  ${messages.number(shown.members)} ${messages.word("column.members")}  ${paint.dim(shown.groupId)}`,
        ...renderTable(members.items.map(({ memberId, type, name }) => [memberId, type, name])),
        ...(members.next === null ? [] : [messages.word("cli.list-more")]),
      ]);
      return EXIT.done;
    },
  });
}

/** `muster audit` shows who did what. */
export function addAuditCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "audit",
    help: "help.audit",
    options: [
      ORG_OPTION,
      { flags: "--category <category>", help: "help.option.category" },
      { flags: "--actor <actor>", help: "help.option.actor" },
      { flags: "--target <id>", help: "help.option.audit-target" },
      LIMIT_OPTION,
    ],
    examples: ["muster audit", "muster audit --category token --limit 10 --json"],
    shape: listShape.extend({
      category: z.string().min(1).optional(),
      actor: z.string().min(1).optional(),
      target: z.string().min(1).optional(),
    }),
    async run({ options: { org, limit, ...filter }, client, output }) {
      const api = client();
      const list = await collectPages<AuditEntryShape>(limit, (page) =>
        api.call(auditRoutes.listAudit, { params: { org }, query: { ...page, ...filter } }),
      );
      const rows = list.items.map(({ at, actor, category, activity, target }) => [
        at,
        actor,
        `${category} ${activity}`,
        target,
      ]);
      showList(output, list, ["column.time", "column.actor", "column.activity", "column.target"], rows);
      return EXIT.done;
    },
  });
}
