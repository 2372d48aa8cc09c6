import type { Command } from "commander";
import { z } from "zod";
import { deletedUserRoutes } from "../../contract/deleted-users.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import { addUserReads } from "./user-reads.ts";
import { addUserWrites } from "./user-writes.ts";

const EXAMPLE_ORG = "--org 0190a1b2-0000-7000-8000-000000000001";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `muster user`: reads, changes, and deleted users. */
export function addUserCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "user", "help.user");
  addUserReads(shell, group);
  addUserWrites(shell, group);
  addDeleted(shell, group);
  addRestore(shell, group);
  addPurge(shell, group);
}

function addDeleted(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "deleted",
    help: "help.user.deleted",
    options: [ORG_OPTION],
    examples: [`muster user deleted ${EXAMPLE_ORG}`],
    shape: z.object({ org: z.string() }),
    async list({ options: { org, ...page }, client, output }) {
      const api = client();
      await showList(output, page, {
        read: (query) => api.call(deletedUserRoutes.listDeletedUsers, { params: { org }, query }),
        render: (users) =>
          renderColumns(
            output,
            ["column.id", "column.name", "column.deleted", "column.purged"],
            users,
            ({ userId, userName, deletedAt, purgeAt }) => [userId, userName, deletedAt, purgeAt],
          ),
        empty: "cli.no-deleted-users",
      });
      return undefined;
    },
  });
}

function addRestore(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "restore <user>",
    help: "help.user.restore",
    options: [ORG_OPTION, { flags: "--user-name <name>", help: "help.option.restore-name" }],
    examples: [
      `muster user restore bjensen@contoso.test ${EXAMPLE_ORG}`,
      `muster user restore 0190a1b2-0000-7000-8000-00000000000b ${EXAMPLE_ORG} --user-name bjensen2@contoso.test`,
    ],
    shape: z.object({ org: z.string(), userName: z.string().min(1).optional() }),
    async run({ args: [find = ""], options: { org, userName }, client, output }) {
      const api = client();
      const { userId } = await findDeleted(api, org, find);
      const restored = await api.call(deletedUserRoutes.restoreUser, {
        params: { org, user: userId },
        body: { userName },
      });
      const { messages } = output;
      output.result(restored, () => [
        messages.word("cli.user-restored", { name: restored.userName, count: restored.memberships }),
        ...(restored.active ? [] : [messages.word("cli.user-restored-inactive")]),
      ]);
      return EXIT.done;
    },
  });
}

function addPurge(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "purge <user>",
    help: "help.user.purge",
    options: [ORG_OPTION, { flags: "--yes", help: "help.option.purge-yes" }],
    examples: [`muster user purge bjensen@contoso.test ${EXAMPLE_ORG} --yes`],
    shape: z.object({ org: z.string(), yes: z.boolean().default(false) }),
    async run({ args: [find = ""], options: { org, yes }, client, output }) {
      const api = client();
      const { userId, name } = await findDeleted(api, org, find);
      if (!yes) throw new CliError(EXIT.usage, "usage.purge-yes-missing", { name, user: userId });
      await api.call(deletedUserRoutes.purgeUser, { params: { org, user: userId } });
      output.result({ userId, purged: true }, () => [output.messages.word("cli.user-purged", { name })]);
      return EXIT.done;
    },
  });
}

/** Finds the deleted user with this id or former name. Whether an id exists is for the server to say. */
async function findDeleted(
  api: Client,
  org: string,
  find: string,
): Promise<{ readonly userId: string; readonly name: string }> {
  if (UUID.test(find)) return { userId: find.toLowerCase(), name: find };
  const { items } = await api.call(deletedUserRoutes.listDeletedUsers, {
    params: { org },
    query: { userName: find },
  });
  const [only, ...others] = items;
  if (only === undefined) throw new CliError(EXIT.failed, "user.not-deleted", { user: find });
  if (others.length > 0) {
    const list = items.map(({ userId, deletedAt }) => `${userId} (${deletedAt})`).join("; ");
    throw new CliError(EXIT.usage, "cli.deleted-ambiguous", { find, list });
  }
  return { userId: only.userId, name: only.userName };
}
