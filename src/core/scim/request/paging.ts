import { ScimError } from "../error.ts";

/** Which part of a list is wanted. `count` 0 asks for the total only. */
export type Page = {
  /** One-based. */
  readonly startIndex: number;
  readonly count: number;
};

export type PageLimits = { readonly pageSizeDefault: number; readonly pageSizeMax: number };

/**
 * Reads `startIndex` and `count` (RFC 7644 §3.4.2.4): below 1 means 1, below 0 means 0, beyond the most means the
 * most. 400 invalidValue for what is not a whole number.
 */
export function parsePaging(
  query: { readonly startIndex?: string | number | undefined; readonly count?: string | number | undefined },
  limits: PageLimits,
): Page {
  const startIndex = readWhole("startIndex", query.startIndex) ?? 1;
  const count = readWhole("count", query.count) ?? limits.pageSizeDefault;
  return {
    startIndex: Math.max(1, startIndex),
    count: Math.min(Math.max(0, count), limits.pageSizeMax),
  };
}

function readWhole(name: string, raw: string | number | undefined): number | undefined {
  if (raw === undefined || raw === "") return undefined;
  const text = String(raw).trim();
  const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (value !== undefined) return value;
  throw new ScimError("invalidValue", `"${name}" is not a whole number.`);
}
