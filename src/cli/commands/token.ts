import type { Command } from "commander";
import { z } from "zod";
import { personalToken, tokenEntry, tokenProfile, tokenRoutes } from "../../contract/tokens.ts";
import type { Messages } from "../../messages/messages.ts";
import { parseInteger, parseOneOf, parseUuid } from "../arguments.ts";
import type { Client } from "../client.ts";
import { type CommandInput, define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { ORG_OF_OWNER, ORG_OPTION } from "../org-option.ts";
import { ownerOf } from "../owner-of.ts";
import { limitText, renderToken } from "../render-scim.ts";
import { renderTable } from "../table.ts";
import { withSession } from "../with-session.ts";

const OWNER: readonly OptionSpec[] = [ORG_OF_OWNER, { flags: "--instance", help: "help.option.instance" }];
const PERSONAL: OptionSpec = { flags: "--personal", help: "help.option.personal" };
const ownerShape = { org: z.string().optional(), instance: z.boolean().default(false) };
const personalOrOwned = z.object({ ...ownerShape, personal: z.boolean().default(false) });
const LIFETIME_MAX_DAYS = 3_650;
const RATE_MAX = 1_000_000;

const createShape = z.object({
  ...ownerShape,
  profile: tokenProfile.optional(),
  admin: z.boolean().default(false),
  metrics: z.boolean().default(false),
  user: z.string().min(1).optional(),
  personal: z.string().min(1).optional(),
  code: z.string().min(1).max(100).optional(),
  name: z.string().optional(),
  days: z.number().optional(),
});

/** `muster token create`, `list`, `show`, `limit`, `revoke`. */
export function addTokenCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "token", "help.token");
  addCreate(shell, group);
  addList(shell, group);
  addShow(shell, group);
  addLimit(shell, group);
  addRevoke(shell, group);
}

function addList(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.token.list",
    options: [...OWNER, PERSONAL],
    examples: [
      "muster token list --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token list --instance",
      "muster token list --personal",
    ],
    shape: personalOrOwned,
    async run({ options, client, output }) {
      const list = await readTokens(client(), ownerOrSelf(options));
      const { messages } = output;
      const columns = [
        ...(["id", "name", "kind", "profile", "issued-to", "used", "expires", "revoked"] as const),
        ...(options.personal ? (["rests"] as const) : []),
      ];
      const head = columns.map((name) => messages.word(`column.${name}`));
      const rows = list.items.map((token) => [
        token.tokenId,
        token.name,
        token.kind,
        token.profile ?? "-",
        token.issuedTo?.userName ?? "-",
        lastUseOf(token),
        token.expiresAt,
        token.revokedAt ?? "-",
        ...(options.personal ? [restOf(token)] : []),
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

function addLimit(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "limit <token>",
    help: "help.token.limit",
    options: [
      ORG_OPTION,
      {
        flags: "--per-second <requests>",
        help: "help.option.per-second",
        parse: parseInteger("--per-second", 0, RATE_MAX),
      },
      { flags: "--default", help: "help.option.limit-default" },
    ],
    examples: [
      "muster token limit 0190a1b2-0000-7000-8000-00000000000a --per-second 500 --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token limit 0190a1b2-0000-7000-8000-00000000000a --default --org 0190a1b2-0000-7000-8000-000000000001",
    ],
    shape: z.object({
      org: z.string(),
      perSecond: z.number().optional(),
      default: z.boolean().default(false),
    }),
    async run({ args: [given = ""], options: { org, perSecond, default: isDefault }, client, output }) {
      const token = parseUuid("<token>")(given);
      if (isDefault === (perSecond !== undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--per-second, --default" });
      }
      const body = { requestsPerSecond: perSecond ?? null };
      const shown = await client().call(tokenRoutes.limitToken, { params: { org, token }, body });
      const limit = limitText(shown.requestsPerSecond, output.messages);
      output.result(shown, () => [output.messages.word("cli.token-limited", { name: shown.name, limit })]);
      return EXIT.done;
    },
  });
}

function addRevoke(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "revoke <token>",
    help: "help.token.revoke",
    options: [...OWNER, PERSONAL],
    examples: [
      "muster token revoke 0190a1b2-0000-7000-8000-00000000000a --org 0190a1b2-0000-7000-8000-000000000001",
      "muster token revoke 0190a1b2-0000-7000-8000-00000000000a --instance",
    ],
    shape: personalOrOwned,
    async run({ args: [given = ""], options, client, output }) {
      const org = ownerOrSelf(options);
      const token = parseUuid("<token>")(given);
      const api = client();
      if (org === "personal") await api.call(tokenRoutes.revokePersonalToken, { params: { token } });
      else if (org === "instance") await api.call(tokenRoutes.revokeInstanceToken, { params: { token } });
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
      { flags: "--personal <person>", help: "help.option.token-personal" },
      { flags: "--code <code>", help: "help.option.code" },
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
      "muster token create --personal ada --name laptop --days 30",
      "muster token create --personal ada --name laptop --code 123456",
    ],
    shape: createShape,
    run: createToken,
  });
}

type CreateInput = CommandInput<z.output<typeof createShape>>;

async function createToken(input: CreateInput): Promise<ExitCode> {
  const { personal, org, instance, code } = input.options;
  if (personal !== undefined) return createOwn(input, personal);
  if (code !== undefined) throw new CliError(EXIT.usage, "usage.code-without-person");
  return ownerOf({ org, instance }) === "instance" ? createOfInstance(input) : createOfOrganization(input);
}

/** Creates a personal token in a session that ends with the command. */
async function createOwn({ options, output, world }: CreateInput, person: string): Promise<ExitCode> {
  const { profile, admin, metrics, user, name, days, org, instance, code } = options;
  if (admin || metrics || instance || [profile, user, org].some((each) => each !== undefined)) {
    const options = "--personal, --org, --instance, --profile, --admin, --metrics, --user";
    throw new CliError(EXIT.usage, "usage.choose-one", { options });
  }
  const made = await withSession(world, output.messages, { name: person, code }, (session) =>
    session.call(tokenRoutes.createPersonalToken, { body: { name, lifetimeDays: days } }),
  );
  output.result(made, () => tokenLines(made, output.messages));
  return EXIT.done;
}

async function createOfInstance({ options, client, output }: CreateInput): Promise<ExitCode> {
  const { profile, admin, metrics, user, name, days } = options;
  if (admin || profile !== undefined || user !== undefined) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--profile, --admin, --user, --instance" });
  }
  const kind = metrics ? ("metrics" as const) : ("instance-admin" as const);
  const body = { kind, name, lifetimeDays: days };
  const made = await client().call(tokenRoutes.createInstanceToken, { body });
  output.result(made, () => tokenLines(made, output.messages));
  return EXIT.done;
}

