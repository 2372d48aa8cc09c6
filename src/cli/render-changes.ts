import type { ConfigurationChangeShape, ConfigurationResultShape } from "../contract/configuration.ts";
import { isObject, type Json, type JsonObject } from "../core/json.ts";
import type { Messages } from "../messages/messages.ts";
import type { Output } from "./output.ts";
import { placeError } from "./place-errors.ts";
import { formatPlace } from "./placed-error.ts";
import type { SourceDocument } from "./read-configuration.ts";
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

/** A value on one line: a text as it is, an attribute of a mapping by its source, everything else as JSON. */
function showValue(value: Json): string {
  if (value === null) return "-";
  if (typeof value === "string") return value;
  return isObject(value) && typeof value["kind"] === "string" ? showAttribute(value) : JSON.stringify(value);
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
