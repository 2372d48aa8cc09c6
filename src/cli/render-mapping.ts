import {
  type ApplicationMappingShape,
  type MappingChangeShape,
  type MappingRowShape,
  mappingRow,
} from "../contract/mappings.ts";
import type { Messages } from "../messages/messages.ts";
import { readActions } from "./edit-mapping.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./table.ts";

/** A difference in words. */
type ShownChange = Pick<MappingChangeShape, "target" | "from" | "to">;

const TYPES = ["user", "group"] as const;

/** Renders the attributes that are sent: the target, the source and the options that are not the usual ones. */
export function renderMapping(
  mapping: ApplicationMappingShape,
  { messages, paint }: { readonly messages: Messages; readonly paint: Paint },
  types: readonly ("user" | "group")[] = TYPES,
): string[] {
  return types.flatMap((type) => [
    paint.bold(type),
    ...renderMappingRows(mapping[type], messages),
    ...renderSwitchedOff(mapping.mappings[type], messages),
  ]);
}

/** Renders a line for each attribute: the target, the source and the options that are not the usual ones. */
export function renderMappingRows(rows: readonly MappingRowShape[], messages: Messages): string[] {
  const cells = rows.map((row) => [row.target, row.source, describeOptions(row, rows, messages)]);
  return renderTable(cells).map((row) => `  ${row}`);
}

function renderSwitchedOff(
  mapping: ApplicationMappingShape["mappings"]["user"],
  messages: Messages,
): string[] {
  const off = Object.entries(readActions(mapping)).filter(([, isOn]) => isOn === false);
  if (off.length === 0) return [];
  return [`  ${messages.word("cli.mapping-off", { actions: off.map(([name]) => name).join(", ") })}`];
}

/** The options of an attribute in words; empty for one that is always sent as the mapping gives it. */
function describeOptions(row: MappingRowShape, rows: readonly MappingRowShape[], messages: Messages): string {
  const { apply, defaultIfNull, reference, writeOnly } = row;
  return [
    ...describeMatching(row, rows, messages),
    ...(apply === "always" ? [] : [messages.word("cli.mapping-at-creation")]),
    ...(defaultIfNull === undefined
      ? []
      : [messages.word("cli.mapping-default", { value: textOf(defaultIfNull) })]),
    ...(reference === undefined ? [] : [messages.word("cli.mapping-reference")]),
    ...(writeOnly === true ? [messages.word("cli.mapping-write-only")] : []),
  ].join(", ");
}

function describeMatching(
  { target, matching }: MappingRowShape,
  rows: readonly MappingRowShape[],
  messages: Messages,
): readonly string[] {
  if (matching === undefined) return [];
  const others = rows
    .filter((each) => each.matching === matching && each.target !== target)
    .map((each) => each.target);
  if (others.length === 0) return [messages.word("cli.mapping-matching", { matching })];
  return [messages.word("cli.mapping-matching-with", { matching, others: others.join(", ") })];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Renders how two mappings of an application differ, each attribute with its whole source before and after. */
export function renderMappingChanges(
  before: ApplicationMappingShape,
  after: ApplicationMappingShape,
  messages: Messages,
): string[] {
  const changes = [...listRowChanges(before, after, messages), ...listSwitchChanges(before, after)];
  if (changes.length === 0) return [messages.word("cli.mapping-same")];
  return renderChanges(changes);
}

function listSwitchChanges(before: ApplicationMappingShape, after: ApplicationMappingShape): ShownChange[] {
  return TYPES.flatMap((type) => {
    const [old, next] = [readActions(before.mappings[type]), readActions(after.mappings[type])];
    return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((name) => {
      const [from, to] = [old[name] === false ? "off" : "on", next[name] === false ? "off" : "on"];
      return from === to ? [] : [{ target: `${type} ${name}`, from, to }];
    });
  });
}

function listRowChanges(
  before: ApplicationMappingShape,
  after: ApplicationMappingShape,
  messages: Messages,
): ShownChange[] {
  return TYPES.flatMap((type): ShownChange[] => {
    const [old, next] = [before[type], after[type]].map((rows) => describeRows(rows, messages));
    const targets = new Set([...(next?.keys() ?? []), ...(old?.keys() ?? [])]);
    return [...targets].flatMap((target) => {
      const [from, to] = [old?.get(target) ?? null, next?.get(target) ?? null];
      return from === to ? [] : [{ target, from, to }];
    });
  });
}

function describeRows(rows: readonly MappingRowShape[], messages: Messages): ReadonlyMap<string, string> {
  return new Map(
    rows.map((row) => {
      const options = describeOptions(row, rows, messages);
      return [row.target, options === "" ? row.source : `${row.source} (${options})`];
    }),
  );
}

/** Renders what is noted about mappings: most likely misspelt attributes. */
export function renderNotes(
  { notes }: Pick<ApplicationMappingShape, "notes">,
  { messages, paint }: { readonly messages: Messages; readonly paint: Paint },
): string[] {
  return notes.map(({ code, params }) => paint.yellow(messages.text(code, params)));
}

/** Renders the changes that the newest default mapping would make. */
export function renderOffer(
  { mapping, changes, appId }: ApplicationMappingShape,
  { messages, paint }: { readonly messages: Messages; readonly paint: Paint },
): string[] {
  if (mapping === "default") return [messages.word("cli.mapping-current")];
  const described = changes.map((each) => ({
    ...each,
    from: describeEntry(each.from, each.before, messages),
    to: describeEntry(each.to, each.after, messages),
  }));
  return [paint.yellow(messages.word("cli.mapping-newer", { app: appId })), ...renderChanges(described)];
}

/** The source of an attribute with its options; a switch has no options. */
function describeEntry(
  source: string | null,
  entry: MappingChangeShape["before"],
  messages: Messages,
): string | null {
  const row = typeof entry === "object" ? mappingRow.safeParse({ ...entry, source }) : undefined;
  if (source === null || row?.success !== true) return source;
  const options = describeOptions(row.data, [], messages);
  return options === "" ? source : `${source} (${options})`;
}

function renderChanges(changes: readonly ShownChange[]): string[] {
  const rows = changes.map(({ target, from, to }) => [
    from === null ? "+" : to === null ? "-" : "~",
    target,
    [from, to].filter((each) => each !== null).join(" → "),
  ]);
  return renderTable(rows).map((row) => `  ${row}`);
}
