import type { ConfigurationChangeShape, ConfigurationResultShape } from "../contract/configuration.ts";
import { isObject, type Json, type JsonObject } from "../core/json.ts";
import type { Messages } from "../messages/messages.ts";
import type { Output } from "./output.ts";
import { renderTable } from "./table.ts";

/** Renders the changes of each application: a sign, the place, and the value before and after. */
export function renderConfigurationChanges(
  { changes, changed }: ConfigurationResultShape,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): string[] {
  if (changed === 0) return [messages.word("cli.config-same")];
  const documents = [...new Set(changes.map(({ document }) => document))];
  return documents.flatMap((document) => {
    const own = changes.filter((change) => change.document === document);
    const [first] = own;
    const isNew = own.some(({ action, path }) => action === "create" && path === "");
    const title = `${isNew ? "+" : "~"} ${messages.word("cli.config-application", { name: first?.name ?? "" })}`;
    const rows = own.filter(({ path }) => path !== "").map((change) => toRow(change, messages));
    return [paint.bold(title), ...renderTable(rows).map((row) => `  ${row}`)];
  });
}

const SIGNS = { create: "+", change: "~", delete: "-" } as const;

function toRow({ action, path, from, to, accounts }: ConfigurationChangeShape, messages: Messages): string[] {
  const [old, next] = [showValue(from), showValue(to)];
  const value = action === "create" ? next : action === "delete" ? old : `${old} → ${next}`;
  const concerned = accounts === null ? "" : messages.word("cli.config-accounts", { count: accounts });
  return [SIGNS[action], path, [value, concerned].filter((each) => each !== "").join("  ")];
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
