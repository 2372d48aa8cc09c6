import { z } from "zod";
import type { ConfigurationChangeShape, ConfigurationResultShape } from "../contract/configuration.ts";
import { isObject, type Json, type JsonObject } from "../core/json.ts";
import type { Messages } from "../messages/messages.ts";
import type { Output } from "./output.ts";
import { placeError } from "./place-errors.ts";
import { formatPlace } from "./placed-error.ts";
import type { SourceDocument } from "./read-configuration.ts";
import { formatShownClauses } from "./render-scope.ts";
import { renderTable } from "./table.ts";

/** Renders the changes of each organization and application: a sign, the place, and the value before and after. */
export function renderConfigurationChanges(
  { changes, changed }: ConfigurationResultShape,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): string[] {
  if (changed === 0) return [messages.word("cli.config-same")];
  const subjectOf = ({ organization, kind, name }: ConfigurationChangeShape) =>
    JSON.stringify([organization, kind, name]);
  return [...new Set(changes.map(subjectOf))].flatMap((subject) => {
    const own = changes.filter((change) => subjectOf(change) === subject);
    const whole = own.find(({ path }) => path === "");
    const title = `${SIGNS[whole?.action ?? "change"]} ${nameOf(own, messages)}`;
    const concerned = whole === undefined ? "" : countAccounts(whole, messages);
    const rows = own.filter(({ path }) => path !== "").map((change) => toRow(change, messages));
    const head = paint.bold([title, concerned].filter((each) => each !== "").join("  "));
    return [head, ...renderTable(rows).map((row) => `  ${row}`)];
  });
}

function nameOf([first]: readonly ConfigurationChangeShape[], messages: Messages): string {
  const { kind = "application", name = "" } = first ?? {};
  return messages.word(`cli.config-${kind}`, { name });
}

const SIGNS = { create: "+", change: "~", delete: "-" } as const;

function countAccounts({ kind, accounts }: ConfigurationChangeShape, messages: Messages): string {
  const isCounted = accounts !== null && kind === "application";
  return isCounted ? messages.word("cli.config-accounts", { count: accounts }) : "";
}

/** Definitions are long: their names are shown, and `--json` has the rest. */
function toRow(change: ConfigurationChangeShape, messages: Messages): string[] {
  const { action, path, from, to } = change;
  const [old, next] = [showValue(from), showValue(to)];
  const value = action === "create" ? next : action === "delete" ? old : `${old} → ${next}`;
  const isShown = !path.startsWith("definitions/");
  const concerned = countAccounts(change, messages);
  return [SIGNS[action], path, [isShown ? value : "", concerned].filter((each) => each !== "").join("  ")];
}

/**
 * A value on one line: a text as it is, an attribute of a mapping by its source, scoping filters in their text form, a
 * role by its name, a list by its elements, everything else as JSON.
 */
function showValue(value: Json): string {
  if (value === null || value === "") return "-";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.length === 0 ? "-" : value.map(showValue).join(", ");
  if (!isObject(value)) return JSON.stringify(value);
  const { kind, filters, name } = value;
  if (typeof kind === "string") return showAttribute(value);
  if (Array.isArray(filters)) return showFilters(filters) ?? JSON.stringify(value);
  return typeof name === "string" && "value" in value ? showRole(value, name) : JSON.stringify(value);
}

const scopingFilter = z.object({
  name: z.string().optional(),
  clauses: z.array(z.object({ attribute: z.string(), operator: z.string(), value: z.string().optional() })),
});

/** `department EQUALS "Sales" OR (title IS NULL AND active IS TRUE)`; undefined for filters of a newer server. */
function showFilters(filters: readonly Json[]): string | undefined {
  const read = z.array(scopingFilter).safeParse(filters);
  if (!read.success) return undefined;
  const shown = read.data.map(({ name, clauses }) => {
    const text = formatShownClauses(clauses);
    if (name !== undefined) return `${name} (${text})`;
    return read.data.length > 1 && clauses.length > 1 ? `(${text})` : text;
  });
  return shown.join(" OR ");
}

function showRole({ value, id, default: isDefault }: JsonObject, name: string): string {
  const others = [
    ...(value === name ? [] : [`value ${showValue(value ?? null)}`]),
    ...(id === undefined || id === value ? [] : [`id ${showValue(id)}`]),
    ...(isDefault === true ? ["default"] : []),
  ];
  return others.length === 0 ? name : `${name} (${others.join(", ")})`;
}

function showAttribute({ kind, source, expression, value, apply, ...options }: JsonObject): string {
  const origin = source ?? expression ?? (value === undefined ? (kind ?? null) : JSON.stringify(value));
  const others = Object.entries(options).map(([name, held]) => `${name} ${showValue(held)}`);
  const listed = [...(apply === undefined || apply === "always" ? [] : [String(apply)]), ...others];
  return listed.length === 0 ? showValue(origin) : `${showValue(origin)} (${listed.join(", ")})`;
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
