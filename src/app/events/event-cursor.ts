import type { OrgId } from "../../core/ids.ts";
import type { Env } from "../../ports/env.ts";
import type { Cursor } from "../../ports/kinds.ts";

const CHECK_LENGTH = 16;
/** Two whole numbers at most, each within what a database can count. */
const PLACE = /^\d{1,18}(?::\d{1,18})?$/;

/**
 * The cursor that a client receives for a position in the feed: opaque, and bound to the organization, so that a
 * mistyped, shortened or foreign cursor is refused instead of being read as another position.
 */
export function formatCursor(env: Pick<Env, "hash">, org: OrgId, place: Cursor): string {
  return Buffer.from(`${place} ${checkOf(env, org, place)}`, "latin1").toString("base64url");
}

/** The position that a client's cursor stands for in this organization; undefined for any other text. */
export function readCursor(env: Pick<Env, "hash">, org: OrgId, text: string): Cursor | undefined {
  const [place = ""] = Buffer.from(text, "base64url").toString("latin1").split(" ");
  return PLACE.test(place) && formatCursor(env, org, place) === text ? place : undefined;
}

/**
 * True when the position lies at or before the head of the feed. A later position comes from another database, or from
 * before an older backup was restored.
 */
export function isWithin(place: Cursor, head: Cursor): boolean {
  const given = place.split(":").map(BigInt);
  const last = head.split(":").map(BigInt);
  if (given.length !== last.length) return false;
  for (const [at, number] of given.entries()) {
    const limit = last[at] ?? 0n;
    if (number !== limit) return number < limit;
  }
  return true;
}

function checkOf(env: Pick<Env, "hash">, org: OrgId, place: Cursor): string {
  return env.hash(`event cursor ${org} ${place}`).slice(0, CHECK_LENGTH);
}
