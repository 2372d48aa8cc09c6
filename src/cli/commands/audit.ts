import type { Command } from "commander";
import { z } from "zod";
import { auditRoutes } from "../../contract/audit.ts";
import { parseOneOf } from "../arguments.ts";
import type { Shell } from "../define.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import { ownerOf } from "../owner-of.ts";
import { parseInstant } from "../parse-instant.ts";
import { writePieces } from "../write-pieces.ts";

const FORMATS = ["csv", "jsonl"] as const;

/** `muster audit` shows who did what. */
export function addAuditCommand(shell: Shell, root: Command): void {
  const filter = z.string().min(1).optional();
  defineList(shell, root, {
    usage: "audit",
    help: "help.audit",
    options: [
      ORG_OF_OWNER,
      { flags: "--instance", help: "help.option.audit-instance" },
      { flags: "--category <category>", help: "help.option.category" },
      { flags: "--activity <activity>", help: "help.option.audit-activity" },
      { flags: "--actor <actor>", help: "help.option.actor" },
      { flags: "--target <id>", help: "help.option.audit-target" },
      { flags: "--since <time>", help: "help.option.audit-since", parse: parseInstant("--since") },
      { flags: "--until <time>", help: "help.option.audit-until", parse: parseInstant("--until") },
      {
        flags: "--export <format>",
        help: "help.option.audit-export",
        parse: parseOneOf("--export", FORMATS),
      },
    ],
    examples: [
      "muster audit",
      "muster audit --category token --limit 10 --json",
      "muster audit --since 2026-11-01 --activity delete --all --json",
      "muster audit --instance --category session",
      "muster audit --since 2026-11-01 --export jsonl > audit.jsonl",
    ],
    shape: z.object({
      org: z.string().optional(),
      instance: z.boolean().default(false),
      category: filter,
      activity: filter,
      actor: filter,
      target: filter,
      since: filter,
      until: filter,
      export: z.enum(FORMATS).optional(),
    }),
    async list({ options, client, output, world }) {
      const { org, instance, category, activity, actor, target, since, until, ...others } = options;
      const { export: format, ...page } = others;
      const api = client();
      const owner = ownerOf({ org, instance });
      const wanted = { category, activity, actor, target, since, until };
      if (format !== undefined) {
        const query = { ...wanted, format };
        await writePieces(
          world.stdout,
          owner === "instance"
            ? api.stream(auditRoutes.exportInstanceAudit, { query })
            : api.stream(auditRoutes.exportAudit, { params: { org: owner }, query }),
        );
        return undefined;
      }
      await showList(output, page, {
        read: (query) =>
          owner === "instance"
            ? api.call(auditRoutes.listInstanceAudit, { query: { ...query, ...wanted } })
            : api.call(auditRoutes.listAudit, { params: { org: owner }, query: { ...query, ...wanted } }),
        render: (entries) =>
          renderColumns(
            output,
            ["column.time", "column.actor", "column.activity", "column.target"],
            entries,
            (entry) => [
              entry.at,
              entry.actorName ?? entry.actor,
              `${entry.category} ${entry.activity}`,
              entry.target,
            ],
          ),
      });
      return undefined;
    },
  });
}
