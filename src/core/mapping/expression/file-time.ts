import { isDate } from "./date-text.ts";

/** 1 January 1970 in Active Directory's form: intervals of 100 nanoseconds since 1601. */
const EPOCH = 116_444_736_000_000_000n;
const PER_MILLISECOND = 10_000n;

/** The moment that a number of Active Directory names, in milliseconds since 1970, or `undefined`. */
export function parseFileTime(text: string): number | undefined {
  if (!/^\s*\d{1,19}\s*$/.test(text)) return undefined;
  const moment = Number((BigInt(text.trim()) - EPOCH) / PER_MILLISECOND);
  return isDate(moment) ? moment : undefined;
}

/** A moment as a number of Active Directory, or `undefined` for one before 1601. */
export function printFileTime(moment: number): string | undefined {
  const ticks = BigInt(Math.trunc(moment)) * PER_MILLISECOND + EPOCH;
  return ticks < 0n ? undefined : String(ticks);
}
