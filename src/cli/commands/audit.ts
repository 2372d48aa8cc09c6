import type { Command } from "commander";
import { z } from "zod";
import { auditRoutes } from "../../contract/audit.ts";
import type { Shell } from "../define.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";

/** `muster audit` shows who did what. */
export function addAuditCommand(shell: Shell, root: Command): void {
  const filter = z.string().min(1).optional();
  defineList(shell, root, {
    usage: "audit",
    help: "help.audit",
    options: [
      ORG_OPTION,
      { flags: "--category <category>", help: "help.option.category" },
      { flags: "--actor <actor>", help: "help.option.actor" },
      { flags: "--target <id>", help: "help.option.audit-target" },
    ],
    examples: ["muster audit", "muster audit --category token --limit 10 --json"],
    shape: z.object({ org: z.string(), category: filter, actor: filter, target: filter }),
    async list({ options: { org, category, actor, target, ...page }, client, output }) {
      const api = client();
      const wanted = { category, actor, target };
      await showList(output, page, {
        read: (query) => api.call(auditRoutes.listAudit, { params: { org }, query: { ...query, ...wanted } }),
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
