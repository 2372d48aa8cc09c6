import type { ObjectId } from "../../../core/ids.ts";
import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import { NOT_OFFERED } from "../../../core/provisioning/attribute-refusals.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { RefusedPart } from "../../../core/provisioning/records/step.ts";
import { explainRefused } from "../../../core/provisioning/remembered-refusal.ts";
import type { DecisionRow, TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import { dropRefusal, isLastingRefusal, keepForRetry, toRefusalRow } from "../writes/refusal.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { logLine } from "./journal.ts";

/** A refused attribute, and whether it was to give a disabled account its access back: it is sent until that is done. */
export interface RefusedChange extends RefusedAttribute {
  readonly returnsAccess?: boolean;
}

/** True for a refusal that is remembered for the value. Others let the whole object wait, and so does a lack of access. */
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

/** The writes that name each refused attribute in the log, and remember it so that it is not sent again before its time. */
export async function recordRefusals(
  run: ApplyRun,
  decision: DecisionRow,
  refused: readonly RefusedChange[],
  sent: FlatAttributes,
): Promise<readonly Write[]> {
  if (refused.length === 0) return [];
  const { context, cycle } = run;
  const { object, type } = decision;
  const known = new Map((await readRefusals(context, object)).map((row) => [row.part, row]));
  return refused.flatMap((each) => {
    const { path, fault } = each;
    const isOnCreate = appliesOnCreate(context, type, path);
    const value = sent[path] ?? null;
    const isRepeatable = !isOnCreate && fault.code !== NOT_OFFERED;
    const row = toRefusalRow(
      context,
      { object, type, part: path, value, fault, isRepeatable },
      known.get(path),
    );
    const why = explainChange(each, row, decision.verb === "create" && isOnCreate);
    const subject = { ...subjectOf(decision), reasons: [why] };
    const line = logLine(context, cycle, subject, { action: decision.verb, status: "failure", fault });
    if (!isLasting(each)) return [line];
    return [line, ...keepForRetry(context, run.refusedAttributes.noteRefused(row))];
  });
}

/** True for an attribute that new accounts alone are given: it is not sent again. */
function appliesOnCreate(
  { mappings }: ApplyRun["context"],
  type: DecisionRow["type"],
  path: string,
): boolean {
  const attribute = mappings[type].attributes.find((each) => each.path.text === path);
  return attribute?.isWriteOnly === true || attribute?.apply === "on-create";
}

/** Why an attribute is missing: the words differ by what sends it again. */
function explainChange(refused: RefusedChange, row: TargetRefusalRow, isLost: boolean): Reason {
  const { path, valueKind } = refused;
  if (isLost) return createReason("refused.attribute-on-create", { path, valueKind });
  if (!isLasting(refused)) return createReason("refused.attribute-for-now", { path, valueKind });
  return explainRefused("attribute", { path, valueKind }, row);
}

async function readRefusals(
  { deps, org, app }: ApplyRun["context"],
  object: ObjectId,
): Promise<readonly TargetRefusalRow[]> {
  return deps.store.page("target_refusal", { where: { org, app, object }, limit: 1_000 });
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
  const rows = await readRefusals(context, object);
  const paths = new Set(accepted.map(({ path }) => path));
  return rows.filter(({ part }) => paths.has(part)).map(({ part }) => dropRefusal(context, object, part));
}

/** A refused attribute that a later attempt may write; undefined if all refusals are lasting. */
export function findPassing(refused: readonly RefusedChange[]): RefusedChange | undefined {
  return refused.find((each) => !isLasting(each));
}