async function createOfOrganization({ options, client, output }: CreateInput): Promise<ExitCode> {
  const { org = "", profile, admin, metrics, user, name, days } = options;
  const { messages } = output;
  if (metrics) throw new CliError(EXIT.usage, "usage.choose-one", { options: "--metrics, --org" });
  const kind = admin ? ("organization-admin" as const) : ("scim" as const);
  const body = { kind, profile, name, lifetimeDays: days, user };
  const made = await client().call(tokenRoutes.createToken, { params: { org }, body });
  output.result(made, () => [
    ...tokenLines(made, messages),
    ...(made.issuedTo === null ? [] : [messages.word("cli.token-issued", { name: made.issuedTo.userName })]),
    messages.word("cli.scim-url", { url: made.scimUrl }),
  ]);
  return EXIT.done;
}

/** As `ownerOf`, or `personal` for the caller's own tokens. */
function ownerOrSelf({ personal, ...owner }: z.output<typeof personalOrOwned>): string {
  return personal ? "personal" : ownerOf(owner);
}

/** When a token was last used, which lists of organizations say alone. */
function lastUseOf(token: unknown): string {
  const { data } = tokenEntry.pick({ lastUse: true }).safeParse(token);
  return data?.lastUse?.at ?? "-";
}

/** From when a token rests, which lists of personal tokens say alone. */
function restOf(token: unknown): string {
  const { data } = personalToken.pick({ restsAt: true }).safeParse(token);
  return data?.restsAt ?? "-";
}

function readTokens(api: Client, owner: string) {
  if (owner === "personal") return api.call(tokenRoutes.listPersonalTokens, {});
  if (owner === "instance") return api.call(tokenRoutes.listInstanceTokens, {});
  return api.call(tokenRoutes.listTokens, { params: { org: owner } });
}

function tokenLines(
  made: { readonly name: string; readonly expiresAt: string; readonly token: string },
  messages: Messages,
): string[] {
  return [messages.word("cli.token-created", { name: made.name, at: made.expiresAt }), `  ${made.token}`];
}
