import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { mayConcernAttribute } from "../../../core/provisioning/attribute-refusals.ts";
import { type Fault, isAnswerOfTarget } from "../../../core/provisioning/fault.ts";
import type { TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";

/** The code of a change that was not sent, because the target neither lists the attribute nor was seen to keep it. */
export const NOT_OFFERED = "target.not-offered";

const MEMBER = "member:";

/** The name of a member among the parts of a group that a target refused. */
export function toMemberPart(member: ObjectId): string {
  return `${MEMBER}${member}`;
}

/** True for the name of a member; the other parts are attributes. */
export function isMemberPart(part: string): boolean {
  return part.startsWith(MEMBER);
}

/** A value that the target refused while it accepted others: an attribute, or the account of a member. */
export interface RefusedValue {
  readonly object: ObjectId;
  /** The type of the account that has the attribute; undefined for a member. */
  readonly type: ObjectType | undefined;
  readonly part: string;
  readonly value: Json | AccountId;
  readonly fault: Fault;
}

/**
 * True for faults that the same value meets again, as long as neither side changes. A 403 is about the permission of the
 * credential, which an administrator of the target may extend at any time.
 */
export function isLastingRefusal(fault: Fault): boolean {
  return fault.kind === "invalid" && isAnswerOfTarget(fault);
}

/** The row that remembers a refused value, so that it is not sent again before it changes. */
export function toRefusalRow(
  { deps, org, app, application }: Pick<CycleContext, "deps" | "org" | "app" | "application">,
  { object, type, part, value, fault }: RefusedValue,
): TargetRefusalRow {
  const evidence_for = type !== undefined && mayConcernAttribute(fault) ? type : null;
  const { version } = application;
  return { org, app, object, part, value, fault, evidence_for, version, at: deps.env.now() };
}

/** The write that keeps such a row. */
export function keepRefusal(row: TargetRefusalRow): Write {
  return { op: "upsert", table: "target_refusal", row };
}

/** The write that forgets a refusal: the part was accepted, or is not wanted any longer. */
export function dropRefusal(
  { org, app }: Pick<CycleContext, "org" | "app">,
  object: ObjectId,
  part: string,
): Write {
  return { op: "delete", table: "target_refusal", key: { org, app, object, part } };
}
