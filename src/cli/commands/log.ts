import type { Command } from "commander";
import { z } from "zod";
import type { ExchangeShape, LogEntry } from "../../contract/records.ts";
import { routes } from "../../contract/routes.ts";
import { parseInteger, parseOneOf } from "../arguments.ts";
import { collectPages } from "../collect-pages.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderExchanges, renderLog } from "../render-log.ts";

const STATUSES = ["success", "failure", "skipped", "held", "pending"] as const;
const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 10_000;

/** `muster log` shows the provisioning log or the recorded exchanges. */
export function addLogCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "log <app>",
    help: "help.log",
    options: [
      ORG_TO_NARROW,
      { flags: "--status <status>", help: "help.option.status", parse: parseOneOf("--status", STATUSES) },
      { flags: "--failed", help: "help.option.failed" },
      { flags: "--exchanges", help: "help.option.exchanges" },
      { flags: "--limit <number>", help: "help.option.limit", parse: parseInteger("--limit", 1, LIMIT_MAX) },
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
      limit: z.number().default(LIMIT_DEFAULT),
    }),
    async run({ args: [find = ""], options, client, output }) {
      const { exchanges, limit, failed } = options;
      if (options.status !== undefined && (failed || exchanges)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--status, --failed, --exchanges" });
      }
      const status = failed ? "failure" : options.status;
      const api = client();
      const { appId: app, orgId: org } = await findApplication(api, find, options.org);
      const params = { org, app };
      if (exchanges) {
        const list = await collectPages<ExchangeShape>(limit, (page) =>
          api.call(routes.listExchanges, { params, query: { ...page, failed: failed ? "true" : undefined } }),
        );
        output.result(list, () => renderExchanges(list.items, output.messages, output.paint));
      } else {
        const list = await collectPages<LogEntry>(limit, (page) =>
          api.call(routes.listLog, { params, query: { ...page, status } }),
        );
        output.result(list, () => renderLog(list.items, output.messages, output.paint));
      }
      return EXIT.done;
    },
  });
}
