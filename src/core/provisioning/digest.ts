import { type Json, toCanonicalJson } from "../json.ts";

/**
 * The hash of a plan, entry by entry: each hash covers the one before it, so that order counts and a plan
 * of any size needs no more memory than one entry.
 */
export function extendHash(before: string, entry: Json, hash: (text: string) => string): string {
  return hash(`${before}\n${toCanonicalJson(entry)}`);
}
