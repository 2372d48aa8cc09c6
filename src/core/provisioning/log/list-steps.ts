import type { Fault } from "../fault.ts";
import type { Reason } from "../reason.ts";
import { findFaultCode, findReasonCode, type ReferenceCode } from "./reference-codes.ts";
import { findStepOf, STEP_TYPES, type StepType } from "./step-places.ts";

export const STEP_STATUSES = ["success", "warning", "failure", "skipped"] as const;
type StepStatus = (typeof STEP_STATUSES)[number];

/** The facts that an entry of the provisioning log has recorded. */
export interface LoggedAction {
  readonly action: string;
  readonly status: "success" | "failure" | "skipped" | "held" | "pending";
  readonly reasons: readonly Reason[];
  readonly fault: Fault | null;
  /** Whether a step was sent to the target. */
  readonly isSent: boolean;
}

/** One step that an object went through, how it ended there, and why. */
export interface LoggedStep {
  readonly type: StepType;
  readonly status: StepStatus;
  readonly reasons: readonly Reason[];
}

/** Where an entry ended before it was done. */
interface End {
  readonly type: StepType;
  readonly status: Exclude<StepStatus, "success">;
  readonly code: ReferenceCode | undefined;
}

/** Actions that write references between accounts, after the accounts themselves. */
const OF_REFERENCES: ReadonlySet<string> = new Set([
  "reference",
  "add-members",
  "remove-members",
  "change-members",
  "check-members",
]);
/** Holds that data or a mapping causes; a person's answer does not lift them. */
const DEFECTS: ReadonlySet<string> = new Set([
  "hold.duplicate-source",
  "hold.several-matches",
  "hold.matching-missing",
  "hold.group-absent",
  "hold.mapping-problem",
  "hold.no-result",
  "hold.default-domain-missing",
  "hold.no-unique-value",
]);

/**
 * The steps of an entry, derived from what it recorded. All six are there in their order, and each reason stands in
 * exactly one of them. Steps after the one that an entry ended at are skipped.
 */
export function listSteps(logged: LoggedAction): readonly LoggedStep[] {
  const { reasons, fault } = logged;
  const faultAt = placeOfFault(logged);
  const end = findEnd(logged);
  const endsAt = end === undefined ? STEP_TYPES.length : STEP_TYPES.indexOf(end.type);
  return STEP_TYPES.map((type, at) => {
    const ofFault = fault === null || type !== faultAt ? [] : [{ code: fault.code, params: fault.params }];
    const own = [...reasons.filter(({ code }) => findStepOf(code) === type), ...ofFault];
    if (end !== undefined && at === endsAt) return { type, status: end.status, reasons: own };
    return { type, status: at > endsAt ? "skipped" : statusOf(type, logged, own), reasons: own };
  });
}

/** The step that an entry ended at without success; undefined for one that was done. */
export function findEndingStep(logged: LoggedAction): StepType | undefined {
  return findEnd(logged)?.type;
}

/** The code of the reference's log for an entry that was not done; undefined for others, and without a counterpart. */
export function referenceCodeOf(logged: LoggedAction): ReferenceCode | undefined {
  return findEnd(logged)?.code;
}

function findEnd(logged: LoggedAction): End | undefined {
  const { status, reasons, fault } = logged;
  if (status === "success") return undefined;
  if (status === "skipped") {
    return {
      type: placeOfLast(reasons) ?? "scoping",
      status: "skipped",
      code: "EntrySynchronizationSkipped",
    };
  }
  if (fault !== null) {
    const isTriedAgain = status === "pending";
    return {
      type: placeOfFault(logged),
      status: isTriedAgain ? "warning" : "failure",
      code: findFaultCode(fault),
    };
  }
  const cause = reasons.findLast(({ code }) => /^(hold|pending)\./.test(code));
  const type = (cause === undefined ? placeOfLast(reasons) : findStepOf(cause.code)) ?? "export";
  const isDefect = status === "failure" || (cause !== undefined && DEFECTS.has(cause.code));
  const code = cause === undefined ? undefined : findReasonCode(cause.code);
  return { type, status: isDefect ? "failure" : "warning", code };
}

function placeOfLast(reasons: readonly Reason[]): StepType | undefined {
  const last = reasons.at(-1);
  return last === undefined ? undefined : findStepOf(last.code);
}

/** The step of the call that failed: the search for an account, or the call that was to change it. */
function placeOfFault({ reasons }: LoggedAction): StepType {
  return reasons.some(({ code }) => code === "pending.match-failed") ? "matching" : "export";
}

function statusOf(type: StepType, { action, isSent }: LoggedAction, own: readonly Reason[]): StepStatus {
  switch (type) {
    case "referenceResolution":
      if (own.some(({ code }) => /^(pending|refused)\./.test(code))) return "warning";
      return OF_REFERENCES.has(action) || own.length > 0 ? "success" : "skipped";
    case "export":
      if (own.some(({ code }) => code.startsWith("refused."))) return "warning";
      return isSent ? "success" : "skipped";
    case "import":
    case "scoping":
    case "matching":
    case "processing":
      return "success";
  }
}
