import type { NewRow, Row, TableName, WriteOnlyColumns } from "../ports/tables.ts";

/** A value sent for a column or a parameter. */
export type SqlValue = string | number | null | readonly (string | number)[];
/** A row as a database driver has it. */
export type SqlRow = Readonly<Record<string, unknown>>;

type JsonColumn<Table extends TableName> = {
  [Column in keyof NewRow<Table>]-?: [
    Exclude<NewRow<Table>[Column], string | number | null | undefined>,
  ] extends [never]
    ? never
    : Column;
}[keyof NewRow<Table>];

/** The columns that hold JSON; the type makes a forgotten one a compile error. */
const JSON_COLUMNS: {
  readonly [Table in TableName as [JsonColumn<Table>] extends [never] ? never : Table]: Readonly<
    Record<JsonColumn<Table>, true>
  >;
} = {
  type_set: { schemas: true, types: true },
  object: { external: true, doc: true, search: true },
  application: {
    config: true,
    mappings: true,
    template_mappings: true,
    scopes: true,
    roles: true,
    settings: true,
  },
  provisioning: { abilities: true, quarantine: true, lanes: true, statistics: true, tested: true },
  link: { projected: true, spelt: true, former_names: true },
  link_event: { former: true },
  pending: { fault: true },
  target_refusal: { value: true, fault: true },
  reconciliation: { found: true },
  plan: { counts: true, notes: true, attributes: true },
  decision: { reasons: true, changes: true, desired: true },
  cycle: { counts: true, message: true },
  journal: { request: true, outcome: true },
  exchange: { request: true, response: true },
  provisioning_log: { reasons: true, changes: true, fault: true },
  audit: { detail: true },
  webhook: { types: true, failure: true },
  delivery: { failure: true },
  notice: { facts: true, failure: true },
  import: { progress: true, result: true },
  import_object: { doc: true, search: true, entries: true },
  rejected_request: { headers: true, redacted: true },
  identity_provider: { claim_roles: true },
};

/** Tables with columns that do not belong to their rows: those that are written and never read, and those that the database sets. */
type Partly = keyof WriteOnlyColumns | "audit";

/** What is read of such a table; the type makes a forgotten column a compile error. */
const READ_COLUMNS: { readonly [Table in Partly]: Readonly<Record<keyof Row<Table>, true>> } = {
  audit: {
    org: true,
    id: true,
    at: true,
    actor: true,
    service: true,
    category: true,
    activity: true,
    target: true,
    detail: true,
  },
  object: {
    org: true,
    id: true,
    type: true,
    version: true,
    created: true,
    modified: true,
    deleted: true,
    external: true,
    doc: true,
  },
};

const readColumns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(READ_COLUMNS).map(([table, columns]) => [table, Object.keys(columns)]),
);

/** The columns that make up a row, where the table has more than those. */
export function readColumnsOf(table: TableName): readonly string[] | undefined {
  return readColumns.get(table);
}

const jsonColumns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(JSON_COLUMNS).map(([table, columns]) => [table, Object.keys(columns)]),
);
const NONE: readonly string[] = [];

/** The names of the table's JSON columns. */
export function jsonColumnsOf(table: TableName): readonly string[] {
  return jsonColumns.get(table) ?? NONE;
}

/**
 * These columns of the row as parameters: JSON as text, which is taken from `texts` where it is there. JSON's own null
 * and an absent value are the same.
 */
export function toRowValues(
  table: TableName,
  columns: readonly string[],
  row: SqlRow,
  texts: SqlRow,
): readonly SqlValue[] {
  const json = jsonColumnsOf(table);
  const values: SqlValue[] = [];
  for (const column of columns) {
    const value = row[column];
    if (value === null) values.push(null);
    else if (json.includes(column)) values.push(jsonText(value, texts[column]));
    else values.push(plain(table, column, value));
  }
  return values;
}

/** The value as a parameter to compare with: databases disagree on when two JSON texts are equal. */
export function toPlainSql(table: TableName, column: string, value: unknown): string | number {
  if (jsonColumnsOf(table).includes(column))
    throw new TypeError(`${table}.${column} cannot be compared with`);
  return plain(table, column, value);
}

function jsonText(value: unknown, made: unknown): string {
  return typeof made === "string" ? made : JSON.stringify(value);
}

function plain(table: TableName, column: string, value: unknown): string | number {
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  throw new TypeError(`${table}.${column} cannot hold ${typeof value}`);
}
