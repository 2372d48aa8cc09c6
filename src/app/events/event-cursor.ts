import type { OrgId } from "../../core/ids.ts";
import type { Env } from "../../ports/env.ts";
import type { Cursor } from "../../ports/kinds.ts";

const CHECK_LENGTH = 16;
/** Two whole numbers at most, each within what a database can count. */
const PLACE = /^\d{1,18}(?::\d{1,18})?$/;

/**
 * A place in an organization's feed as clients are given it: opaque, and bound to the organization, so that one
 * that was mistyped, cut or taken from elsewhere is told instead of being read as another place.
 */
export function cursorText(env: Pick<Env, "hash">, org: OrgId, place: Cursor): string {
  return Buffer.from(`${place} ${checkOf(env, org, place)}`, "latin1").toString("base64url");
}

/** The place that a client's cursor means in this organization; undefined when it is none of ours. */
export function readCursor(env: Pick<Env, "hash">, org: OrgId, text: string): Cursor | undefined {
  const [place = ""] = Buffer.from(text, "base64url").toString("latin1").split(" ");
  return PLACE.test(place) && cursorText(env, org, place) === text ? place : undefined;
}

/**
 * True when the place lies at or before the head: the feed ends there, so a later one is of another database, or
 * of one that was set back to an older backup since.
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
