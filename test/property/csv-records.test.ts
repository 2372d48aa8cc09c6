import { parse } from "csv-parse";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordScanner } from "../../src/sources/csv/record-scanner.ts";
import { LINE_BYTES_MAX } from "../../src/sources/csv/text.ts";

interface Read {
  readonly records: readonly (readonly string[])[];
  readonly brokenAt: number | undefined;
}

/** The same by csv-parse, which gets the text in one piece. */
async function parseRecords(text: string, delimiter: string): Promise<Read> {
  const records: string[][] = [];
  const parser = parse({
    ...{ delimiter, bom: false, columns: false, relax_column_count: true },
    record_delimiter: ["\r\n", "\n", "\r"],
    on_record: (fields: string[]) => {
      records.push(fields);
      return null;
    },
  });
  parser.on("error", () => undefined);
  parser.resume();
  const written = await new Promise<unknown>((resolve) => parser.write(Buffer.from(text), resolve));
  const error = written ?? (await new Promise<unknown>((resolve) => parser.end(resolve)));
  const column = error instanceof Error && "column" in error ? error.column : undefined;
  return { records, brokenAt: typeof column === "number" ? column : undefined };
}

/** The text in pieces that end at these places. */
function scanPieces(text: string, delimiter: string, ends: readonly number[]): Read {
  const scanner = new RecordScanner(delimiter);
  const records: (readonly string[])[] = [];
  const places = [...new Set([0, ...ends.map((end) => end % (text.length + 1)), text.length])].sort(
    (left, right) => left - right,
  );
  const pieces = places.slice(1).map((end, at) => text.slice(places[at], end));
  for (const scan of [...pieces.map((piece) => () => scanner.add(piece)), () => scanner.end()]) {
    const scanned = scan();
    records.push(...scanned.records);
    if (scanned.brokenAt !== undefined) return { records, brokenAt: scanned.brokenAt };
  }
  return { records, brokenAt: undefined };
}

const anyDelimiter = fc.constantFrom(",", ";", "\t");
const anyPart = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "a", " ", "é", "好"),
  },
  { weight: 2, arbitrary: fc.constantFrom('"a,b"', '"a\r\nb"', '"""a"""', ',"",', '\n"', '"\n') },
  // Longer than what a scanner waits for, so that a record is cut and read again.
  { weight: 1, arbitrary: fc.constantFrom("x".repeat(9_000), `"${'""'.repeat(5_000)}"`, "k,".repeat(6_000)) },
);
const anyEnds = fc.array(fc.nat(60_000), { maxLength: 6 });

test("records and broken quotes are those that csv-parse finds, however the text is cut", async () => {
  const found = { broken: 0, whole: 0 };
  const isSame = fc.asyncProperty(
    fc.array(anyPart, { maxLength: 25 }).map((parts) => parts.join("")),
    anyDelimiter,
    anyEnds,
    async (text, delimiter, ends) => {
      const expected = await parseRecords(text, delimiter);
      expect(scanPieces(text, delimiter, ends)).toEqual(expected);
      found[expected.brokenAt === undefined ? "whole" : "broken"] += 1;
    },
  );
  await fc.assert(isSame, { numRuns: 2_000 });
  expect(found.broken).toBeGreaterThan(100);
  expect(found.whole).toBeGreaterThan(100);
});

test("a record longer than a line may be is broken in the field that crosses the limit", () => {
  const within = `a,"${"b\n".repeat(LINE_BYTES_MAX / 2 - 10)}",c\n`;
  const beyond = `a,"${"b\n".repeat(LINE_BYTES_MAX / 2)}",c\n`;
  for (const ends of [[], [5], [100_000, 300_000, 500_000], [LINE_BYTES_MAX, LINE_BYTES_MAX + 5]]) {
    const { records, brokenAt } = scanPieces(within, ",", ends);
    expect({ fields: records.map(({ length }) => length), brokenAt }).toEqual({
      fields: [3],
      brokenAt: undefined,
    });
    expect(scanPieces(beyond, ",", ends)).toEqual({ records: [], brokenAt: 1 });
  }
});
