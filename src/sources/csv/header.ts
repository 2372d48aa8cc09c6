import { dropInvisible, showInvisible } from "../../core/invisible.ts";
import { cutText } from "../../core/json.ts";
import { findNearestOf } from "../../core/nearest-name.ts";
import { normalizeText } from "../../core/normalize.ts";
import type { CsvRecord } from "./records.ts";
import type { Finding } from "./text.ts";
import { describeEncoding } from "./text.ts";

/** How one system names its columns; names are given in lower case. */
export interface Layout<Column extends string> {
  /** The columns that a name stands for. */
  aliasesOf(name: string): readonly Column[];
  /** True for a column of that system that is left out, unless it is mapped. */
  isIgnored(name: string): boolean;
  /** True when columns that are not known are left out as well. */
  readonly leavesOutOthers: boolean;
}

export interface Columns<Column extends string> {
  readonly known: readonly Column[];
  /** The column that is missing among these, or undefined. */
  findMissing(given: ReadonlySet<Column>): Column | undefined;
  layoutOf(names: readonly string[]): Layout<Column>;
  /** Names of the file by column, as a person gave them; they go before all other names. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Names of the file's columns that a person leaves out; one that is mapped is read all the same. */
  readonly dropped: readonly string[];
}

export type Header<Column extends string> =
  | {
      readonly kind: "columns";
      /** For each field of a row the columns that it fills; none where it is left out. */
      readonly columns: readonly (readonly Column[])[];
      readonly given: ReadonlySet<Column>;
      /** Names of the columns that are left out, as the file has them. */
      readonly ignored: readonly string[];
      /** Positions of the columns without a name, from 0: such a column may only be empty. */
      readonly nameless: ReadonlySet<number>;
    }
  | { readonly kind: "finding"; readonly finding: Finding };

const NAME_CHARACTERS_SHOWN = 80;
const NAMES_SHOWN = 30;

/**
 * Reads the first record as column names, in any order and any case, without what cannot be seen. Unknown columns, a
 * repeated one and a missing one are findings: a value that an import left out in silence would later be removed from
 * accounts. A column without a name is what a spreadsheet leaves of a cleared one, until a row has a value in it.
 */
export function parseHeader<Column extends string>(
  { line, fields }: CsvRecord,
  source: Columns<Column>,
): Header<Column> {
  // UTF-16 without its mark passes for UTF-8, as Latin letters with a NUL after or before each.
  if (fields.some((field) => field.includes("\0"))) {
    return { kind: "finding", finding: describeEncoding(line, "UTF-16") };
  }
  const names = fields.map(foldName);
  const mapping = readMapping(source);
  const absent = mapping.find(({ name }) => !names.includes(name));
  if (absent !== undefined) return missingColumn(line, absent.written, fields);
  const layout = source.layoutOf(names);
  const dropped = new Set(source.dropped.map(foldName));
  const given = new Set<Column>();
  const unknown: { readonly at: number; readonly name: string }[] = [];
  const ignored: string[] = [];
  const nameless = new Set<number>();
  const columns: (readonly Column[])[] = [];
  for (const [at, name] of names.entries()) {
    const own = ownColumns(name, source.known, layout);
    const mine = mapping.filter((each) => each.name === name).map(({ column }) => column);
    const isDropped = dropped.has(name);
    const rest = own.filter((column) => !isDropped && !mapping.some((each) => each.column === column));
    const filled = [...mine, ...rest];
    const written = (fields[at] ?? "").trim();
    if (name === "") nameless.add(at);
    else if (filled.length === 0) {
      const isLeftOut = isDropped || own.length > 0 || layout.isIgnored(name) || layout.leavesOutOthers;
      if (isLeftOut) ignored.push(showInvisible(written));
      else unknown.push({ at, name: written });
    }
    const repeated = filled.find((column) => given.has(column));
    if (repeated !== undefined) return repeatedColumn(line, at, repeated);
    for (const column of filled) given.add(column);
    columns.push(filled);
  }
  const [first] = unknown;
  if (first !== undefined) {
    const all = unknown.map(({ name }) => name);
    return { kind: "finding", finding: unknownColumns(line, first.at + 1, all, source.known) };
  }
  const missing = source.findMissing(given);
  if (missing !== undefined) return missingColumn(line, missing, fields);
  return { kind: "columns", columns, given, ignored, nameless };
}

/** The form in which names of columns are compared: as a person reads them, without regard to case. */
function foldName(name: string): string {
  return normalizeText(dropInvisible(name), "NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
}

interface Mapped<Column extends string> {
  readonly column: Column;
  readonly name: string;
  readonly written: string;
}

/** The mapping of this file's columns; a mapping of another file's columns has no effect here. */
function readMapping<Column extends string>({ known, mapped }: Columns<Column>): readonly Mapped<Column>[] {
  return known.flatMap((column) => {
    const written = mapped.get(column);
    return written === undefined ? [] : [{ column, name: foldName(written), written }];
  });
}

function ownColumns<Column extends string>(
  name: string,
  known: readonly Column[],
  layout: Layout<Column>,
): readonly Column[] {
  const aliases = layout.aliasesOf(name);
  if (aliases.length > 0) return aliases;
  if (layout.isIgnored(name)) return [];
  return known.filter((candidate) => candidate.toLowerCase() === name);
}

function repeatedColumn(line: number, at: number, column: string): Header<never> {
  return {
    kind: "finding",
    finding: { code: "import.duplicate-column", line, column: at + 1, params: { column } },
  };
}

function missingColumn(line: number, column: string, names: readonly string[]): Header<never> {
  const params = { column, columns: showNames(names).join(", ") };
  return { kind: "finding", finding: { code: "import.missing-column", line, column: undefined, params } };
}

function unknownColumns(
  line: number,
  column: number,
  names: readonly string[],
  known: readonly string[],
): Finding {
  const all = showNames(names);
  const shown = all[0] ?? "";
  const suggestion = findNearestOf(shown.replaceAll(/[\s_-]/g, ""), known);
  return {
    code: "import.unknown-column",
    line,
    column,
    params: {
      column: shown,
      columns: all.join(", "),
      known: known.join(", "),
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  };
}

/** Names of the file's columns as a problem quotes them: the first ones that have a name. */
function showNames(names: readonly string[]): readonly string[] {
  const named = names.filter((name) => foldName(name) !== "").slice(0, NAMES_SHOWN);
  return named.map((name) => cutText(showInvisible(name.trim()), NAME_CHARACTERS_SHOWN));
}
