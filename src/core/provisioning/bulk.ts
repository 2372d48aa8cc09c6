import { isObject, type Json, type JsonObject } from "../json.ts";

/** A target's claim to take several changes in one request, and what came of it. */
export interface BulkAbility {
  /** The bounds of one request; null if the target offers none. */
  readonly offered: { readonly operationsMax: number; readonly bytesMax: number } | null;
  /** The answer after which changes go one by one, and when it came; null without one. */
  readonly refused: { readonly status: number; readonly at: number } | null;
}

export const NO_BULK: BulkAbility = { offered: null, refused: null };

/** The states of bulk requests: only in the first of them are they sent. */
export const BULK_STATES = ["used", "not-offered", "switched-off", "limited", "refused"] as const;

/** How changes that are ready together reach a target. */
export interface BulkUse {
  readonly state: (typeof BULK_STATES)[number];
  /** The bounds of one request, as far as the target offers any. */
  readonly operationsMax: number | null;
  readonly bytesMax: number | null;
  /** The status of the answer that ended them; null in any other state. */
  readonly status: number | null;
}

/** The use of bulk requests with a target that offers none. */
export const BULK_NOT_OFFERED: BulkUse = {
  state: "not-offered",
  operationsMax: null,
  bytesMax: null,
  status: null,
};

/** A target that refused a bulk request is tried again after this time. */
export const BULK_REFUSAL_MS = 86_400_000;

/** True while the refusal of a bulk request counts. One from before the clock was set back does not. */
export function isBulkRefused({ refused }: BulkAbility, now: number): boolean {
  return refused !== null && refused.at <= now && now - refused.at < BULK_REFUSAL_MS;
}

/** Whether bulk requests are sent, and why not. `isLimited` is true for a target with published rates of writes. */
export function describeBulkUse(
  ability: BulkAbility,
  { now, isOn, isLimited }: { readonly now: number; readonly isOn: boolean; readonly isLimited: boolean },
): BulkUse {
  const { offered, refused } = ability;
  if (offered === null) return BULK_NOT_OFFERED;
  if (!isOn) return { ...offered, state: "switched-off", status: null };
  if (isLimited) return { ...offered, state: "limited", status: null };
  if (isBulkRefused(ability, now)) return { ...offered, state: "refused", status: refused?.status ?? null };
  return { ...offered, state: "used", status: null };
}

/** Reads what is stored of bulk requests; nothing of it means that the target was not asked. */
export function readBulkAbility(stored: Json | undefined): BulkAbility {
  if (stored === undefined || !isObject(stored)) return NO_BULK;
  const { offered, refused } = stored;
  const bounds = offered !== undefined && isObject(offered) ? offered : undefined;
  const answer = refused !== undefined && isObject(refused) ? refused : undefined;
  const operationsMax = bounds?.["operationsMax"];
  const bytesMax = bounds?.["bytesMax"];
  const status = answer?.["status"];
  const at = answer?.["at"];
  return {
    offered:
      typeof operationsMax === "number" && typeof bytesMax === "number" ? { operationsMax, bytesMax } : null,
    refused: typeof status === "number" && typeof at === "number" ? { status, at } : null,
  };
}

/** The same as JSON, to store. */
export function toBulkJson({ offered, refused }: BulkAbility): JsonObject {
  return { offered: offered && { ...offered }, refused: refused && { ...refused } };
}
