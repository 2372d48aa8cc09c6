import { showInvisible, trimInvisible } from "../../core/invisible.ts";
import { cutText } from "../../core/json.ts";
import { BATCH_ROWS_MAX, type InputProblemCode, type Rows } from "../../ports/source.ts";
import { type Columns, parseHeader } from "./header.ts";
import { type CsvRecord, readRecords } from "./records.ts";
import { damageOf } from "./spreadsheet.ts";
import type { Finding } from "./text.ts";

/** Characters (UTF-16 code units) of one field. */
export const FIELD_LENGTH_MAX = 4096;
const VALUE_CHARACTERS_SHOWN = 80;

/** A record under its column names: values trimmed, empty ones and absent columns `undefined`. */
export interface TableRow<Column extends string> {
  readonly line: number;
  readonly values: Readonly<Record<Column, string | undefined>>;
  /** The columns that the file has. */
  readonly given: ReadonlySet<Column>;
}

export type Parsed<Row, Column extends string> =
  | { readonly kind: "row"; readonly row: Row }
  | {
      readonly kind: "refused";
      readonly code: InputProblemCode;
      readonly column: Column;
      readonly params: Readonly<Record<string, string | number>>;
    };

/** Reads a file with a header, and turns each record into a row or into the problem that ends the reading. */
export async function* readTable<Row, Column extends string>(
  input: AsyncIterable<Uint8Array>,
  file: string,
  columns: Columns<Column>,
  parseRow: (row: TableRow<Column>) => Parsed<Row, Column>,
): Rows<Row> {
  const reader = new TableReader(columns, parseRow);
  let rows: Row[] = [];
  for await (const event of readRecords(input)) {
    if (event.kind === "finding") {
      yield { kind: "problem", problem: { file, ...reader.named(event.finding) } };
      return;
    }
    for (const record of event.records) {
      const taken = reader.take(record);
      if (taken.kind === "finding") {
        yield { kind: "problem", problem: { file, ...taken.finding } };
        return;
      }
      if (taken.kind === "ignored") yield taken;
      if (taken.kind === "row") rows.push(taken.row);
      if (rows.length < BATCH_ROWS_MAX) continue;
      yield { kind: "rows", rows };
      rows = [];
    }
  }
  if (!reader.hasHeader) {
    const problem = { code: "import.empty-file", file, line: 1, column: undefined, params: {} } as const;
    yield { kind: "problem", problem };
  }
  if (rows.length > 0) yield { kind: "rows", rows };
}

type Taken<Row> =
  | { readonly kind: "header" }
  | { readonly kind: "ignored"; readonly columns: readonly string[] }
  | { readonly kind: "row"; readonly row: Row }
  | { readonly kind: "finding"; readonly finding: Finding };

class TableReader<Row, Column extends string> {
  readonly #known: Columns<Column>;
  readonly #parseRow: (row: TableRow<Column>) => Parsed<Row, Column>;
  #columns: readonly (readonly Column[])[] | undefined;
  #given: ReadonlySet<Column> = new Set();
  #nameless: ReadonlySet<number> = new Set();
  /** A row without values, which each row begins as. */
  readonly #empty: Readonly<Record<string, undefined>>;

  constructor(known: Columns<Column>, parseRow: (row: TableRow<Column>) => Parsed<Row, Column>) {
    this.#known = known;
    this.#empty = Object.fromEntries(known.known.map((column) => [column, undefined]));
    this.#parseRow = parseRow;
  }

  get hasHeader(): boolean {
    return this.#columns !== undefined;
  }

  take(record: CsvRecord): Taken<Row> {
    if (this.#columns === undefined) {
      const header = parseHeader(record, this.#known);
      if (header.kind === "finding") return header;
      this.#columns = header.columns;
      this.#given = header.given;
      this.#nameless = header.nameless;
      const { ignored } = header;
      return ignored.length === 0 ? { kind: "header" } : { kind: "ignored", columns: ignored };
    }
    const { line } = record;
    const read = this.#valuesOf(this.#columns, record);
    if (read.kind === "finding") return { kind: "finding", finding: this.named(read.finding) };
    const { values } = read;
    const parsed = this.#parseRow({ line, values, given: this.#given });
    if (parsed.kind === "row") return parsed;
    const position = this.#columns.findIndex((filled) => filled.includes(parsed.column)) + 1;
    const column = position === 0 ? undefined : position;
    const params = { column: parsed.column, ...parsed.params };
    return { kind: "finding", finding: { code: parsed.code, line, column, params } };
  }

  /** The finding with the name of its column, once the header has said it. */
  named(finding: Finding): Finding {
    const column = finding.column === undefined ? undefined : this.#columns?.[finding.column - 1]?.[0];
    return column === undefined ? finding : { ...finding, params: { column, ...finding.params } };
  }

  /** A column that is left out is not looked at, so that no message quotes a password. */
  #valuesOf(
    columns: readonly (readonly Column[])[],
    { line, fields }: CsvRecord,
  ): ReadValues<Column> | { readonly kind: "finding"; readonly finding: Finding } {
    if (fields.length !== columns.length) {
      const params = { expected: columns.length, found: fields.length };
      return { kind: "finding", finding: { code: "import.truncated-row", line, column: undefined, params } };
    }
    const values: Record<string, string | undefined> = { ...this.#empty };
    let at = 0;
    for (const filled of columns) {
      const field = fields[at] ?? "";
      at += 1;
      if (field === "") continue;
      if (this.#nameless.has(at - 1) && trimInvisible(field) !== "") {
        const finding: Finding = { code: "import.nameless-column", line, column: at, params: {} };
        return { kind: "finding", finding };
      }
      if (filled.length === 0) continue;
      const broken = brokenField(field);
      if (broken !== undefined) return { kind: "finding", finding: { ...broken, line, column: at } };
      const value = trimInvisible(field);
      if (value !== "") for (const column of filled) values[column] = value;
    }
    return { kind: "values", values: values as TableRow<Column>["values"] };
  }
}

interface ReadValues<Column extends string> {
  readonly kind: "values";
  readonly values: TableRow<Column>["values"];
}

/** No directory means one of these; tabs and line breaks do occur in addresses. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
/** Most fields are of these characters alone. */
const PRINTABLE = /^[ -~]*$/;

function brokenField(field: string): Pick<Finding, "code" | "params"> | undefined {
  if (field.length > FIELD_LENGTH_MAX)
    return { code: "import.too-long", params: { limit: FIELD_LENGTH_MAX } };
  if (!PRINTABLE.test(field) && CONTROL.test(field)) {
    return { code: "import.bad-text", params: { value: quoteValue(field) } };
  }
  const code = damageOf(field);
  return code === undefined ? undefined : { code, params: { value: quoteValue(field.trim()) } };
}

/** A value as a problem quotes it: short, and with what cannot be seen written as its number. */
export function quoteValue(value: string): string {
  return cutText(showInvisible(value), VALUE_CHARACTERS_SHOWN);
}
