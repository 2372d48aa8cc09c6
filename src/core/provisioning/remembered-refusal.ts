import { hasCome } from "../has-come.ts";
import { isSameJson, type Json } from "../json.ts";
import { isWithheld, NOT_OFFERED } from "./attribute-refusals.ts";
import { isEqualFault, isParked } from "./backoff.ts";
import type { Fault } from "./fault.ts";
import { createReason, type Reason } from "./reason.ts";

/** A refused value is sent again after this time. */
export const RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** A value that a target refused while it accepted others, as far as it decides about the next attempt. */
export interface RememberedRefusal {
  readonly value: Json;
  readonly fault: Fault;
  /** Equal answers of the target to this value in a row; 0 for a value that was not sent. */
  readonly answers: number;
  /** When the last answer came, or when the value was left out. */
  readonly at: number;
  /** When the value is sent again; null if something has to change first. */
  readonly retry_at: number | null;
  /** 1 if the same answer came so often that another attempt is noise. */
  readonly parked: 0 | 1;
}

/** The part of a refusal that is new. */
export interface NewRefusal {
  readonly value: Json;
  readonly fault: Fault;
  /** False for a value that is sent once only, such as a first password. */
  readonly isRepeatable: boolean;
  readonly now: number;
  /** Equal answers after which the value is parked. */
  readonly parkAfter: number;
}

/**
 * What is remembered of a refused value. The same answer to the same value is counted until it is parked; another value
 * or another answer begins at one. A value that was left out because of other accounts keeps the answer that it had
 * itself, which is evidence and counts on.
 */
export function rememberRefusal(
  { value, fault, isRepeatable, now, parkAfter }: NewRefusal,
  before: RememberedRefusal | undefined,
): RememberedRefusal {
  const same = before !== undefined && isSameJson(before.value, value) ? before : undefined;
  const later = isRepeatable ? now + RETRY_AFTER_MS : null;
  if (fault.code === NOT_OFFERED) return { value, fault, answers: 0, at: now, retry_at: null, parked: 0 };
  if (isWithheld(fault)) {
    if (same === undefined || same.answers === 0)
      return { value, fault, answers: 0, at: now, retry_at: later, parked: 0 };
    return { ...same, retry_at: same.retry_at === null ? null : later };
  }
  const isEqual = same !== undefined && isEqualFault(same.fault, fault);
  const answers = isEqual ? same.answers + 1 : 1;
  const isNoise = isRepeatable && isParked(answers, parkAfter);
  return { value, fault, answers, at: now, retry_at: isNoise ? null : later, parked: isNoise ? 1 : 0 };
}

/** True once a refused value is due to be sent again. */
export function isRetryDue({ retry_at }: Pick<RememberedRefusal, "retry_at">, now: number): boolean {
  return retry_at !== null && hasCome(retry_at, now, RETRY_AFTER_MS);
}

/** The codes of a refused part: sent again later, parked, or not sent again for another reason. */
const REFUSED_CODES = {
  attribute: {
    later: "refused.attribute-later",
    parked: "refused.attribute-parked",
    settled: "refused.attribute",
  },
  member: { later: "refused.member-later", parked: "refused.member-parked", settled: "refused.member" },
} as const;

/** Says that an attribute or a member was refused, and when it is sent again. */
export function explainRefused(
  part: "attribute" | "member",
  params: Reason["params"],
  { answers, retry_at, parked }: Pick<RememberedRefusal, "answers" | "retry_at" | "parked">,
): Reason {
  const codes = REFUSED_CODES[part];
  if (retry_at !== null) {
    const next = new Date(retry_at).toISOString();
    return createReason(codes.later, { ...params, next });
  }
  if (parked === 1) return createReason(codes.parked, { ...params, answers });
  return createReason(codes.settled, params);
}
