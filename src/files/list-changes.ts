import { z } from "zod";
import type { ConfigurationChangeShape, ConfigurationResultShape } from "../contract/configuration.ts";
import { isObject, type Json, type JsonObject } from "../core/json.ts";
import type { Messages } from "../messages/catalogue-messages.ts";
import { formatShownClauses } from "./format-shown-clauses.ts";

/** The changes of one organization or application, in words. */
export interface SubjectChanges {
  /** Whether the whole of it is added, changed or removed. */
  readonly action: ConfigurationChangeShape["action"];
  readonly title: string;
  /** The number of linked accounts that a deletion concerns, in words; empty for another change. */
  readonly concerned: string;
  readonly changes: readonly ShownChange[];
}

/** A change of one member. */
interface ShownChange {
  readonly action: ConfigurationChangeShape["action"];
  readonly path: string;
  /** The value before and after, as far as there are any. */
  readonly value: string;
  readonly concerned: string;
}

/** The changes of each organization and application in the words that people read, in the order of the documents. */
export function listChanges(
  { changes }: Pick<ConfigurationResultShape, "changes">,
  messages: Messages,
): readonly SubjectChanges[] {
  const subjectOf = ({ organization, kind, name }: ConfigurationChangeShape) =>
    JSON.stringify([organization, kind, name]);
  return [...new Set(changes.map(subjectOf))].map((subject) => {
    const own = changes.filter((change) => subjectOf(change) === subject);
    const whole = own.find(({ path }) => path === "");
    return {
      action: whole?.action ?? "change",
      title: nameOf(own, messages),
      concerned: whole === undefined ? "" : countAccounts(whole, messages),
      changes: own.filter(({ path }) => path !== "").map((change) => toShown(change, messages)),
    };
  });
}

function nameOf([first]: readonly ConfigurationChangeShape[], messages: Messages): string {
  const { kind = "application", name = "" } = first ?? {};
  return messages.word(`cli.config-${kind}`, { name });
}

function countAccounts({ kind, accounts }: ConfigurationChangeShape, messages: Messages): string {
  const isCounted = accounts !== null && kind === "application";
  return isCounted ? messages.word("cli.config-accounts", { count: accounts }) : "";
}

/** Definitions are long: their names are shown, and the answer of the API has the rest. */
function toShown(change: ConfigurationChangeShape, messages: Messages): ShownChange {
  const { action, path, from, to } = change;
  const [old, next] = [showValue(from), showValue(to)];
  const value = action === "create" ? next : action === "delete" ? old : `${old} → ${next}`;
  const isShown = !path.startsWith("definitions/");
  return { action, path, value: isShown ? value : "", concerned: countAccounts(change, messages) };
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
