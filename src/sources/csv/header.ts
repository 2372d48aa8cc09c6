import type { CsvRecord } from "./records.ts";
import type { Finding } from "./text.ts";
import { describeEncoding } from "./text.ts";

export interface Columns<Column extends string> {
  readonly known: readonly Column[];
  readonly required: readonly Column[];
  /** Other names of known columns, in lower case. */
  readonly aliases?: ReadonlyMap<string, Column>;
  /** Columns that are left out, in lower case. */
  readonly ignored?: ReadonlySet<string>;
}

export type Header<Column extends string> =
  | { readonly kind: "columns"; readonly columns: readonly (Column | undefined)[] }
  | { readonly kind: "finding"; readonly finding: Finding };

const NAME_CHARACTERS_SHOWN = 80;
const NAMES_SHOWN = 30;

/**
 * Reads the first record as column names, in any order and any case; `undefined` stands for a column that is left out.
 * Unknown columns, a repeated one and a missing one are findings: a value that an import left out in silence would later
 * be removed from accounts.
 */
export function parseHeader<Column extends string>(
  { line, fields }: CsvRecord,
  { known, required, aliases, ignored }: Columns<Column>,
): Header<Column> {
  // UTF-16 without its mark passes for UTF-8, as Latin letters with a NUL after or before each.
  if (fields.some((field) => field.includes("\0"))) {
    return { kind: "finding", finding: describeEncoding(line, "UTF-16") };
  }
  const columns: (Column | undefined)[] = [];
  const unknown: { readonly at: number; readonly name: string }[] = [];
  for (const [at, field] of fields.entries()) {
    const name = field.trim();
    const folded = name.toLowerCase();
    const column = known.find((candidate) => candidate.toLowerCase() === folded) ?? aliases?.get(folded);
    if (column === undefined) {
      if (ignored?.has(folded) !== true) unknown.push({ at, name });
      columns.push(undefined);
      continue;
    }
    if (columns.includes(column)) {
      const finding: Finding = {
        code: "import.duplicate-column",
        line,
        column: at + 1,
        params: { column },
      };
      return { kind: "finding", finding };
    }
    columns.push(column);
  }
  const [first] = unknown;
  if (first !== undefined) {
    const names = unknown.map(({ name }) => name);
    return { kind: "finding", finding: unknownColumns(line, first.at + 1, names, known) };
  }
  const missing = required.find((column) => !columns.includes(column));
  if (missing === undefined) return { kind: "columns", columns };
  return {
    kind: "finding",
    finding: { code: "import.missing-column", line, column: undefined, params: { column: missing } },
  };
}

function unknownColumns(
  line: number,
  column: number,
  names: readonly string[],
  known: readonly string[],
): Finding {
  const all = names.map((name) => name.slice(0, NAME_CHARACTERS_SHOWN));
  const shown = all[0] ?? "";
  const suggestion = closestName(shown, known);
  return {
    code: "import.unknown-column",
    line,
    column,
    params: {
      column: shown,
      columns: all.slice(0, NAMES_SHOWN).join(", "),
      known: known.join(", "),
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  };
}

/** The known name that a typing mistake turns into this one, or `undefined` when none is near. */
function closestName(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((candidate) => ({
    candidate,
    edits: editsBetween(name.toLowerCase().replaceAll(/[\s_-]/g, ""), candidate.toLowerCase()),
  }));
  const best = distances.reduce<(typeof distances)[number] | undefined>(
    (least, next) => (least === undefined || next.edits < least.edits ? next : least),
    undefined,
  );
  if (best === undefined || best.edits > best.candidate.length / 3) return undefined;
  return best.candidate;
}

/** Levenshtein distance. */
function editsBetween(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (let at = 1; at <= right.length; at++) {
      const replaced = (above[at - 1] ?? 0) + (right[at - 1] === letter ? 0 : 1);
      current.push(Math.min(replaced, (above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[right.length] ?? 0;
}
