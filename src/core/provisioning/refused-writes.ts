import type { Fault } from "./fault.ts";
import { mayBeTrouble } from "./target-trouble.ts";

/** Accounts that a target has to refuse before its refusals count as its own state. */
const ACCOUNTS_MIN = 5;
/** Fewer refused parts may be an attribute that the target does not take. */
const PARTS_MIN = 2;

/** The answer to one write, narrowed down as far as it was. */
export interface WriteAnswer {
  /** The account, or the step that was to create it. */
  readonly account: string;
  /** The attributes and members that were sent. */
  readonly parts: readonly string[];
  /** True for a change of a value that the account had: the target has taken such a write before. */
  readonly isProven: boolean;
  /** The refusals; none if the target took a part of the write. */
  readonly faults: readonly Fault[];
}

/** The writes of a run so far, as far as they may show that the target refuses every write. */
export interface WriteTally {
  /** True once the target has taken a write, or has refused one for a reason of its own. */
  readonly isJudging: boolean;
  /** One of the refusals, which are equal. */
  readonly refusal: Fault | undefined;
  /** As many different ones as are needed. */
  readonly accounts: readonly string[];
  /** As many different ones as are needed. */
  readonly parts: readonly string[];
  readonly isProven: boolean;
}

export const NO_WRITES: WriteTally = {
  isJudging: false,
  refusal: undefined,
  accounts: [],
  parts: [],
  isProven: false,
};

/** The tally after one more answer. A lack of an answer, or of a right, says nothing about what was sent. */
export function noteWrite(tally: WriteTally, { account, parts, isProven, faults }: WriteAnswer): WriteTally {
  if (tally.isJudging || faults.some(isSilent)) return tally;
  const refusal = tally.refusal ?? faults[0];
  const isEqual = faults.every((fault) => isPlain(fault) && wordsOf(fault) === wordsOf(refusal ?? fault));
  if (refusal === undefined || !isEqual) return { ...tally, isJudging: true };
  return {
    isJudging: false,
    refusal,
    accounts: addSome(tally.accounts, [account], ACCOUNTS_MIN),
    parts: addSome(tally.parts, parts, PARTS_MIN),
    isProven: tally.isProven || isProven,
  };
}

/**
 * The fault of a target that refuses every write at present, although it can be read: it gave the same plain refusal to
 * several accounts and to different attributes, it took nothing, and it took such writes before. A refusal that may be
 * about one attribute, or about new accounts alone, is not one.
 */
export function findWriteTrouble(tally: WriteTally): Fault | undefined {
  const { isJudging, refusal, accounts, parts, isProven } = tally;
  const isShown = isProven && accounts.length >= ACCOUNTS_MIN && parts.length >= PARTS_MIN;
  if (isJudging || !isShown || refusal === undefined) return undefined;
  const params = { ...refusal.params, status: refusal.status ?? 0 };
  return { ...refusal, kind: "unavailable", code: "target.refuses-writes", params };
}

/** True for a refusal that the trouble of the target explains. */
export function isPartOfTrouble(trouble: Fault, fault: Fault): boolean {
  return isPlain(fault) && fault.status === trouble.status && detailOf(fault) === detailOf(trouble);
}

/** A refusal with status 400 that does not say what is wrong. */
function isPlain(fault: Fault): boolean {
  return mayBeTrouble(fault) && fault.status === 400;
}

function isSilent({ kind }: Fault): boolean {
  switch (kind) {
    case "unauthenticated":
    case "session-lost":
    case "session-limit":
    case "rate-limited":
    case "unavailable":
    case "unknown-outcome":
      return true;
    case "forbidden":
    case "not-found":
    case "already-exists":
    case "invalid":
    case "conflict":
      return false;
  }
}

function wordsOf(fault: Fault): string {
  return JSON.stringify([fault.code, fault.status, detailOf(fault)]);
}

/** The detail without numbers, because targets put times and numbers of requests into it. */
function detailOf({ params }: Fault): string {
  return String(params["detail"] ?? "").replace(/[0-9a-f-]*\d[0-9a-f-]*/gi, "#");
}

function addSome(known: readonly string[], more: readonly string[], max: number): readonly string[] {
  const fresh = more.filter((each) => !known.includes(each));
  return known.length >= max || fresh.length === 0 ? known : [...new Set([...known, ...fresh])].slice(0, max);
}
