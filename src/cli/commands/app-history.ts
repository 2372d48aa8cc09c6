import type { Command } from "commander";
import { z } from "zod";
import { type HistoryDayShape, historyRoutes } from "../../contract/history.ts";
import { parseInteger } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderTable } from "../table.ts";

const COUNTS = ["cycles", "created", "updated", "disabled", "deleted", "failed"] as const;

/** `muster app history`. */
export function addAppHistoryCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "history <app>",
    help: "help.app.history",
    options: [
      ORG_TO_NARROW,
      { flags: "--days <number>", help: "help.option.history-days", parse: parseInteger("--days", 1, 90) },
    ],
    examples: ['muster app history "Target"', 'muster app history "Target" --days 7 --json'],
    shape: z.object({ org: z.string().optional(), days: z.number().default(30) }),
    async run({ args: [find = ""], options: { org, days }, client, output }) {
      const api = client();
      const { appId: app, orgId } = await findApplication(api, find, org);
      const history = await api.call(historyRoutes.showHistory, {
        params: { org: orgId, app },
        query: { days },
      });
      output.result(history, () => renderHistory(history.days, output));
      return EXIT.done;
    },
  });
}

/** The days on which something happened, one a line, the newest last. */
function renderHistory(days: readonly HistoryDayShape[], { messages }: Output): string[] {
  const busy = days.filter(({ cycles, deprovisioning }) => cycles > 0 || deprovisioning !== null);
  if (busy.length === 0) return [messages.word("cli.history-empty", { count: days.length })];
  const seconds = (ms: number | undefined) =>
    ms === undefined ? "" : messages.number(Math.round(ms / 100) / 10);
  const head = (["day", ...COUNTS, "p50", "longest"] as const).map((column) =>
    messages.word(`history.${column}`),
  );
  const rows = busy.map((day) => [
    day.day,
    ...COUNTS.map((count) => messages.number(day[count])),
    seconds(day.deprovisioning?.p50Ms),
    seconds(day.deprovisioning?.maxMs),
  ]);
  return [...renderTable([head, ...rows], [1, 2, 3, 4, 5, 6, 7, 8]), messages.word("cli.history-note")];
}
