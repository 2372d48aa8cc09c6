import type { Command } from "commander";
import { z } from "zod";
import { tokenProfile, tokenRoutes } from "../../contract/tokens.ts";
import type { Messages } from "../../messages/messages.ts";
import { parseInteger, parseOneOf, parseUuid } from "../arguments.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { ORG_OF_OWNER, ORG_OPTION } from "../org-option.ts";
import { renderToken } from "../render-scim.ts";
import { renderTable } from "../table.ts";

const OWNER: readonly OptionSpec[] = [ORG_OF_OWNER, { flags: "--instance", help: "help.option.instance" }];
const ownerShape = { org: z.string().optional(), instance: z.boolean().default(false) };
const LIFETIME_MAX_DAYS = 3_650;

/** `muster token create`, `list`, `show`, `revoke`. */
export function addTokenCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "token", "help.token");
  addCreate(shell, group);
  addList(shell, group);
  addShow(shell, group);
  addRevoke(shell, group);
}

function addList(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.token.list",
    options: OWNER,
    examples: [
      "muster token list --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token list --instance",
    ],
    shape: z.object(ownerShape),
    async run({ options, client, output }) {
      const org = ownerOf(options);
      const api = client();
      const list = await (org === "instance"
        ? api.call(tokenRoutes.listInstanceTokens, {})
        : api.call(tokenRoutes.listTokens, { params: { org } }));
      const { messages } = output;
      const columns = ["id", "name", "kind", "profile", "issued-to", "expires", "revoked"] as const;
      const head = columns.map((name) => messages.word(`column.${name}`));
      const rows = list.items.map((token) => [
        token.tokenId,
        token.name,
        token.kind,
        token.profile ?? "-",
        token.issuedTo?.userName ?? "-",
        token.expiresAt,
        token.revokedAt ?? "-",
      ]);
      output.result(list, () => renderTable([head, ...rows]));
      return EXIT.done;
    },
  });
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <token>",
    help: "help.token.show",
    options: [ORG_OPTION],
    examples: [
      "muster token show 0190a1b2-0000-7000-8000-00000000000a --org 0190a1b2-0000-7000-8000-000000000001",
    ],
    shape: z.object({ org: z.string() }),
    async run({ args: [given = ""], options: { org }, client, output }) {
      const token = parseUuid("<token>")(given);
      const shown = await client().call(tokenRoutes.getToken, { params: { org, token } });
      output.result(shown, () => renderToken(shown, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addRevoke(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "revoke <token>",
    help: "help.token.revoke",
    options: OWNER,
    examples: [
      "muster token revoke 0190a1b2-0000-7000-8000-00000000000a --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token revoke 0190a1b2-0000-7000-8000-00000000000a --instance",
    ],
    shape: z.object(ownerShape),
    async run({ args: [given = ""], options, client, output }) {
      const org = ownerOf(options);
      const token = parseUuid("<token>")(given);
      const api = client();
      if (org === "instance") await api.call(tokenRoutes.revokeInstanceToken, { params: { token } });
      else await api.call(tokenRoutes.revokeToken, { params: { org, token } });
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
      ...OWNER,
      {
        flags: "--profile <profile>",
        help: "help.option.profile",
        parse: parseOneOf("--profile", tokenProfile.options),
      },
      { flags: "--admin", help: "help.option.admin" },
      { flags: "--metrics", help: "help.option.metrics" },
      { flags: "--user <user>", help: "help.option.token-user" },
      { flags: "--name <name>", help: "help.option.token-name" },
      {
        flags: "--days <days>",
        help: "help.option.days",
        parse: parseInteger("--days", 1, LIFETIME_MAX_DAYS),
      },
    ],
    examples: [
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001 --profile entra --days 180",
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001 --admin --name pipeline --json",
      "muster token create --org 0190a1b2-0000-7000-8000-000000000001 --user bjensen@contoso.test",
      "muster token create --instance --name operations --days 90",
      "muster token create --instance --metrics --name prometheus",
    ],
    shape: z.object({
      ...ownerShape,
      profile: tokenProfile.optional(),
      admin: z.boolean().default(false),
      metrics: z.boolean().default(false),
      user: z.string().min(1).optional(),
      name: z.string().optional(),
      days: z.number().optional(),
    }),
    async run({ options: { profile, admin, metrics, user, name, days, ...options }, client, output }) {
      const org = ownerOf(options);
      const { messages } = output;
      if (org === "instance") {
        if (admin || profile !== undefined || user !== undefined) {
          const options = "--profile, --admin, --user, --instance";
          throw new CliError(EXIT.usage, "usage.choose-one", { options });
        }
        const kind = metrics ? ("metrics" as const) : ("instance-admin" as const);
        const body = { kind, name, lifetimeDays: days };
        const made = await client().call(tokenRoutes.createInstanceToken, { body });
        output.result(made, () => tokenLines(made, messages));
        return EXIT.done;
      }
      if (metrics) throw new CliError(EXIT.usage, "usage.choose-one", { options: "--metrics, --org" });
      const kind = admin ? ("organization-admin" as const) : ("scim" as const);
      const body = { kind, profile, name, lifetimeDays: days, user };
      const made = await client().call(tokenRoutes.createToken, { params: { org }, body });
      output.result(made, () => [
        ...tokenLines(made, messages),
        ...(made.issuedTo === null
          ? []
          : [messages.word("cli.token-issued", { name: made.issuedTo.userName })]),
        messages.word("cli.scim-url", { url: made.scimUrl }),
      ]);
      return EXIT.done;
    },
  });
}

/** The id of the organization whose tokens are managed, or `instance`. */
function ownerOf({ org, instance }: z.output<z.ZodObject<typeof ownerShape>>): string {
  if ((org === undefined) !== instance) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--org, --instance" });
  }
  return org ?? "instance";
}

function tokenLines(
  made: { readonly name: string; readonly expiresAt: string; readonly token: string },
  messages: Messages,
): string[] {
  return [messages.word("cli.token-created", { name: made.name, at: made.expiresAt }), `  ${made.token}`];
}
