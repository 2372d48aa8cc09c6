import type { z } from "zod";
import type { mappingRoutes } from "../contract/mappings.ts";
import type { Output } from "./output.ts";
import { renderNotes } from "./render-mapping.ts";
import { renderTable } from "./table.ts";

type Trial = z.output<typeof mappingRoutes.testMapping.response>;

const MADE_WHEN_SENT = "mapping.made-when-sent";

function showValue(value: Trial["attributes"][number]["value"]): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Renders what a mapping makes of one object: each attribute with its value and source, problems and the search. */
export function renderTrial(
  { attributes, matching, notes, problems, roles, update }: Trial,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): string[] {
  const rows = attributes.map(({ target, value, from, apply, note }) => [
    target,
    note?.code === MADE_WHEN_SENT ? messages.word("cli.mapping-made-when-sent") : showValue(value),
    from,
    [
      ...(apply === "always" ? [] : [messages.word("cli.mapping-at-creation")]),
      ...(note === undefined ? [] : [messages.text(note.code, note.params)]),
    ].join("; "),
  ]);
  const searches = matching.map(
    ({ path, value, also = [] }) =>
      `  ${also.reduce((search, part) => messages.word("cli.mapping-search-and", { search, ...part }), `${path} = ${value}`)}`,
  );
  return [
    ...renderTable(rows),
    ...(roles.length === 0
      ? []
      : [messages.word("cli.mapping-roles", { roles: roles.map(({ value }) => value).join(", ") })]),
    ...(searches.length === 0 ? [] : [paint.bold(messages.word("cli.mapping-searched")), ...searches]),
    messages.word("cli.mapping-update-count", { count: Object.keys(update).length }),
    ...renderNotes({ notes }, { messages, paint }),
    ...problems.map(({ code, params }) => paint.yellow(messages.text(code, params))),
  ];
}
