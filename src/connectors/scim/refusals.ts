import { kindOf } from "../../core/provisioning/abilities.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { AttributeChange, RefusedAttribute } from "../../ports/target.ts";

/** Codes of refusals by something else than the target's opinion of the attributes. */
const NOT_ABOUT_CONTENT: ReadonlySet<string> = new Set([
  "target.redirect",
  "target.html",
  "target.not-scim",
  "target.wrong-url",
  "target.endpoint-not-found",
  "target.unsupported",
  "target.forbidden-proxy",
  "target.path-unknown",
  "target.not-whole",
  "target.precondition",
  "target.not-kept",
  "target.contradiction",
]);

/** True when the target has refused the attributes of a call, so that fewer of them may pass. */
export function isContentRefusal(fault: Fault): boolean {
  if (fault.refusedBy === "middlebox" || fault.refusedBy === "muster") return false;
  if (NOT_ABOUT_CONTENT.has(fault.code)) return false;
  return ["invalid", "conflict", "already-exists", "forbidden"].includes(fault.kind);
}

/** The changes with the fault that their refusal is. */
export function refuseChanges(
  changes: readonly AttributeChange[],
  fault: Fault,
): readonly RefusedAttribute[] {
  return changes.map(({ path, to }) => ({ path, valueKind: kindOf(to), fault }));
}
