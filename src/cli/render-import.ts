import type { ImportResult } from "../contract/imports.ts";
import type { Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./table.ts";

const COUNTS = [
  "created",
  "updated",
  "restored",
  "unchanged",
  "leavers",
  "membersAdded",
  "membersRemoved",
] as const satisfies readonly (keyof ImportResult)[];

/** Renders the changes of a snapshot that was merged, or only tried, held leavers with the reason, and notes. */
export function renderImport(result: ImportResult, messages: Messages, paint: Paint): string[] {
  const { people, groups, source, held, notes, checkedAt } = result;
  const rows = COUNTS.map((count) => [
    messages.word(`import-count.${count}`),
    messages.number(result[count]),
  ]);
  const lines = [
    paint.bold(
      messages.word(checkedAt === null ? "cli.imported" : "cli.import-previewed", { people, groups, source }),
    ),
    ...renderTable(rows, [1]).map((row) => `  ${row}`),
  ];
  if (held !== null) {
    lines.push(
      paint.red(
        messages.word(checkedAt === null ? "cli.import-held" : "cli.import-would-hold", {
          count: held.leavers,
        }),
      ),
    );
    lines.push(`  ${messages.text(held.reason.code, held.reason.params)}`);
  }
  for (const { code, params } of notes) lines.push(paint.yellow(messages.text(code, params)));
  return lines;
}
