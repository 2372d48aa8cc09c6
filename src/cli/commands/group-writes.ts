import type { Command } from "commander";
import { z } from "zod";
import { accountRoutes } from "../../contract/accounts.ts";
import { directoryRoutes, type GroupDetails } from "../../contract/directory.ts";
import { directoryWriteRoutes } from "../../contract/directory-writes.ts";
import { collectValues } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { ORG_OPTION } from "../org-option.ts";
import { ATTRIBUTE_OPTIONS, attributeOptions, readAttributes } from "../read-attributes.ts";
import { DRY_RUN, reportClients, reportReturns, showRemovals } from "../try-removal.ts";
import { findUser, IF_VERSION } from "./user-writes.ts";

const inOrg = z.object({ org: z.string() });
const ifVersion = z.number().optional();
/** Members of one request to the server. */
const AT_ONCE = 500;

/** `muster group create`, `rename`, `delete`, `add`, `remove`. */
export function addGroupWrites(shell: Shell, group: Command): void {
  addCreate(shell, group);
  addRename(shell, group);
  addDelete(shell, group);
  addMembers(shell, group, "add");
  addMembers(shell, group, "remove");
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create <displayName>",
    help: "help.group.create",
    options: [ORG_OPTION, ...ATTRIBUTE_OPTIONS],
    examples: ['muster group create "Engineering"'],
    shape: attributeOptions,
    async run({ args: [displayName = ""], options, world, client, output }) {
      const attributes = { ...(await readAttributes(world, options)), displayName };
      const params = { org: options.org };
      const made = await client().call(directoryWriteRoutes.createGroup, { params, body: { attributes } });
      output.result(made, () => [
        output.messages.word("cli.group-created", { name: made.displayName, id: made.groupId }),
      ]);
      return EXIT.done;
    },
  });
}

function addRename(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "rename <group> <displayName>",
    help: "help.group.rename",
    options: [ORG_OPTION, IF_VERSION],
    examples: ['muster group rename "Engineering" "Research"'],
    shape: inOrg.extend({ ifVersion }),
    async run({ args: [find = "", displayName = ""], options: { org, ...condition }, client, output }) {
      const api = client();
      const { groupId } = await findGroup(api, org, find);
      const body = { attributes: { displayName }, ...condition };
      const params = { org, group: groupId };
      const changed = await api.call(directoryWriteRoutes.editGroup, { params, body });
      output.result(changed, () => [
        output.messages.word("cli.group-renamed", { name: changed.displayName }),
      ]);
      return EXIT.done;
    },
  });
}

function addDelete(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete <group>",
    help: "help.group.delete",
    options: [ORG_OPTION, { flags: "--yes", help: "help.option.delete-yes" }, DRY_RUN, IF_VERSION],
    examples: ['muster group delete "Engineering" --dry-run', 'muster group delete "Engineering" --yes'],
    shape: inOrg.extend({ yes: z.boolean().default(false), dryRun: z.boolean().default(false), ifVersion }),
    async run({ args: [find = ""], options: { org, yes, dryRun, ...condition }, client, output }) {
      const api = client();
      if (dryRun) return showRemovals(api, output, { org, queries: [{ find }] });
      const details = await findGroup(api, org, find);
      const { groupId, displayName: name, members } = details;
      reportReturns(output, details);
      const params = { org, group: groupId };
      if (!yes) {
        const { items } = await api.call(accountRoutes.listGroupAccounts, { params });
        const accounts = items.filter(({ link }) => link !== null).length;
        throw new CliError(EXIT.usage, "usage.group-delete-yes", { name, id: groupId, accounts, members });
      }
      await api.call(directoryWriteRoutes.deleteGroup, { params, query: condition });
      output.result({ groupId, deleted: true }, () => [output.messages.word("cli.group-deleted", { name })]);
      return EXIT.done;
    },
  });
}

function addMembers(shell: Shell, group: Command, verb: "add" | "remove"): void {
  define(shell, group, {
    usage: `${verb} <group> [users...]`,
    help: `help.group.${verb}`,
    options: [
      ORG_OPTION,
      { flags: "--group <group>", help: "help.option.member-group", parse: collectValues },
      ...(verb === "remove" ? [DRY_RUN] : []),
    ],
    examples: [
      `muster group ${verb} "Engineering" mira.lund@contoso.example`,
      `muster group ${verb} "Engineering" --group "Research"`,
      ...(verb === "remove" ? ['muster group remove "Engineering" --group "Research" --dry-run'] : []),
    ],
    shape: inOrg.extend({
      group: z.array(z.string()).default([]),
      dryRun: z.boolean().default(false),
    }),
    async run({ args: [find = "", ...users], options, client, output }) {
      const { org } = options;
      if (users.length + options.group.length === 0) throw new CliError(EXIT.usage, "usage.no-members");
      const api = client();
      if (options.dryRun) {
        const removed = "member" as const;
        const ofUsers = users.map((member) => ({ removed, find, member }));
        const ofGroups = options.group.map(
          (member) => ({ removed, find, member, memberType: "group" }) as const,
        );
        return showRemovals(api, output, { org, queries: [...ofUsers, ...ofGroups] });
      }
      const details = await findGroup(api, org, find);
      const { groupId } = details;
      if (verb === "remove") reportClients(output, details);
      const ids: string[] = [];
      for (const user of users) ids.push((await findUser(api, org, user)).userId);
      for (const each of options.group) ids.push((await findGroup(api, org, each)).groupId);
      const changed = await editInParts(api, { org, group: groupId }, verb, ids);
      output.result(changed, () => [
        output.messages.word("cli.group-members", { name: changed.displayName, count: changed.members }),
      ]);
      return EXIT.done;
    },
  });
}

async function editInParts(
  api: Client,
  params: { readonly org: string; readonly group: string },
  verb: "add" | "remove",
  ids: readonly string[],
): Promise<GroupDetails> {
  const edit = (part: readonly string[]) =>
    api.call(directoryWriteRoutes.editMembers, { params, body: { [verb]: [...part] } });
  let changed = await edit(ids.slice(0, AT_ONCE));
  for (let at = AT_ONCE; at < ids.length; at += AT_ONCE) changed = await edit(ids.slice(at, at + AT_ONCE));
  return changed;
}

function findGroup(api: Client, org: string, find: string): Promise<GroupDetails> {
  return api.call(directoryRoutes.showGroup, { params: { org }, query: { find } });
}
