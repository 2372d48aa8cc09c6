import type { Fault } from "./fault.ts";

/** Refusals of an attribute in a row, for different accounts, after which it is not sent any more. */
const REFUSALS_MAX = 5;

/** Types of errors about the attribute itself, whatever its value (RFC 7644 §3.12). */
const ABOUT_ATTRIBUTE: ReadonlySet<string> = new Set(["invalidpath", "mutability"]);
const ABOUT_VALUE: ReadonlySet<string> = new Set(["invalidvalue", "uniqueness"]);

/** True if the target's refusal of one attribute may concern the attribute for every account, not this value alone. */
export function mayConcernAttribute(fault: Fault): boolean {
  const isOurs = fault.refusedBy === "muster" || fault.refusedBy === "middlebox";
  return fault.kind === "invalid" && fault.status === 400 && !isOurs && !ABOUT_VALUE.has(scimTypeOf(fault));
}

/**
 * The fault of an attribute that is not sent, because of these refusals for different accounts: one that names the
 * attribute is enough, others have to repeat. Undefined while the attribute is still sent.
 */
export function findAttributeFault(path: string, refusals: readonly Fault[]): Fault | undefined {
  const decisive = refusals.find((fault) => ABOUT_ATTRIBUTE.has(scimTypeOf(fault)));
  const shown = decisive ?? (refusals.length >= REFUSALS_MAX ? refusals.at(-1) : undefined);
  if (shown === undefined) return undefined;
  const status = shown.status ?? 0;
  return {
    kind: "invalid",
    code: "target.attribute-refused",
    params: { path, status },
    status,
    refusedBy: "muster",
  };
}

function scimTypeOf({ params }: Fault): string {
  return String(params["scimType"] ?? "").toLowerCase();
}
