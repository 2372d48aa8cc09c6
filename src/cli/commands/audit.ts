import type { Command } from "commander";
import { z } from "zod";
import { auditRoutes } from "../../contract/audit.ts";
import type { Shell } from "../define.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import { ownerOf } from "../owner-of.ts";

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
      { flags: "--actor <actor>", help: "help.option.actor" },
      { flags: "--target <id>", help: "help.option.audit-target" },
    ],
    examples: [
      "muster audit",
      "muster audit --category token --limit 10 --json",
      "muster audit --instance --category session",
    ],
    shape: z.object({
      org: z.string().optional(),
      instance: z.boolean().default(false),
      category: filter,
      actor: filter,
      target: filter,
    }),
    async list({ options: { org, instance, category, actor, target, ...page }, client, output }) {
      const api = client();
      const owner = ownerOf({ org, instance });
      const wanted = { category, actor, target };
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
            (entry) => [entry.at, entry.actor, `${entry.category} ${entry.activity}`, entry.target],
          ),
      });
      return undefined;
    },
  });
}
