import type { CsvRecord } from "./records.ts";
import type { Finding } from "./text.ts";
import { describeEncoding } from "./text.ts";

export interface Columns<Column extends string> {
  readonly known: readonly Column[];
  readonly required: readonly Column[];
}

export type Header<Column extends string> =
  | { readonly kind: "columns"; readonly columns: readonly Column[] }
  | { readonly kind: "finding"; readonly finding: Finding };

const NAME_CHARACTERS_SHOWN = 80;

/**
 * Reads the first record as column names, in any order and any case. An unknown, repeated or missing one is a
 * finding: what an import would silently leave out, an incremental cycle would later remove from accounts.
 */
export function parseHeader<Column extends string>(
  { line, fields }: CsvRecord,
  { known, required }: Columns<Column>,
): Header<Column> {
  // UTF-16 without its mark passes for UTF-8, as Latin letters with a NUL after or before each.
  if (fields.some((field) => field.includes("\0"))) {
    return { kind: "finding", finding: describeEncoding(line, "UTF-16") };
  }
  const columns: Column[] = [];
  for (const [at, field] of fields.entries()) {
    const name = field.trim();
    const column = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (column === undefined) {
      return { kind: "finding", finding: unknownColumn(line, at + 1, name, known) };
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
  const missing = required.find((column) => !columns.includes(column));
  if (missing === undefined) return { kind: "columns", columns };
  return {
    kind: "finding",
    finding: { code: "import.missing-column", line, column: undefined, params: { column: missing } },
  };
}

function unknownColumn(line: number, column: number, name: string, known: readonly string[]): Finding {
  const shown = name.slice(0, NAME_CHARACTERS_SHOWN);
  const suggestion = closestName(shown, known);
  return {
    code: "import.unknown-column",
    line,
    column,
    params: {
      column: shown,
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
