import { toLoggedAction } from "../../app/provisioning/records/log-filter.ts";
import type { LogEntry } from "../../contract/records.ts";
import { findEndingStep } from "../../core/provisioning/log/list-steps.ts";
import { createMessages, type Language, type Messages } from "../../messages/messages.ts";
import type { ProvisioningLogRow } from "../../ports/cycle-tables.ts";
import { StreamedAnswer } from "./call.ts";
import { writeCsvLine } from "./csv-cell.ts";
import { showLogEntry } from "./show-log-entry.ts";

type Pages = AsyncIterable<readonly ProvisioningLogRow[]>;
export type LogFileFormat = "csv" | "json" | "jsonl";

const COLUMNS = [
  "at",
  "status",
  "action",
  "type",
  "name",
  "objectId",
  "accountId",
  "reasons",
  "changes",
  "fault",
  "cycleId",
  "stepId",
  "id",
  "endedAt",
  "referenceCode",
] as const;

const MESSAGES = { en: createMessages("en"), fr: createMessages("fr") };

/** The log as a file of this format; texts in CSV are in this language. */
export function writeLogFile(pages: Pages, format: LogFileFormat, language: Language): StreamedAnswer {
  const name = `provisioning-log.${format}`;
  switch (format) {
    case "csv":
      return new StreamedAnswer("text/csv", writeLogCsv(pages, language), name);
    case "json":
      return new StreamedAnswer("application/json", writeLogJson(pages), name);
    case "jsonl":
      return new StreamedAnswer("application/jsonl", writeLogJsonLines(pages), name);
  }
}

/** A line of CSV has the step that the entry ended at in place of all steps. */
async function* writeLogCsv(pages: Pages, language: Language): AsyncGenerator<string> {
  yield writeCsvLine(COLUMNS);
  for await (const rows of pages) {
    yield rows.map((row) => writeCsvLine(toCells(row, MESSAGES[language]))).join("");
  }
}

/** A JSON list, one entry a line. */
async function* writeLogJson(pages: Pages): AsyncGenerator<string> {
  let before = "[\n";
  for await (const rows of pages) {
    for (const row of rows) {
      yield `${before}${JSON.stringify(showLogEntry(row))}`;
      before = ",\n";
    }
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function* writeLogJsonLines(pages: Pages): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(showLogEntry(row))}\n`).join("");
}

function toCells(row: ProvisioningLogRow, messages: Messages): readonly string[] {
  const entry: LogEntry = showLogEntry(row);
  const { reasons, changes, fault } = entry;
  const written = {
    ...entry,
    reasons: reasons.map(({ code, params }) => messages.text(code, params)).join(" "),
    changes: changes
      .map(({ path, from, to }) => `${path}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`)
      .join("\n"),
    fault: fault === null ? "" : messages.text(fault.code, fault.params),
    endedAt: findEndingStep(toLoggedAction(row)) ?? "",
  };
  return COLUMNS.map((column) => written[column] ?? "");
}
