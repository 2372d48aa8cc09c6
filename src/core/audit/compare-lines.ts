import { type AuditRecord, type HashText, hashRecord } from "./chain.ts";
import type { BreakKind } from "./compare-seal.ts";

/** A sealed record as a file has it, with its place in the chain. */
export interface ExportedRecord {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly record: number;
  readonly previous: string;
  readonly hash: string;
  readonly content: AuditRecord;
}

/** The first place at which a file differs from the chain; `line` is null where a record is missing. */
export interface LineBreak {
  readonly kind: Extract<BreakKind, "changed" | "missing" | "hash-missing"> | "twice";
  readonly line: number | null;
  readonly record: number | null;
  readonly id: string | null;
  readonly at: number | null;
}

/** What is kept of a record until all lines are read. */
interface Link extends Omit<ExportedRecord, "content"> {
  readonly id: string;
  readonly at: number;
}

/** Compares the sealed records of a file with their hashes, line by line and then with each other. */
export class LineComparison {
  readonly #hash: HashText;
  readonly #links: Link[] = [];
  #changed: LineBreak | undefined;

  constructor(hash: HashText) {
    this.#hash = hash;
  }

  /** Takes a record. Lines may come in any order. */
  add({ content, ...place }: ExportedRecord): void {
    const { id, at } = content;
    const isSame = hashRecord(place.previous, content, this.#hash) === place.hash;
    if (!isSame) this.#changed ??= breakAt("changed", { ...place, id, at });
    this.#links.push({ ...place, id, at });
  }

  /** The first record, the last one and its hash, after all lines. */
  get range(): { readonly first: number; readonly last: number; readonly hash: string } | undefined {
    const links = this.#ordered();
    const [first, last] = [links[0], links.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    return { first: first.record, last: last.record, hash: last.hash };
  }

  get count(): number {
    return this.#links.length;
  }

  /**
   * The first difference. Each record must continue the one before it; where the file has only some records (`isPartial`),
   * others may be missing in between. `expect` is a hash of the chain that must occur.
   */
  findBreak(isPartial: boolean, expect: string | undefined): LineBreak | undefined {
    if (this.#changed !== undefined) return this.#changed;
    const links = this.#ordered();
    let before: Link | undefined;
    for (const link of links) {
      const found = before && findGap(before, link, isPartial);
      if (found !== undefined) return found;
      before = link;
    }
    const isExpected =
      expect === undefined || links.some(({ previous, hash }) => hash === expect || previous === expect);
    return isExpected ? undefined : { kind: "hash-missing", line: null, record: null, id: null, at: null };
  }

  #ordered(): readonly Link[] {
    return this.#links.toSorted((one, other) => one.record - other.record);
  }
}

/** What is wrong between two records that follow each other in the file. */
function findGap(before: Link, link: Link, isPartial: boolean): LineBreak | undefined {
  if (link.record === before.record) return breakAt("twice", link);
  if (link.record > before.record + 1) {
    const missing = { kind: "missing", line: null, record: before.record + 1, id: null, at: null } as const;
    return isPartial ? undefined : missing;
  }
  return link.previous === before.hash ? undefined : breakAt("changed", link);
}

function breakAt(kind: LineBreak["kind"], { line, record, id, at }: Link): LineBreak {
  return { kind, line, record, id, at };
}
