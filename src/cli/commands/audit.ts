import type { Command } from "commander";
import { z } from "zod";
import { auditRoutes } from "../../contract/audit.ts";
import { parseOneOf } from "../arguments.ts";
import type { CommandInput, OptionSpec, Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { defineList, type ListOptions, renderColumns, showList } from "../list.ts";
import type { LocalCommands } from "../local-commands.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import { ownerOf } from "../owner-of.ts";
import { parseInstant } from "../parse-instant.ts";
import { writePieces } from "../write-pieces.ts";
import { addAuditErrors } from "./audit-errors.ts";
import { addAuditVerify } from "./audit-verify.ts";

const FORMATS = ["csv", "jsonl"] as const;

const FILTERS: readonly OptionSpec[] = [
  { flags: "--id <id>", help: "help.option.audit-id" },
  { flags: "--service <service>", help: "help.option.audit-service" },
  { flags: "--category <category>", help: "help.option.category" },
  { flags: "--activity <activity>", help: "help.option.audit-activity" },
  { flags: "--actor <actor>", help: "help.option.actor" },
  { flags: "--target <id>", help: "help.option.audit-target" },
  { flags: "--since <time>", help: "help.option.audit-since", parse: parseInstant("--since") },
  { flags: "--until <time>", help: "help.option.audit-until", parse: parseInstant("--until") },
];

const filter = z.string().min(1).optional();
const shape = z.object({
  org: z.string().optional(),
  instance: z.boolean().default(false),
  id: filter,
  service: filter,
  category: filter,
  activity: filter,
  actor: filter,
  target: filter,
  since: filter,
  until: filter,
  export: z.enum(FORMATS).optional(),
});
type Input = CommandInput<z.output<typeof shape> & ListOptions>;

/** `muster audit` shows who did what, or prints the audit trail as a file; `muster audit verify`, `muster audit errors`. */
export function addAuditCommands(local: LocalCommands | undefined): (shell: Shell, root: Command) => void {
  return (shell, root) => {
    const audit = addList(shell, root);
    addAuditVerify(shell, audit, local);
    addAuditErrors(shell, audit);
  };
}

function addList(shell: Shell, root: Command): Command {
  return defineList(shell, root, {
    usage: "audit",
    help: "help.audit",
    options: [
      ORG_OF_OWNER,
      { flags: "--instance", help: "help.option.audit-instance" },
      ...FILTERS,
      {
        flags: "--format, --export <format>",
        help: "help.option.audit-export",
        parse: parseOneOf("--format, --export", FORMATS),
      },
    ],
    examples: [
      "muster audit",
      "muster audit --category token --limit 10 --json",
      "muster audit --since 2026-11-01 --activity delete --all --json",
      "muster audit --instance --category session",
      'muster audit --service "Account Provisioning" --actor person:0190a1b2-0000-7000-8000-00000000000b',
      "muster audit --since 2026-11-01 --export jsonl > audit.jsonl",
    ],
    shape,
    async list(input) {
      const { export: format } = input.options;
      if (format === undefined) await showAudit(input);
      else await exportAudit(input, format);
      return undefined;
    },
  });
}

async function showAudit({ options, client, output }: Input): Promise<void> {
  const owner = ownerOf(options);
  const wanted = filterOf(options);
  await showList(output, options, {
    read: (page) => {
      const query = { ...page, ...wanted };
      return owner === "instance"
        ? client().call(auditRoutes.listInstanceAudit, { query })
        : client().call(auditRoutes.listAudit, { params: { org: owner }, query });
    },
    render: (entries) =>
      renderColumns(
        output,
        ["column.time", "column.actor", "column.activity", "column.target"],
        entries,
        ({ at, actor, actorName, category, activity, target }) => [
          at,
          actorName ?? actor,
          `${category} ${activity}`,
          target,
        ],
      ),
  });
}

async function exportAudit(
  { options, client, world }: Input,
  format: (typeof FORMATS)[number],
): Promise<void> {
  const { limit, after, all } = options;
  if (all && limit !== undefined)
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--limit, --all" });
  const owner = ownerOf(options);
  const query = { ...filterOf(options), format, limit, after };
  const pieces =
    owner === "instance"
      ? client().stream(auditRoutes.exportInstanceAudit, { query })
      : client().stream(auditRoutes.exportAudit, { params: { org: owner }, query });
  await writePieces(world.stdout, pieces);
}

function filterOf({ id, service, category, activity, actor, target, since, until }: Input["options"]) {
  return { id, service, category, activity, actor, target, since, until };
}
