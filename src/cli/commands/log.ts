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
import { renderLogEntry } from "../render-log-entry.ts";
import { writePieces } from "../write-pieces.ts";

const STATUSES = ["success", "failure", "skipped", "held", "pending"] as const;
const FORMATS = ["csv", "json", "jsonl"] as const;
const STEPS = ["import", "scoping", "matching", "processing", "referenceResolution", "export"] as const;

const FILTERS: readonly OptionSpec[] = [
  { flags: "--status <status>", help: "help.option.status", parse: parseOneOf("--status", STATUSES) },
  { flags: "--failed", help: "help.option.failed" },
  { flags: "--action <action>", help: "help.option.log-action" },
  { flags: "--step <step>", help: "help.option.log-step", parse: parseOneOf("--step", STEPS) },
  { flags: "--code <code>", help: "help.option.log-code" },
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
  action: z.string().min(1).optional(),
  step: z.enum(STEPS).optional(),
  code: z.string().min(1).optional(),
  entry: z.string().optional(),
  cycle: z.string().optional(),
  object: z.string().optional(),
  search: z.string().min(1).optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  exchanges: z.boolean().default(false),
  export: z.enum(FORMATS).optional(),
});
type Input = CommandInput<z.output<typeof shape> & ListOptions>;

/** `muster log` shows the provisioning log, one entry of it or the recorded exchanges, or prints the log as a file. */
export function addLogCommand(shell: Shell, root: Command): void {
  defineList(shell, root, {
    usage: "log <app>",
    help: "help.log",
    options: [
      ORG_TO_NARROW,
      ...FILTERS,
      { flags: "--entry <entry>", help: "help.option.log-entry", parse: parseUuid("--entry") },
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
      'muster log "Target" --step export --code EntryConflict',
      'muster log "Target" --entry 0190a1b2-0000-7000-8000-00000000000e',
      'muster log "Target" --search mira.lund --export csv > log.csv',
      'muster log "Target" --exchanges --limit 5',
    ],
    shape,
    list: (input) => runLog(input),
  });
}

async function runLog(input: Input): Promise<ExitCode | undefined> {
  const { args, options, client } = input;
  refuseOpposites(options);
  const { appId: app, orgId: org } = await findApplication(client(), args[0] ?? "", options.org);
  const params = { org, app };
  if (options.entry !== undefined) await showEntry(input, params, options.entry);
  else if (options.exchanges) await showExchanges(input, params);
  else if (options.export === undefined) await showLog(input, params);
  else await exportLog(input, params, options.export);
  return undefined;
}

/** Refuses options that would be left out of account beside others. */
function refuseOpposites(options: Input["options"]): void {
  const { exchanges, failed, status, entry } = options;
  if (status !== undefined && (failed || exchanges)) refuseTogether(["status", "failed", "exchanges"]);
  const ofLogAlone = ["search", "since", "until", "export", "action", "step", "code"] as const;
  const beside = ofLogAlone.filter((name) => options[name] !== undefined);
  if (exchanges && beside.length > 0) refuseTogether(["exchanges", ...beside]);
  if (entry !== undefined) {
    const filters = ["status", "cycle", "object", "limit", "after"] as const;
    const given = [...beside, ...filters.filter((name) => options[name] !== undefined)];
    const switches = (["exchanges", "failed", "all"] as const).filter((name) => options[name]);
    if (given.length + switches.length > 0) refuseTogether(["entry", ...given, ...switches]);
  }
  if (options.all && options.limit !== undefined) refuseTogether(["limit", "all"]);
}

function refuseTogether(names: readonly string[]): never {
  const options = names.map((name) => `--${name}`).join(", ");
  throw new CliError(EXIT.usage, "usage.choose-one", { options });
}

interface Params {
  readonly org: string;
  readonly app: string;
}

async function showEntry({ client, output }: Input, params: Params, entry: string): Promise<void> {
  const found = await client().call(recordRoutes.getLogEntry, { params: { ...params, entry } });
  output.result(found, () => renderLogEntry(found, output.messages, output.paint));
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
  const { limit, after } = options;
  const query = { ...filterOf(options), format, limit, after };
  await writePieces(world.stdout, client().stream(recordRoutes.exportLog, { params, query }));
}

function filterOf({ failed, ...options }: Input["options"]) {
  const { status, action, step, code, cycle, object, search, since, until } = options;
  return {
    ...{ status: failed ? ("failure" as const) : status, action, step, code },
    ...{ cycle, object, search, since, until },
  };
}
