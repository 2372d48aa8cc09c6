import { type JsonObject, toCanonicalJson } from "../json.ts";
import { ELEMENTS_AT_ONCE, type Work } from "../work.ts";

/** A hash function: the text in, lower-case hexadecimal digits out. */
export type HashText = (text: string) => string;

/** What is sealed of a record of the audit trail. */
export interface AuditRecord {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly service: string;
  readonly category: string;
  readonly activity: string;
  readonly target: string;
  readonly detail: JsonObject;
}

/** A record and its place in the trail of the store. */
export interface PlacedRecord extends AuditRecord {
  readonly place: number;
}

/** The place of a sealed record, and the hash of the chain up to it. */
export interface SealedEntry {
  readonly place: number;
  readonly hash: string;
}

/** The end of a chain: the last seal, the last record with its place, and the hash of everything up to it. */
export interface ChainHead {
  readonly seal: number;
  readonly record: number;
  readonly place: number;
  readonly hash: string;
}

/** A batch of records that was sealed. Records and seals are numbered from 1. */
export interface Seal {
  readonly number: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** The number of its first record. */
  readonly first: number;
  readonly count: number;
  /** The place of its last record. */
  readonly place: number;
  /** The hash of the chain before its first record, and up to its last one. */
  readonly previous: string;
  readonly hash: string;
  /** Its entries as text, a line each: place, space, hash. */
  readonly entries: string;
}

/** The place from which a chain can be verified after older records were removed, and when they were. */
export interface ChainBase extends ChainHead {
  readonly at: number;
}

/** The head of a chain without records. Chains of two organizations differ from the first record on. */
export function createOrigin(org: string, hash: HashText): ChainHead {
  return { seal: 0, record: 0, place: 0, hash: hash(`muster audit chain 1\n${org}`) };
}

/** The hash of the chain up to this record, which follows the one with the hash `previous`. */
export function hashRecord(previous: string, record: AuditRecord, hash: HashText): string {
  const { id, at, actor, service, category, activity, target, detail } = record;
  const text = toCanonicalJson({ id, at, actor, service, category, activity, target, detail });
  return hash(`${previous}\n${text}`);
}

/** Seals records that follow the head, in the order of their places. There must be at least one. */
export function* createSeal(
  head: ChainHead,
  records: readonly PlacedRecord[],
  { at, hash }: { readonly at: number; readonly hash: HashText },
): Work<Seal> {
  const entries: string[] = [];
  let [place, last] = [head.place, head.hash];
  for (const record of records) {
    if (record.place <= place) throw new RangeError(`place ${record.place} does not follow ${place}`);
    place = record.place;
    last = hashRecord(last, record, hash);
    entries.push(`${place} ${last}`);
    if (entries.length % ELEMENTS_AT_ONCE === 0) yield;
  }
  return {
    ...{ number: head.seal + 1, at, first: head.record + 1, count: entries.length },
    ...{ place, previous: head.hash, hash: last, entries: entries.join("\n") },
  };
}

const ENTRY = /^(\d{1,15}) ([0-9a-f]{64})$/;

/** The entries of a seal; undefined for a text that no seal has. */
export function readEntries(text: string): readonly SealedEntry[] | undefined {
  const entries: SealedEntry[] = [];
  for (const line of text.split("\n")) {
    const [, place, hash] = ENTRY.exec(line) ?? [];
    if (place === undefined || hash === undefined) return undefined;
    entries.push({ place: Number(place), hash });
  }
  return entries;
}

/** The end of the chain after this seal. */
export function toHead({ number, first, count, place, hash }: Omit<Seal, "entries">): ChainHead {
  return { seal: number, record: first + count - 1, place, hash };
}

/** The text that the signature of a seal covers: everything in it, with its organization. */
export function toSealText(org: string, seal: Seal, hash: HashText): string {
  const { number, at, first, count, place, previous, hash: last, entries } = seal;
  const covered = hash(entries);
  return toCanonicalJson({ org, number, at, first, count, place, previous, hash: last, entries: covered });
}

/** The text that the signature of a base covers. No seal has the same. */
export function toBaseText(org: string, { seal, record, place, hash, at }: ChainBase): string {
  return toCanonicalJson({ org, base: { seal, record, place, hash, at } });
}
