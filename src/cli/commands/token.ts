import type { Command } from "commander";
import { z } from "zod";
import { routes } from "../../contract/routes.ts";
import { tokenProfile } from "../../contract/shapes.ts";
import { oneOf, uuid, whole } from "../arguments.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { table } from "../table.ts";

const ORG: OptionSpec = {
  flags: "--org <id>",
  help: "help.option.org",
  required: true,
  parse: uuid("--org"),
};
const LIFETIME_MAX_DAYS = 3_650;

/** `muster token create`, `list`, `revoke`. */
export function addTokenCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "token", "help.token");
  addCreate(shell, group);
  define(shell, group, {
    usage: "list",
    help: "help.token.list",
    options: [ORG],
    examples: ["muster token list --org 0190a1b2-0000-7000-8000-000000000001"],
    shape: z.object({ org: z.string() }),
    async run({ options: { org }, client, output }) {
      const list = await client().call(routes.listTokens, { params: { org } });
      const { messages } = output;
      const columns = ["id", "name", "kind", "profile", "expires", "revoked"] as const;
      const head = columns.map((name) => messages.word(`column.${name}`));
      const rows = list.items.map((token) => [
        token.tokenId,
        token.name,
        token.kind,
        token.profile ?? "-",
        token.expiresAt,
        token.revokedAt ?? "-",
      ]);
      output.result(list, () => table([head, ...rows]));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "revoke <token>",
    help: "help.token.revoke",
    options: [ORG],
    examples: [
      "muster token revoke 0190a1b2-0000-7000-8000-00000000000a --org 0190a1b2-0000-7000-8000-000000000001",
    ],
    shape: z.object({ org: z.string() }),
    async run({ args: [given = ""], options: { org }, client, output }) {
      const token = uuid("<token>")(given);
      await client().call(routes.revokeToken, { params: { org, token } });
      output.result({ tokenId: token, revoked: true }, () => [
        output.messages.word("cli.token-revoked", { token }),
      ]);
      return EXIT.done;
    },
  });
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create",
    help: "help.token.create",
    options: [
      ORG,
      {
        flags: "--profile <profile>",
        help: "help.option.profile",
        parse: oneOf("--profile", tokenProfile.options),
      },
      { flags: "--admin", help: "help.option.admin" },
      { flags: "--name <name>", help: "help.option.token-name" },
      { flags: "--days <days>", help: "help.option.days", parse: whole("--days", 1, LIFETIME_MAX_DAYS) },
    ],
    examples: [
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001 --profile entra --days 180",
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001 --admin --name pipeline --json",
    ],
    shape: z.object({
      org: z.string(),
      profile: tokenProfile.optional(),
      admin: z.boolean().default(false),
      name: z.string().optional(),
      days: z.number().optional(),
    }),
    async run({ options: { org, profile, admin, name, days }, client, output }) {
      const body = {
        kind: admin ? ("organization-admin" as const) : ("scim" as const),
        profile,
        name,
        lifetimeDays: days,
      };
      const made = await client().call(routes.createToken, { params: { org }, body });
      const { messages } = output;
      output.result(made, () => [
        messages.word("cli.token-created", { name: made.name, at: made.expiresAt }),
        `  ${made.token}`,
        messages.word("cli.scim-url", { url: made.scimUrl }),
      ]);
      return EXIT.done;
    },
  });
}
