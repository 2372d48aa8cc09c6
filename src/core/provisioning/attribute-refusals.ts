import { hasCome } from "../has-come.ts";
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

/** A target that names the attribute is believed for this long; then one account of a cycle finds out. */
const OUTDATED_AFTER_MS = 24 * 60 * 60 * 1_000;

/** A remembered refusal, and when it was met. */
interface DatedRefusal {
  readonly fault: Fault;
  readonly at: number;
}

/** The code of a change that was not sent, because the target neither lists the attribute nor was seen to keep it. */
export const NOT_OFFERED = "target.not-offered";

/** True for a value that Muster did not send, because the target refused the attribute of other accounts. */
export function isWithheld({ code }: Fault): boolean {
  return code === "target.attribute-refused";
}

/**
 * True if one account may find out whether the target takes the attribute after all: repeated refusals may be about
 * the values of those accounts, and one that names the attribute may be outdated.
 */
export function mayProbe(refusals: readonly DatedRefusal[], now: number): boolean {
  const decisive = refusals.filter(({ fault }) => ABOUT_ATTRIBUTE.has(scimTypeOf(fault)));
  return decisive.every(({ at }) => hasCome(at + OUTDATED_AFTER_MS, now, OUTDATED_AFTER_MS));
}

function scimTypeOf({ params }: Fault): string {
  return String(params["scimType"] ?? "").toLowerCase();
}
