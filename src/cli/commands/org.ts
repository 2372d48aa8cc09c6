import type { Command } from "commander";
import { z } from "zod";
import { routes } from "../../contract/routes.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { table } from "../table.ts";

/** `muster org create`, `muster org list`. */
export function addOrgCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "org", "help.org");
  define(shell, group, {
    usage: "create <name>",
    help: "help.org.create",
    examples: ["muster org create Contoso", "muster org create Contoso --json"],
    shape: z.object({}),
    async run({ args: [name = ""], client, output }) {
      const org = await client().call(routes.createOrganization, { body: { name } });
      const { messages } = output;
      output.result(org, () => [
        messages.word("cli.org-created", { name: org.name, org: org.orgId }),
        messages.word("cli.scim-url", { url: org.scimUrl }),
        messages.word("cli.org-next", { org: org.orgId }),
      ]);
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "list",
    help: "help.org.list",
    examples: ["muster org list"],
    shape: z.object({}),
    async run({ client, output }) {
      const list = await client().call(routes.listOrganizations, {});
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
      output.result(list, () => table([head, ...rows], [2, 3]));
      return EXIT.done;
    },
  });
}
