import type { Command } from "commander";
import { z } from "zod";
import { eventRoutes, WAIT_SECONDS_MAX } from "../../contract/events.ts";
import { parseInteger } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { ORG_OF_TOKEN } from "../org-option.ts";
import { renderEvents } from "../render-webhook.ts";

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;

/** `muster events` shows what changed in a directory, once or continuously. */
export function addEventsCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "events",
    help: "help.events",
    options: [
      ORG_OF_TOKEN,
      { flags: "--after <cursor>", help: "help.option.after" },
      {
        flags: "--limit <number>",
        help: "help.option.limit-events",
        parse: parseInteger("--limit", 1, LIMIT_MAX),
      },
      { flags: "--follow", help: "help.option.follow" },
    ],
    examples: [
      "muster events --org 0190a1b2-0000-7000-8000-000000000001",
      "muster events --org 0190a1b2-0000-7000-8000-000000000001 --after now --follow",
      "muster events --org 0190a1b2-0000-7000-8000-000000000001 --follow --json",
    ],
    shape: z.object({
      org: z.string(),
      after: z.string().optional(),
      limit: z.number().default(LIMIT_DEFAULT),
      follow: z.boolean().default(false),
    }),
    async run({ options: { org, after, limit, follow }, client, output, world }) {
      const api = client();
      const ask = (query: { readonly after?: string | undefined; readonly wait?: number }) =>
        api.call(eventRoutes.listEvents, { query: { organization: org, limit, ...query } });
      if (!follow) {
        const page = await ask({ after });
        output.result(page, () => [
          ...renderEvents(page.events, output.paint),
          output.messages.word(page.hasMore ? "cli.events-more" : "cli.events-end", { cursor: page.cursor }),
        ]);
        return EXIT.done;
      }
      for (let cursor = after; ; ) {
        const page = await ask({ after: cursor, wait: WAIT_SECONDS_MAX });
        // Each event is written as it comes, because following has no single result.
        const lines = output.json
          ? page.events.map((event) => JSON.stringify(event))
          : renderEvents(page.events, output.paint);
        for (const line of lines) world.stdout.write(`${line}\n`);
        cursor = page.cursor;
      }
    },
  });
}
