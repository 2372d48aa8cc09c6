import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";

/** The name of a member among the parts of a group that a target refused. */
export function toMemberPart(member: ObjectId): string {
  return `member:${member}`;
}

/** A value that the target refused while it accepted others: an attribute, or the account of a member. */
export interface TargetRefusal {
  readonly object: ObjectId;
  readonly part: string;
  readonly value: Json | AccountId;
  readonly fault: Fault;
}

/** True for faults that the same value meets again, as long as neither side changes. */
export function isLastingRefusal({ kind }: Fault): boolean {
  return kind === "invalid" || kind === "forbidden";
}

/** The write that remembers a refused value, so that it is not sent again before it changes. */
export function keepRefusal(
  { deps, org, app, application }: Pick<CycleContext, "deps" | "org" | "app" | "application">,
  { object, part, value, fault }: TargetRefusal,
): Write {
  const row = { org, app, object, part, value, fault, version: application.version, at: deps.env.now() };
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
