import { type AccountId, type ObjectId, trustId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { isWithheld, mayConcernAttribute } from "../../../core/provisioning/attribute-refusals.ts";
import { type Fault, isAnswerOfTarget } from "../../../core/provisioning/fault.ts";
import { rememberRefusal } from "../../../core/provisioning/remembered-refusal.ts";
import type { TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";
import { createDueWrite } from "../due-changes.ts";

const MEMBER = "member:";

/** The name of a member among the parts of a group that a target refused. */
export function toMemberPart(member: ObjectId): string {
  return `${MEMBER}${member}`;
}

/** The member that such a name stands for. */
export function readMember(part: string): ObjectId {
  return trustId<ObjectId>(part.slice(MEMBER.length));
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
  /** False for a value that is sent once only, such as a first password. */
  readonly isRepeatable: boolean;
}

/**
 * True for faults that the same value meets again, as long as neither side changes. A 403 is about the permission of the
 * credential, which an administrator of the target may extend at any time.
 */
export function isLastingRefusal(fault: Fault): boolean {
  return fault.kind === "invalid" && isAnswerOfTarget(fault);
}

/** The row that remembers a refused value, so that it is not sent again before its time. `before` is the row until now. */
export function toRefusalRow(
  {
    deps,
    org,
    app,
    application: { version },
    settings: { parkAfter },
  }: Pick<CycleContext, "deps" | "org" | "app" | "application" | "settings">,
  { object, type, part, value, fault, isRepeatable }: RefusedValue,
  before: TargetRefusalRow | undefined,
): TargetRefusalRow {
  const known = before?.version === version ? before : undefined;
  const answer = { value, fault, isRepeatable, now: deps.env.now(), parkAfter };
  const kept = rememberRefusal(answer, known);
  const isOwn = type !== undefined && mayConcernAttribute(fault);
  const evidence_for =
    isWithheld(fault) && kept.answers > 0 ? (known?.evidence_for ?? null) : isOwn ? type : null;
  const { answers, at, retry_at, parked } = kept;
  const remembered = { value: kept.value, fault: kept.fault, answers, at, retry_at, parked };
  return { org, app, object, part, ...remembered, evidence_for, version };
}

/** The write that keeps such a row. */
export function keepRefusal(row: TargetRefusalRow): Write {
  return { op: "upsert", table: "target_refusal", row };
}

/** The writes that keep such a row, and its object for the cycle that sends the value again: nothing changes until then. */
export function keepForRetry(
  context: Pick<CycleContext, "org" | "app">,
  row: TargetRefusalRow,
): readonly Write[] {
  const { object, retry_at } = row;
  return retry_at === null
    ? [keepRefusal(row)]
    : [keepRefusal(row), createDueWrite(context, object, retry_at)];
}

/** The write that forgets a refusal: the part was accepted, or is not wanted any longer. */
export function dropRefusal(
  { org, app }: Pick<CycleContext, "org" | "app">,
  object: ObjectId,
  part: string,
): Write {
  return { op: "delete", table: "target_refusal", key: { org, app, object, part } };
}
