import type { Command } from "commander";
import { z } from "zod";
import { recordRoutes } from "../../contract/records.ts";
import { parseOneOf } from "../arguments.ts";
import type { Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { defineList, showList } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderExchanges, renderLog } from "../render-log.ts";

const STATUSES = ["success", "failure", "skipped", "held", "pending"] as const;

/** `muster log` shows the provisioning log or the recorded exchanges. */
export function addLogCommand(shell: Shell, root: Command): void {
  defineList(shell, root, {
    usage: "log <app>",
    help: "help.log",
    options: [
      ORG_TO_NARROW,
      { flags: "--status <status>", help: "help.option.status", parse: parseOneOf("--status", STATUSES) },
      { flags: "--failed", help: "help.option.failed" },
      { flags: "--exchanges", help: "help.option.exchanges" },
    ],
    examples: [
      'muster log "Target"',
      'muster log "Target" --failed',
      'muster log "Target" --exchanges --limit 5',
    ],
    shape: z.object({
      org: z.string().optional(),
      status: z.enum(STATUSES).optional(),
      failed: z.boolean().default(false),
      exchanges: z.boolean().default(false),
    }),
    async list({ args: [find = ""], options, client, output }) {
      const { exchanges, failed } = options;
      if (options.status !== undefined && (failed || exchanges)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--status, --failed, --exchanges" });
      }
      const status = failed ? "failure" : options.status;
      const api = client();
      const { appId: app, orgId: org } = await findApplication(api, find, options.org);
      const params = { org, app };
      const { messages, paint } = output;
      if (exchanges) {
        const only = failed ? "true" : undefined;
        await showList(output, options, {
          read: (query) =>
            api.call(recordRoutes.listExchanges, { params, query: { ...query, failed: only } }),
          render: (found) => renderExchanges(found, messages, paint),
          empty: "cli.log-empty",
        });
      } else {
        await showList(output, options, {
          read: (query) => api.call(recordRoutes.listLog, { params, query: { ...query, status } }),
          render: (entries) => renderLog(entries, messages, paint),
          empty: "cli.log-empty",
        });
      }
      return undefined;
    },
  });
}
