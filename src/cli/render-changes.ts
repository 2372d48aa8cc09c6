import type { ConfigurationResultShape } from "../contract/configuration.ts";
import { listChanges } from "../files/list-changes.ts";
import type { SourceDocument } from "../files/parse-documents.ts";
import { formatPlace } from "../files/placed-error.ts";
import { placeError } from "../files/sort-by-place.ts";
import type { Output } from "./output.ts";
import { renderTable } from "./table.ts";

const SIGNS = { create: "+", change: "~", delete: "-" } as const;

/** Renders the changes of each organization and application: a sign, the place, and the value before and after. */
export function renderConfigurationChanges(
  compared: ConfigurationResultShape,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): string[] {
  if (compared.changed === 0) return [messages.word("cli.config-same")];
  return listChanges(compared, messages).flatMap(({ action, title, concerned, changes }) => {
    const rows = changes.map((each) => [
      SIGNS[each.action],
      each.path,
      joinParts(each.value, each.concerned),
    ]);
    const head = paint.bold(joinParts(`${SIGNS[action]} ${title}`, concerned));
    return [head, ...renderTable(rows).map((row) => `  ${row}`)];
  });
}

function joinParts(...parts: readonly string[]): string {
  return parts.filter((each) => each !== "").join("  ");
}

/** Renders what is noted about documents, each with its place in a file. */
export function renderConfigurationNotes(
  { notes }: Pick<ConfigurationResultShape, "notes">,
  documents: readonly SourceDocument[],
  { messages, paint }: Pick<Output, "messages" | "paint">,
): string[] {
  return notes.map(({ code, params, pointer }) => {
    const detail = messages.text(code, params);
    const place = formatPlace(placeError({ code, params, pointer, detail }, documents));
    return paint.yellow(`${place}: ${detail}`);
  });
}
