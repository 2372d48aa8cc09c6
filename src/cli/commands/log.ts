import type { Command } from "commander";
import { z } from "zod";
import { exchangeRoutes } from "../../contract/exchanges.ts";
import { recordRoutes } from "../../contract/records.ts";
import { parseOneOf, parseUuid } from "../arguments.ts";
import type { CommandInput, OptionSpec, Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { defineList, type ListOptions, showList } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { parseInstant } from "../parse-instant.ts";
import { renderExchanges, renderLog } from "../render-log.ts";
import { writePieces } from "../write-pieces.ts";

const STATUSES = ["success", "failure", "skipped", "held", "pending"] as const;
const FORMATS = ["csv", "json", "jsonl"] as const;

const FILTERS: readonly OptionSpec[] = [
  { flags: "--status <status>", help: "help.option.status", parse: parseOneOf("--status", STATUSES) },
  { flags: "--failed", help: "help.option.failed" },
  { flags: "--cycle <cycle>", help: "help.option.log-cycle", parse: parseUuid("--cycle") },
  { flags: "--object <object>", help: "help.option.log-object", parse: parseUuid("--object") },
  { flags: "--search <text>", help: "help.option.log-search" },
  { flags: "--since <time>", help: "help.option.log-since", parse: parseInstant("--since", "first") },
  { flags: "--until <time>", help: "help.option.log-until", parse: parseInstant("--until", "last") },
];

const shape = z.object({
  org: z.string().optional(),
  status: z.enum(STATUSES).optional(),
  failed: z.boolean().default(false),
  cycle: z.string().optional(),
  object: z.string().optional(),
  search: z.string().min(1).optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  exchanges: z.boolean().default(false),
  export: z.enum(FORMATS).optional(),
});
type Input = CommandInput<z.output<typeof shape> & ListOptions>;

/** `muster log` shows the provisioning log or the recorded exchanges, or prints the log as a file. */
export function addLogCommand(shell: Shell, root: Command): void {
  defineList(shell, root, {
    usage: "log <app>",
    help: "help.log",
    options: [
      ORG_TO_NARROW,
      ...FILTERS,
      { flags: "--exchanges", help: "help.option.exchanges" },
      {
        flags: "--format, --export <format>",
        help: "help.option.log-export",
        parse: parseOneOf("--format, --export", FORMATS),
      },
    ],
    examples: [
      'muster log "Target"',
      'muster log "Target" --failed --since 2026-02-03',
      'muster log "Target" --search mira.lund --export csv > log.csv',
      'muster log "Target" --exchanges --limit 5',
    ],
    shape,
    list: (input) => runLog(input),
  });
}

async function runLog(input: Input): Promise<ExitCode | undefined> {
  const { args, options, client } = input;
  const { exchanges, failed, status, search, since, until } = options;
  if (status !== undefined && (failed || exchanges)) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--status, --failed, --exchanges" });
  }
  const ofLogAlone = [search, since, until, options.export].some((value) => value !== undefined);
  if (exchanges && ofLogAlone) {
    throw new CliError(EXIT.usage, "usage.choose-one", {
      options: "--exchanges, --search, --since, --until, --export",
    });
  }
  const { appId: app, orgId: org } = await findApplication(client(), args[0] ?? "", options.org);
  const params = { org, app };
  if (exchanges) await showExchanges(input, params);
  else if (options.export === undefined) await showLog(input, params);
  else await exportLog(input, params, options.export);
  return undefined;
}

interface Params {
  readonly org: string;
  readonly app: string;
}

async function showExchanges({ options, client, output }: Input, params: Params): Promise<void> {
  const { failed, cycle, object } = options;
  const filter = { failed: failed ? "true" : undefined, cycle, object };
  await showList(output, options, {
    read: (query) => client().call(exchangeRoutes.listExchanges, { params, query: { ...query, ...filter } }),
    render: (found) => renderExchanges(found, output.messages, output.paint),
    empty: "cli.log-empty",
  });
}

async function showLog({ options, client, output }: Input, params: Params): Promise<void> {
  const filter = filterOf(options);
  await showList(output, options, {
    read: (query) => client().call(recordRoutes.listLog, { params, query: { ...query, ...filter } }),
    render: (entries) => renderLog(entries, output.messages, output.paint),
    empty: "cli.log-empty",
  });
}

async function exportLog(
  { options, client, world }: Input,
  params: Params,
  format: (typeof FORMATS)[number],
): Promise<void> {
  const query = { ...filterOf(options), format };
  await writePieces(world.stdout, client().stream(recordRoutes.exportLog, { params, query }));
}

function filterOf({ status, failed, cycle, object, search, since, until }: Input["options"]) {
  return { status: failed ? ("failure" as const) : status, cycle, object, search, since, until };
}
