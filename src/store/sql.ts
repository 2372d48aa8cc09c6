/** A value that stands in SQL: another piece, or what becomes a parameter. */
type Part = unknown;

/** How a database writes the place of its nth parameter, which counts from one. */
export type Placeholder = (n: number) => string;

/**
 * A piece of SQL. `Row` is the type of the rows that a whole statement answers, or of the value of an expression. Texts
 * come from the program alone: every value between them is a parameter, unless it is a piece itself.
 */
export class SqlPiece<Row> {
  readonly #texts: readonly string[];
  readonly #parts: readonly Part[];
  /** Never set: it carries the type. */
  declare readonly row: Row;

  constructor(texts: readonly string[], parts: readonly Part[]) {
    this.#texts = texts;
    this.#parts = parts;
  }

  /** The text for a driver, with its parameters in order. */
  compile(placeholder: Placeholder): { readonly sql: string; readonly parameters: readonly unknown[] } {
    const parameters: unknown[] = [];
    return { sql: this.#write(placeholder, parameters), parameters };
  }

  #write(placeholder: Placeholder, parameters: unknown[]): string {
    let text = this.#texts[0] ?? "";
    for (const [at, part] of this.#parts.entries()) {
      if (part instanceof SqlPiece) text += part.#write(placeholder, parameters);
      else text += placeholder(parameters.push(part));
      text += this.#texts[at + 1] ?? "";
    }
    return text;
  }
}

function template<Row = unknown>(texts: TemplateStringsArray, ...parts: readonly Part[]): SqlPiece<Row> {
  return new SqlPiece<Row>(texts, parts);
}

/** A text as it is. It must be the program's own: nothing in it is quoted. */
function raw<Row = unknown>(text: string): SqlPiece<Row> {
  return new SqlPiece<Row>([text], []);
}

/** The name of a column, or of a column of a table: `id`, `o.id`. */
function ref<Row = unknown>(name: string): SqlPiece<Row> {
  return raw(name.split(".").map(quoteName).join("."));
}

/** A number, a text or null in the SQL itself, for places where a parameter cannot be used, or would hide an index. */
function lit<Value extends string | number | null>(value: Value): SqlPiece<Value> {
  return raw(typeof value !== "string" ? String(value) : `'${value.replaceAll("'", "''")}'`);
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const COMMA = raw(", ");

/** The parts one after the other, with a comma or another piece between. */
function join(parts: readonly Part[], between: SqlPiece<unknown> = COMMA): SqlPiece<unknown> {
  const pieces = parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));
  return new SqlPiece(
    Array.from({ length: pieces.length + 1 }, () => ""),
    pieces,
  );
}

/** A value as a parameter. */
function val<Value>(value: Value): SqlPiece<Value> {
  return new SqlPiece<Value>(["", ""], [value]);
}

/** SQL from a template: its values become parameters, and pieces of SQL in it become a part of the text. */
export const sql = Object.assign(template, { raw, ref, table: ref, lit, join, val });
