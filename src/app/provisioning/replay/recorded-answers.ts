import { type Json, toCanonicalJson } from "../../../core/json.ts";
import type { Question, RecordedLine, VersionedTable } from "../recording/recorded-line.ts";
import { isVersioned } from "../recording/recorded-line.ts";

/** An answer that was recorded; `answer` is undefined where nothing was found. */
export interface RecordedAnswer {
  readonly answer: unknown;
}

/** The answers to one question, in the order in which they were given. */
interface Series {
  readonly answers: unknown[];
  next: number;
}

/**
 * The answers of a recording by their questions. A question that was asked several times gets its answers in turn, and its
 * last one from then on.
 */
export class RecordedAnswers {
  readonly #series = new Map<string, Series>();
  readonly #rows: object[] = [];
  readonly #latest: Record<VersionedTable, Map<string, object>> = { object: new Map(), link: new Map() };

  constructor(lines: Iterable<RecordedLine>) {
    for (const line of lines) this.#add(line);
  }

  /** The answer to this question; undefined if it was not asked. */
  take(to: Question): RecordedAnswer | undefined {
    return takeNext(this.#series.get(keyOf(to)));
  }

  /** The rows for each of these values; undefined for a value that was not asked about. */
  takeEach(to: Question, values: readonly unknown[]): ReadonlyMap<unknown, readonly object[] | undefined> {
    return new Map(values.map((value) => [value, toRows(takeNext(this.#series.get(keyOf([...to, value]))))]));
  }

  /** The rows of an answer that names rows of a versioned table by their places. */
  readRows(table: string, { answer }: RecordedAnswer): readonly object[] {
    const shown = Array.isArray(answer) ? answer : [];
    return isVersioned(table) ? shown.flatMap((place) => this.#rows[Number(place)] ?? []) : shown;
  }

  /** The row of this object as it was read last; undefined if it never was. */
  latest(table: VersionedTable, object: string): object | undefined {
    return this.#latest[table].get(object);
  }

  /** All rows of a table as they were read last. */
  latestRows(table: VersionedTable): readonly object[] {
    return [...this.#latest[table].values()];
  }

  #add(line: RecordedLine): void {
    switch (line.kind) {
      case "row":
        this.#rows.push(line.row);
        this.#latest[line.table].set(
          String(Reflect.get(line.row, line.table === "object" ? "id" : "object")),
          line.row,
        );
        return;
      case "answer":
        this.#append(keyOf(line.to), line.answer);
        return;
      case "answers":
        this.#addEach(line);
        return;
    }
  }

  #addEach({ to, column, values, rows }: RecordedLine & { readonly kind: "answers" }): void {
    const [method, table] = to;
    const read =
      method === "among" ? this.readRows(String(table), { answer: rows }) : toRows({ answer: rows });
    const byValue = new Map<unknown, object[]>(values.map((value) => [value, []]));
    for (const row of read ?? []) byValue.get(Reflect.get(row, column))?.push(row);
    for (const [value, found] of byValue) this.#append(keyOf([...to, value]), found);
  }

  #append(key: string, answer: unknown): void {
    const series = this.#series.get(key) ?? { answers: [], next: 0 };
    series.answers.push(answer);
    this.#series.set(key, series);
  }
}

function takeNext(series: Series | undefined): RecordedAnswer | undefined {
  if (series === undefined) return undefined;
  const answer = series.answers[Math.min(series.next, series.answers.length - 1)];
  series.next += 1;
  return { answer };
}

function toRows(found: RecordedAnswer | undefined): readonly object[] | undefined {
  return Array.isArray(found?.answer) ? found.answer : undefined;
}

/** A question as text, the same before and after it was written to a file. */
function keyOf(to: Question): string {
  const plain: Json = JSON.parse(JSON.stringify(to));
  return toCanonicalJson(plain);
}
