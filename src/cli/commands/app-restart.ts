import type { Command } from "commander";
import { z } from "zod";
import { RESTART_SCOPES, type RestartShape, restartRoutes } from "../../contract/restart.ts";
import type { Messages } from "../../messages/messages.ts";
import { parseOneOf } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { quoteWord } from "../quote-word.ts";

const parseScope = parseOneOf("--scope", RESTART_SCOPES);

type Scope = (typeof RESTART_SCOPES)[number];

/** Collects scopes, which may be given one by one or as a list with commas. */
function collectScopes(value: string, before: readonly Scope[] | undefined): readonly Scope[] {
  return [...(before ?? []), ...value.split(",").map((word) => parseScope(word.trim()))];
}

/** `muster app restart`. */
export function addAppRestartCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "restart <app>",
    help: "help.app.restart",
    options: [
      ORG_TO_NARROW,
      { flags: "--scope <scope>", help: "help.option.restart-scope", parse: collectScopes },
      { flags: "--yes", help: "help.option.restart-yes" },
    ],
    examples: [
      'muster app restart "Target"',
      'muster app restart "Target" --scope escrows,quarantine --json',
      'muster app restart "Target" --scope force-deletes --yes',
    ],
    shape: z.object({
      org: z.string().optional(),
      scope: z.array(z.enum(RESTART_SCOPES)).default(["full"]),
      yes: z.boolean().default(false),
    }),
    async run({ args: [find = ""], options: { org, scope, yes }, client, output }) {
      const api = client();
      const { appId: app, orgId, name, held } = await findApplication(api, find, org);
      const scopes = [...new Set(scope)];
      if (scopes.includes("force-deletes") && !yes) {
        throw new CliError(EXIT.usage, "usage.restart-yes-missing", { name, held, app });
      }
      const params = { org: orgId, app };
      const done = await api.call(restartRoutes.restartApplication, { params, body: { scopes } });
      output.result({ appId: app, name, ...done }, () => renderRestart(name, done, output.messages));
      return EXIT.done;
    },
  });
}

/** Renders what a restart did, scope by scope, and how the next cycle is begun. */
function renderRestart(name: string, done: RestartShape, messages: Messages): string[] {
  const { scopes, retried, refusals, endedQuarantine, endedOperations, approved } = done;
  const lines = {
    escrows: [
      messages.word("cli.restart-retried", { count: retried }),
      ...(refusals === 0 ? [] : [messages.word("cli.restart-refusals", { count: refusals })]),
    ],
    watermark: [messages.word("cli.restart-initial")],
    quarantine: [
      ...(endedQuarantine ? [messages.word("cli.restart-quarantine")] : []),
      ...(endedOperations > 0 ? [messages.word("cli.restart-operations", { count: endedOperations })] : []),
      ...(endedQuarantine || endedOperations > 0 ? [] : [messages.word("cli.restart-nothing-rested")]),
    ],
    "force-deletes": [messages.word("cli.restart-approved", { count: approved })],
  };
  return [
    messages.word("cli.restarted", { name }),
    ...scopes.flatMap((scope) => lines[scope].map((line) => `  ${line}`)),
    messages.word("cli.restart-next", { app: quoteWord(name) }),
  ];
}
