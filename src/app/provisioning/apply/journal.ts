import { type ObjectId, type StepId, trustId } from "../../../core/ids.ts";
import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isApproved } from "../../../core/provisioning/guard.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import type { StepOutcome, StepRequest } from "../../../core/provisioning/records/step.ts";
import { redactChanges } from "../../../core/redact-attributes.ts";
import type { CycleRow, JournalRow, JournalState, ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { CycleRun } from "../context.ts";

export type JournalOperation =
  | "create"
  | "update"
  | "disable"
  | "delete"
  | "reference"
  | "add-members"
  | "remove-members"
  | "change-members";

/** The object that a step or a line of the log concerns. */
export interface Subject {
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly name: string;
  readonly account: JournalRow["account"];
  readonly reasons: readonly Reason[];
}

/**
 * Stores a step before its call is sent. Returns once the step would survive a crash. Throws if this process has lost
 * the application's lease: the commit requires it (`background/with-lease.ts`).
 */
export async function journalStep(
  context: CycleRun,
  cycle: CycleRow,
  step: {
    readonly subject: Subject;
    readonly operation: JournalOperation;
    readonly request: StepRequest;
  },
): Promise<JournalRow> {
  const { deps, org, app } = context;
  const { subject, operation, request } = step;
  const now = deps.env.now();
  const row: JournalRow = {
    org,
    id: trustId<StepId>(deps.env.newId()),
    app,
    cycle: cycle.id,
    object: subject.object,
    type: subject.type,
    operation,
    state: "intended",
    account: subject.account,
    request,
    outcome: null,
    created: now,
    modified: now,
  };
  await commitOrThrow(deps, [{ op: "insert", table: "journal", row }]);
  deps.checkpoint("journalled");
  return row;
}

/** The write that ends a step. It belongs into one change set with everything that the step made true. */
export function endStep(
  context: CycleRun,
  step: JournalRow,
  state: Exclude<JournalState, "intended">,
  outcome: StepOutcome,
): Write {
  const { org, deps } = context;
  const set = { state, outcome, account: step.account, modified: deps.env.now() };
  return { op: "update", table: "journal", key: { org, id: step.id }, set };
}

/** One line of the provisioning log. */
export function logLine(
  context: CycleRun,
  cycle: CycleRow,
  subject: Subject,
  line: {
    readonly action: string;
    readonly status: ProvisioningLogRow["status"];
    readonly step?: StepId;
    readonly changes?: readonly FlatChange[];
    readonly fault?: Fault;
    readonly account?: ProvisioningLogRow["account"];
  },
): Write {
  const { org, app, deps, mappings } = context;
  const row: ProvisioningLogRow = {
    org,
    id: deps.env.newId(),
    app,
    cycle: cycle.id,
    step: line.step ?? null,
    object: subject.object,
    type: subject.type,
    name: subject.name,
    account: line.account ?? subject.account,
    action: line.action,
    status: line.status,
    reasons: subject.reasons,
    changes: redactChanges(line.changes ?? [], mappings[subject.type].hiddenPaths),
    fault: line.fault ?? null,
    at: deps.env.now(),
    waited_ms: null,
    approved: isApproved(subject.reasons) ? 1 : 0,
  };
  return { op: "insert", table: "provisioning_log", row };
}
