import type { Command } from "commander";
import { z } from "zod";
import { accountRoutes } from "../../contract/accounts.ts";
import { directoryRoutes, type UserDetails } from "../../contract/directory.ts";
import { directoryWriteRoutes } from "../../contract/directory-writes.ts";
import { collectValues, parseInteger } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { ORG_OPTION } from "../org-option.ts";
import { ATTRIBUTE_OPTIONS, attributeOptions, readAttributes } from "../read-attributes.ts";
import { DRY_RUN, reportClients, reportReturns, showRemovals } from "../try-removal.ts";

const VERSION_MAX = 1_000_000_000;
export const IF_VERSION: OptionSpec = {
  flags: "--if-version <number>",
  help: "help.option.if-version",
  parse: parseInteger("--if-version", 1, VERSION_MAX),
};
const inOrg = z.object({ org: z.string() });
const ifVersion = z.number().optional();

/** `muster user create`, `set`, `block`, `unblock`, `delete`. */
export function addUserWrites(shell: Shell, group: Command): void {
  addCreate(shell, group);
  addSet(shell, group);
  addBlock(shell, group, false);
  addBlock(shell, group, true);
  addDelete(shell, group);
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create <userName>",
    help: "help.user.create",
    options: [ORG_OPTION, ...ATTRIBUTE_OPTIONS],
    examples: [
      'muster user create mira.lund@contoso.example --set displayName="Mira Lund" --set title=Nurse',
      "muster user create mira.lund@contoso.example --file mira.json",
    ],
    shape: attributeOptions,
    async run({ args: [userName = ""], options, world, client, output }) {
      const attributes = { ...(await readAttributes(world, options)), userName };
      const { org } = options;
      const api = client();
      const user = await api.call(directoryWriteRoutes.createUser, { params: { org }, body: { attributes } });
      output.result(user, () => [
        output.messages.word("cli.user-created", { name: user.userName, id: user.userId }),
      ]);
      return EXIT.done;
    },
  });
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <user>",
    help: "help.user.set",
    options: [
      ORG_OPTION,
      ...ATTRIBUTE_OPTIONS,
      { flags: "--remove <name>", help: "help.option.attribute-remove", parse: collectValues },
      IF_VERSION,
    ],
    examples: [
      "muster user set mira.lund@contoso.example --set title=Nurse --set name.familyName=Lund",
      "muster user set mira.lund@contoso.example --remove nickName --if-version 4",
    ],
    shape: attributeOptions.extend({ remove: z.array(z.string()).default([]), ifVersion }),
    async run({ args: [find = ""], options, world, client, output }) {
      const { set, remove, file, org } = options;
      if (set.length + remove.length === 0 && file === undefined) {
        throw new CliError(EXIT.usage, "usage.no-attributes");
      }
      const attributes = await readAttributes(world, options, remove);
      const api = client();
      const { userId: user } = await findUser(api, org, find);
      const body = { attributes, ifVersion: options.ifVersion };
      const changed = await api.call(directoryWriteRoutes.editUser, { params: { org, user }, body });
      const { userName: name, version } = changed;
      output.result(changed, () => [output.messages.word("cli.user-changed", { name, version })]);
      return EXIT.done;
    },
  });
}

function addBlock(shell: Shell, group: Command, active: boolean): void {
  const command = active ? "unblock" : "block";
  define(shell, group, {
    usage: `${command} <user>`,
    help: `help.user.${command}`,
    options: [ORG_OPTION, ...(active ? [] : [DRY_RUN])],
    examples: [`muster user ${command} mira.lund@contoso.example`],
    shape: inOrg.extend({ dryRun: z.boolean().default(false) }),
    async run({ args: [find = ""], options: { org, dryRun }, client, output }) {
      const api = client();
      const queries = [{ removed: "user", find, block: "true" }] as const;
      if (dryRun) return showRemovals(api, output, { org, queries });
      const details = await findUser(api, org, find);
      const { userId: user, source } = details;
      if (!active && source === null) reportClients(output, details);
      const body = { attributes: { active } };
      const changed = await api.call(directoryWriteRoutes.editUser, { params: { org, user }, body });
      const { userName: name, state } = changed;
      const word = !active
        ? "cli.user-blocked"
        : state === "active"
          ? "cli.user-unblocked"
          : "cli.user-unblocked-inactive";
      output.result(changed, () => [
        output.messages.word(word, { name, source: source ?? "" }),
        ...(active || source === null ? [] : [output.messages.word("cli.user-block-lasts", { source })]),
      ]);
      return EXIT.done;
    },
  });
}

function addDelete(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete <user>",
    help: "help.user.delete",
    options: [ORG_OPTION, { flags: "--yes", help: "help.option.delete-yes" }, DRY_RUN, IF_VERSION],
    examples: [
      "muster user delete mira.lund@contoso.example --dry-run",
      "muster user delete mira.lund@contoso.example --yes",
    ],
    shape: inOrg.extend({ yes: z.boolean().default(false), dryRun: z.boolean().default(false), ifVersion }),
    async run({ args: [find = ""], options: { org, yes, dryRun, ...condition }, client, output }) {
      const api = client();
      if (dryRun) return showRemovals(api, output, { org, queries: [{ removed: "user", find }] });
      const details = await findUser(api, org, find);
      const { userId: user, userName: name, groups } = details;
      reportReturns(output, details);
      const params = { org, user };
      if (!yes) {
        const { items } = await api.call(accountRoutes.listUserAccounts, { params });
        const accounts = items.filter(({ link }) => link !== null).length;
        const facts = { name, id: user, accounts, groups: groups.length };
        throw new CliError(EXIT.usage, "usage.user-delete-yes", facts);
      }
      await api.call(directoryWriteRoutes.deleteUser, { params, query: condition });
      output.result({ userId: user, deleted: true }, () => [
        output.messages.word("cli.user-deleted", { name }),
      ]);
      return EXIT.done;
    },
  });
}

/** The user with this id or userName. */
export function findUser(api: Client, org: string, find: string): Promise<UserDetails> {
  return api.call(directoryRoutes.showUser, { params: { org }, query: { find } });
}
