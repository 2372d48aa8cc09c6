import { ELEMENTS_AT_ONCE, type Work } from "../work.ts";
import {
  type ChainHead,
  type HashText,
  hashRecord,
  type PlacedRecord,
  readEntries,
  type Seal,
  type SealedEntry,
} from "./chain.ts";

/** The kinds of difference at the place of a break. */
export const BREAK_KINDS = [
  // Of a record: its content, its absence, or its presence.
  "changed",
  "missing",
  "added",
  // Of the seals: one differs from its signature or from the seal before it, or one is gone.
  "seal-changed",
  "seal-missing",
  // The hash that was noted elsewhere is nowhere in the chain.
  "hash-missing",
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

/** The first place at which a trail differs from its chain. */
export interface ChainBreak {
  readonly kind: BreakKind;
  /** The number of the seal; null for a record outside of all seals, and for a hash that is missing. */
  readonly seal: number | null;
  /** When the seal was made, as it says itself. */
  readonly sealedAt: number | null;
  /** The number of the record; of one that was added, of the record that it precedes. */
  readonly record: number | null;
  /** The id and the time of the record, where it is there. */
  readonly id: string | null;
  readonly at: number | null;
}

/** A break without any record. */
export function toSealBreak(
  kind: BreakKind,
  seal: number | null,
  sealedAt: number | null = null,
): ChainBreak {
  return { kind, seal, sealedAt, record: null, id: null, at: null };
}

/** The entries of a seal that continues the chain at the head and agrees with itself; undefined for another one. */
export function readNextSeal(head: ChainHead, seal: Seal): readonly SealedEntry[] | undefined {
  const { number, first, count, place, previous, hash } = seal;
  const entries = readEntries(seal.entries);
  const last = entries?.at(-1);
  const isNext = number === head.seal + 1 && first === head.record + 1 && previous === head.hash;
  const isWhole = count === entries?.length && last?.place === place && last.hash === hash;
  return isNext && isWhole ? entries : undefined;
}

/** A seal with its entries, and the records between the seal before it and its last place, in the order of places. */
export interface SealedRecords {
  readonly seal: Omit<Seal, "entries">;
  readonly entries: readonly SealedEntry[];
  readonly records: readonly PlacedRecord[];
}

/** Compares a seal with the records. Returns the first difference. */
export function* compareSeal(
  { seal: { number, at: sealedAt, first, previous }, entries, records }: SealedRecords,
  hash: HashText,
): Work<ChainBreak | undefined> {
  let [before, at] = [previous, 0];
  for (const [n, { place, hash: sealed }] of entries.entries()) {
    const record = records[at];
    const found = { seal: number, sealedAt, record: first + n };
    if (record === undefined || record.place > place)
      return { ...found, kind: "missing", id: null, at: null };
    const named = { ...found, id: record.id, at: record.at };
    if (record.place < place) return { ...named, kind: "added" };
    if (hashRecord(before, record, hash) !== sealed) return { ...named, kind: "changed" };
    [before, at] = [sealed, at + 1];
    if (at % ELEMENTS_AT_ONCE === 0) yield;
  }
  const rest = records[at];
  if (rest === undefined) return undefined;
  const { id, at: recorded } = rest;
  return { kind: "added", seal: number, sealedAt, record: first + entries.length, id, at: recorded };
}
