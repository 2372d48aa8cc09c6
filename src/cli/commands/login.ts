import type { Command } from "commander";
import { z } from "zod";
import { statusRoutes } from "../../contract/status.ts";
import { parseUrl } from "../arguments.ts";
import { createClient } from "../client.ts";
import { type CommandInput, define, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findOrganization } from "../resolve-org.ts";
import { type Login, readSettings, type Setting } from "../settings.ts";
import { renderTable } from "../table.ts";
import type { LoginFile, World } from "../world.ts";

interface LoginOptions {
  readonly url?: string | undefined;
  readonly org?: string | undefined;
}

/** `muster login` keeps address, token and organization. The token is never an argument: command lines can be seen. */
export function addLoginCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "login",
    help: "help.login",
    options: [
      { flags: "--url <url>", help: "help.option.login-url", parse: parseUrl("--url") },
      { flags: "--org <org>", help: "help.option.login-org" },
    ],
    examples: [
      "muster login",
      "muster login --url https://muster.example --org Contoso < token-file",
      'printf %s "$TOKEN" | muster login --url https://muster.example',
    ],
    shape: z.object({ url: z.string().optional(), org: z.string().optional() }),
    run: login,
  });
}

async function login({ options, output, world }: CommandInput<LoginOptions>): Promise<ExitCode> {
  const { messages } = output;
  const file = fileOf(world);
  const url = options.url ?? addressOf(world);
  const typed = await world.readSecret?.(messages.word("cli.login-prompt", { url }));
  const token = typed?.trim() ?? "";
  if (token === "") throw new CliError(EXIT.usage, "usage.no-secret");
  const client = createClient(url, token, messages);
  const { kind, organization: own } = await client.call(statusRoutes.whoami, {});
  const wanted = options.org ?? (world.env["MUSTER_ORG"] || undefined);
  const organization = wanted === undefined ? own?.orgId : await findOrganization(() => client, wanted);
  const kept: Login = { url: client.url, token, organization };
  file.write(`${JSON.stringify(kept, undefined, 2)}\n`);
  const told = { url: client.url, kind, organization: organization ?? null, file: file.path };
  output.result(told, () => [
    messages.word("cli.logged-in", { url: client.url, kind, file: file.path }),
    ...(organization === undefined
      ? []
      : [messages.word("cli.logged-in-org", { name: wanted ?? own?.name ?? organization })]),
  ]);
  return EXIT.done;
}

/** The address to log in at. An earlier login that cannot be read does not stand in the way of a new one. */
function addressOf({ login: _earlier, ...rest }: World): string {
  return readSettings(rest).url.value;
}

/** `muster logout` removes the login from this machine. */
export function addLogoutCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "logout",
    help: "help.logout",
    examples: ["muster logout"],
    shape: z.object({}),
    async run({ output, world }) {
      const file = fileOf(world);
      const isLoggedIn = file.remove();
      output.result({ loggedOut: isLoggedIn, file: file.path }, () => [
        output.messages.word(isLoggedIn ? "cli.logged-out" : "cli.logged-out-already"),
      ]);
      return EXIT.done;
    },
  });
}

/** `muster whoami` shows what commands use and where each value comes from, never the token itself. */
export function addWhoamiCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "whoami",
    help: "help.whoami",
    examples: ["muster whoami", "MUSTER_ORG=Contoso muster whoami --json"],
    shape: z.object({}),
    async run({ client, output, world }) {
      const { messages } = output;
      const { url, token, organization } = readSettings(world);
      const api = client();
      const caller = await api.call(statusRoutes.whoami, {});
      const org = organization?.value ?? null;
      const orgId = org === null ? null : await findOrganization(() => api, org);
      const value = {
        url: { value: api.url, from: url.from },
        token: { ...caller, from: token?.from },
        organization: organization === undefined ? null : { value: org, orgId, from: organization.from },
      };
      const told = (setting: Setting, variable: string) =>
        messages.word(`from.${setting.from}`, { variable, file: world.login?.path });
      const { name, kind, expiresAt: at } = caller;
      const known = messages.word("cli.token-known", { name, kind, at });
      output.result(value, () =>
        renderTable([
          [messages.word("column.server"), api.url, told(url, "MUSTER_URL")],
          [messages.word("column.token"), known, token === undefined ? "" : told(token, "MUSTER_TOKEN")],
          organization === undefined
            ? [messages.word("column.organization"), messages.word("cli.no-organization"), ""]
            : [messages.word("column.organization"), organization.value, told(organization, "MUSTER_ORG")],
        ]),
      );
      return EXIT.done;
    },
  });
}

function fileOf({ login: file }: World): LoginFile {
  if (file === undefined) throw new Error("this world has no disk");
  return file;
}
