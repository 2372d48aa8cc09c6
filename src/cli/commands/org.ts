import type { Command } from "commander";
import { z } from "zod";
import { type Organization, organizationRoutes } from "../../contract/organizations.ts";
import { KEPT_DAYS } from "../../core/directory/kept-days.ts";
import { parseInteger } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { quoteWord } from "../quote-word.ts";
import { findOrganization } from "../resolve-org.ts";
import { renderTable } from "../table.ts";

const SOFT_DELETE: OptionSpec = {
  flags: "--soft-delete-days <days>",
  help: "help.option.soft-delete-days",
  parse: parseInteger("--soft-delete-days", 0, 3_650),
};

/** `muster org create`, `update`, `delete`, `list`. */
export function addOrgCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "org", "help.org");
  define(shell, group, {
    usage: "create <name>",
    help: "help.org.create",
    options: [SOFT_DELETE],
    examples: ["muster org create Contoso", "muster org create Contoso --soft-delete-days 30 --json"],
    shape: z.object({ softDeleteDays: z.number().optional() }),
    async run({ args: [name = ""], options: { softDeleteDays = KEPT_DAYS }, client, output }) {
      const org = await client().call(organizationRoutes.createOrganization, {
        body: { name, softDeleteDays },
      });
      const { messages } = output;
      output.result(org, () => [
        messages.word("cli.org-created", { name: org.name, org: org.orgId }),
        messages.word("cli.scim-url", { url: org.scimUrl }),
        messages.word("cli.org-next"),
        `  muster token create --org ${quoteWord(org.name)}`,
        `  muster import people.csv --org ${quoteWord(org.name)} --source hr`,
      ]);
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "update <org>",
    help: "help.org.update",
    options: [{ flags: "--name <name>", help: "help.option.org-new-name" }, SOFT_DELETE],
    examples: [
      "muster org update 0190a1b2-0000-7000-8000-000000000001 --soft-delete-days 30",
      "muster org update Contoso --soft-delete-days 30",
      'muster org update Contoso --name "Contoso Europe"',
    ],
    shape: z.object({ name: z.string().optional(), softDeleteDays: z.number().optional() }),
    async run({ args: [given = ""], options: { name, softDeleteDays }, client, output }) {
      if (name === undefined && softDeleteDays === undefined) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: "--name, --soft-delete-days" });
      }
      const params = { org: await findOrganization(client, given) };
      const org = await client().call(organizationRoutes.updateOrganization, {
        params,
        body: { name, softDeleteDays },
      });
      const code = org.softDeleteDays === 0 ? "cli.org-keeps-nobody" : "cli.org-keeps";
      output.result(org, () => [output.messages.word(code, { name: org.name, count: org.softDeleteDays })]);
      return EXIT.done;
    },
  });
  addDelete(shell, group);
  addList(shell, group);
}

function addList(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.org.list",
    options: [{ flags: "--search <text>", help: "help.option.org-search" }],
    examples: ["muster org list", "muster org list --search contoso"],
    shape: z.object({ search: z.string().optional() }),
    async run({ options: { search }, client, output }) {
      const list = await client().call(organizationRoutes.listOrganizations, { query: { search } });
      const { messages } = output;
      const head = (["id", "name", "users", "groups"] as const).map((name) =>
        messages.word(`column.${name}`),
      );
      const rows = list.items.map((org) => [
        org.orgId,
        org.name,
        messages.number(org.users),
        messages.number(org.groups),
      ]);
      const deleting = list.deleting.map(({ orgId: org, name }) =>
        messages.word("cli.org-deleting", { name, org }),
      );
      output.result(list, () => [...renderTable([head, ...rows], [2, 3]), ...deleting]);
      return EXIT.done;
    },
  });
}

function addDelete(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete <org>",
    help: "help.org.delete",
    options: [{ flags: "--yes", help: "help.option.yes" }],
    examples: ["muster org delete Contoso", "muster org delete Contoso --yes --json"],
    shape: z.object({ yes: z.boolean().default(false) }),
    async run({ args: [given = ""], options: { yes }, client, output }) {
      const api = client();
      const { orgId: org, name } = await findNamed(api, await findOrganization(client, given));
      const params = { org };
      if (!yes) {
        const contents = await api.call(organizationRoutes.getOrganizationContents, { params });
        throw new CliError(EXIT.usage, "usage.org-yes-missing", { name, org, ...contents });
      }
      const removal = await api.call(organizationRoutes.deleteOrganization, { params, query: { name } });
      const { accounts, users, groups, applications } = removal;
      output.result(removal, () => [
        output.messages.word("cli.org-deleted", { name, users, groups, applications }),
        ...(accounts === 0 ? [] : [output.messages.word("cli.org-accounts-stay", { count: accounts })]),
      ]);
      return EXIT.done;
    },
  });
}

/** The organization with this id, and its name: the API deletes nothing that is called otherwise. */
async function findNamed(api: Client, org: string): Promise<Organization> {
  const { items } = await api.call(organizationRoutes.listOrganizations, { query: { search: org } });
  const found = items.find(({ orgId }) => orgId === org);
  if (found === undefined) throw new CliError(EXIT.failed, "org.not-found", { org });
  return found;
}
