import { isWithheld } from "../../../core/provisioning/attribute-refusals.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isPartOfTrouble } from "../../../core/provisioning/refused-writes.ts";
import type { DecisionRow, TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { PendingRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK, readRowsAmong } from "../../paging.ts";
import { keepPending } from "../writes/pending.ts";
import { dropRefusal } from "../writes/refusal.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { logLine } from "./journal.ts";

const WRITING_VERBS = ["create", "adopt", "update", "disable", "delete"];

/**
 * Keeps the objects of a run for later whose writes a target refused together with all others: what it said is
 * forgotten, nothing is parked, and everything is sent again. Done at the end, because the first refusals of a run look
 * like refusals of their attributes.
 */
export async function keepRefused(run: ApplyRun, trouble: Fault): Promise<void> {
  const { deps, org } = run.context;
  let after: number | undefined;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id },
      among: { column: "verb", values: WRITING_VERBS },
      limit: CHUNK,
      ...(after === undefined ? {} : { after }),
    });
    await keepChunk(
      run,
      rows.filter(({ outcome }) => outcome !== null),
      trouble,
    );
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.n;
  }
}

async function keepChunk(run: ApplyRun, rows: readonly DecisionRow[], trouble: Fault): Promise<void> {
  const { deps, org, app } = run.context;
  const among = { column: "object" as const, values: rows.map(({ object }) => object) };
  const waiting = await readRowsAmong(deps.store, "pending", { org, app }, among);
  const pending = new Map(waiting.map((row) => [row.object, row]));
  const known = await readRowsAmong(deps.store, "target_refusal", { org, app }, among);
  const refusals = known.filter((row) => isOfTrouble(run, row, trouble));
  for (const row of rows) {
    const found = {
      pending: pending.get(row.object),
      refusals: refusals.filter(({ object }) => object === row.object),
    };
    const writes = await keepWrites(run, row, found, trouble);
    if (writes.length > 0) await commitOrThrow(deps, writes);
  }
}

/** True for a refusal that this run has remembered because of the trouble. */
function isOfTrouble({ cycle }: ApplyRun, { at, fault }: TargetRefusalRow, trouble: Fault): boolean {
  return at >= cycle.started && (isWithheld(fault) || isPartOfTrouble(trouble, fault));
}

async function keepWrites(
  run: ApplyRun,
  decision: DecisionRow,
  {
    pending,
    refusals,
  }: { readonly pending: PendingRow | undefined; readonly refusals: readonly TargetRefusalRow[] },
  fault: Fault,
): Promise<readonly Write[]> {
  const { context, cycle } = run;
  const { object } = decision;
  const last = pending?.fault ?? null;
  const isFailed = last !== null && isPartOfTrouble(fault, last);
  if (!isFailed && refusals.length === 0) return [];
  const { org, app } = context;
  const set = { fault, equal_failures: 0, parked: 0 as const };
  return [
    ...refusals.map(({ part }) => dropRefusal(context, object, part)),
    ...(isFailed
      ? [{ op: "update" as const, table: "pending" as const, key: { org, app, object }, set }]
      : []),
    ...(pending === undefined ? [await keepPending(context, object, { reason: "failed", fault })] : []),
    logLine(context, cycle, subjectOf(decision), { action: decision.verb, status: "failure", fault }),
  ];
}
