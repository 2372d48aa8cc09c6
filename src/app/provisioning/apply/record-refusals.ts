import type { ObjectId } from "../../../core/ids.ts";
import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import { isWithheld, retryTimeOf } from "../../../core/provisioning/attribute-refusals.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { RefusedPart } from "../../../core/provisioning/records/step.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import { createDueWrite } from "../due-changes.ts";
import { dropRefusal, isLastingRefusal, keepRefusal, toRefusalRow } from "../writes/refusal.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { logLine } from "./journal.ts";

/** A refused attribute, and whether it was to give a disabled account its access back: it is sent until that is done. */
export interface RefusedChange extends RefusedAttribute {
  readonly returnsAccess?: boolean;
}

/** True for a refusal after which the value is not sent again. */
function isLasting({
  fault,
  returnsAccess = false,
}: Pick<RefusedChange, "fault" | "returnsAccess">): boolean {
  return !returnsAccess && isLastingRefusal(fault);
}

/** The changes that the target accepted. */
export function acceptedOf(
  changes: readonly FlatChange[],
  refused: readonly RefusedAttribute[],
): readonly FlatChange[] {
  const paths = new Set(refused.map(({ path }) => path));
  return changes.filter(({ path }) => !paths.has(path));
}

/** The refused attributes as a step keeps them: path, kind of value and answer, never the value. */
export function toRefusedParts(refused: readonly RefusedAttribute[]): readonly RefusedPart[] {
  return refused.map(({ path, valueKind, fault: { code, params, status } }) => ({
    ...{ path, valueKind, code, params },
    ...(status === undefined ? {} : { status }),
  }));
}

/** The writes that name each refused attribute in the log, and remember it so that it is not sent again unchanged. */
export function recordRefusals(
  run: ApplyRun,
  decision: DecisionRow,
  refused: readonly RefusedChange[],
  sent: FlatAttributes,
): readonly Write[] {
  const { context, cycle } = run;
  return refused.flatMap((each) => {
    const { path, valueKind, fault } = each;
    const why = createReason(nameRefusal(run, decision, each), { path, valueKind });
    const subject = { ...subjectOf(decision), reasons: [why] };
    const line = logLine(context, cycle, subject, { action: decision.verb, status: "failure", fault });
    if (!isLasting(each)) return [line];
    const { object, type } = decision;
    const row = toRefusalRow(context, { object, type, part: path, value: sent[path] ?? null, fault });
    const kept = [line, keepRefusal(run.refusedAttributes.noteRefused(row))];
    // Nothing in the directory changes then, so that an incremental cycle would not look at the object.
    return isWithheld(fault) ? [...kept, createDueWrite(context, object, retryTimeOf(row.at))] : kept;
  });
}

/** Why an attribute is missing: the words differ by what sends it again. Attributes of new accounts alone are not sent again. */
function nameRefusal(
  { context }: ApplyRun,
  { verb, type }: Pick<DecisionRow, "verb" | "type">,
  refused: RefusedChange,
) {
  const { path } = refused;
  const attribute = context.mappings[type].attributes.find((each) => each.path.text === path);
  const isOnCreate = attribute?.isWriteOnly === true || attribute?.apply === "on-create";
  if (verb === "create" && isOnCreate) return "refused.attribute-on-create";
  return isLasting(refused) ? "refused.attribute" : "refused.attribute-for-now";
}

/** Notes that the target accepts these attributes: refusals of other accounts speak for their values alone. */
export function noteAcceptance(
  { refusedAttributes }: ApplyRun,
  { object, type }: Pick<DecisionRow, "object" | "type">,
  accepted: readonly Pick<FlatChange, "path" | "to">[],
): void {
  for (const { path, to } of accepted) refusedAttributes.noteAccepted(object, { type, path, value: to });
}

/** The writes that forget earlier refusals of attributes which the target accepts now. */
export async function dropRefusals(
  { context }: ApplyRun,
  object: ObjectId,
  accepted: readonly FlatChange[],
): Promise<readonly Write[]> {
  const { deps, org, app } = context;
  const rows = await deps.store.page("target_refusal", { where: { org, app, object }, limit: 1_000 });
  const paths = new Set(accepted.map(({ path }) => path));
  return rows.filter(({ part }) => paths.has(part)).map(({ part }) => dropRefusal(context, object, part));
}

/** A refused attribute that a later attempt may write; undefined if all refusals are lasting. */
export function findPassing(refused: readonly RefusedChange[]): RefusedChange | undefined {
  return refused.find((each) => !isLasting(each));
}
