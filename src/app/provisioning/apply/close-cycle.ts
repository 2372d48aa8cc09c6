import {
  type CycleCounts,
  ENDINGS,
  isBalanced,
  NO_CYCLE_COUNTS,
} from "../../../core/provisioning/cycle-balance.ts";
import type { CycleMessage } from "../../../core/provisioning/records/counts.ts";
import type { CycleRow, DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ChangeSet, Write } from "../../../ports/store.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { changeProvisioning, enterQuarantine } from "../engine/quarantine.ts";
import { endCycleWrite } from "../writes/cycle.ts";
import { keepPending } from "../writes/pending.ts";
import { endDecisionWrite, setPlanState } from "../writes/plan.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { settlePending } from "./end-decision.ts";
import { logLine } from "./journal.ts";

/**
 * Closes a cycle with the invariant: what was evaluated is accounted for, once each, by how it ended. The
 * endings are counted in the store, not by those who wrote them.
 */
export async function closeCycle(run: ApplyRun): Promise<CycleRow> {
  const { context, plan } = run;
  const { deps, org, app } = context;
  if (run.stopped !== undefined) await endRest(run);
  await keepHeld(run);
  if (run.stopped === undefined && !context.stop.requested) await clearSettled(run);
  const counts = await countEndings(run);
  const interrupted = context.stop.requested;
  const closed = !interrupted && isBalanced(counts);
  const cycle: CycleRow = {
    ...run.cycle,
    state: interrupted ? "interrupted" : "closed",
    ended: deps.env.now(),
    counts,
    closed: closed ? 1 : 0,
    message: messageOf(run, closed, interrupted),
  };
  const finished = !interrupted && run.stopped === undefined;
  const rows: ChangeSet = [
    endCycleWrite(cycle),
    setPlanState(context, plan.id, finished ? "applied" : "stale"),
  ];
  const { stopped } = run;
  await changeProvisioning(deps, { org, app }, (row) => [
    ...rows,
    ...(finished ? [advance(run, row, counts)] : []),
    ...(stopped === undefined ? [] : enterQuarantine(deps, row, stopped)),
  ]);
  await context.wire.flush();
  if (!closed && !interrupted) {
    deps.log("error", "cycle.not-balanced", { organization: org, app, cycle: cycle.id, counts });
  }
  return cycle;
}

/** Everything up to the plan's end of the feed is dealt with; the schedule starts after the first time. */
function advance(run: ApplyRun, provisioning: ProvisioningRow, counts: CycleCounts): Write {
  const { context, plan } = run;
  const { org, app } = context;
  const { state, quarantine } = provisioning;
  // A write that went through proves the credentials; a cycle with nothing to write proves nothing.
  const wrote = counts.created + counts.adopted + counts.updated + counts.disabled + counts.deleted > 0;
  const isOn = state === "waiting" || (state === "quarantine" && wrote);
  return {
    op: "update",
    table: "provisioning",
    key: { org, app },
    expect: { version: provisioning.version },
    set: {
      watermark: plan.upto,
      config_version: plan.config_version,
      state: isOn ? ("on" as const) : state,
      quarantine: wrote ? null : quarantine,
      version: provisioning.version + 1,
    },
  };
}

/** After the target refused our credentials nothing more is sent: what is left waits. */
async function endRest(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id, outcome: null },
      limit: 200,
    });
    if (rows.length === 0) return;
    await commitOrThrow(
      run.context.deps,
      rows.map((row) => endDecisionWrite(run.context, row, "pending")),
    );
    for (const _row of rows) run.onEnded();
  }
}

/**
 * Held objects are looked at again by each cycle, until a person answers or the reason is gone. A hold is
 * logged when it begins, not every time that it still stands.
 */
async function keepHeld(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  let after: number | undefined;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id },
      among: { column: "verb", values: ["hold", "pending"] },
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of rows) await commitOrThrow(deps, await heldWrites(run, row));
    if (rows.length < 200) return;
    after = rows.at(-1)?.n;
  }
}

/** Objects that waited and turned out to need nothing wait no longer, now that their memberships are compared. */
async function clearSettled(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  let after: number | undefined;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id },
      among: { column: "outcome", values: ["unchanged", "skipped"] },
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    const settled = rows.filter(({ verb }) => verb === "unchanged" || verb === "skip");
    if (settled.length > 0)
      await commitOrThrow(
        deps,
        settled.flatMap(({ object }) => settlePending(run, object)),
      );
    if (rows.length < 200) return;
    after = rows.at(-1)?.n;
  }
}

async function heldWrites(run: ApplyRun, row: DecisionRow): Promise<ChangeSet> {
  const { deps, org, app } = run.context;
  const why = row.verb === "hold" ? "held" : "undecided";
  const before = await deps.store.get("pending", { org, app, object: row.object });
  const keep = await keepPending(run.context, row.object, { reason: why });
  if (before?.reason === why) return [keep];
  const status = row.verb === "hold" ? ("held" as const) : ("pending" as const);
  const line = { action: row.verb, status, changes: row.changes };
  return [keep, logLine(run.context, run.cycle, subjectOf(row), line)];
}

async function countEndings(run: ApplyRun): Promise<CycleCounts> {
  const { deps, org } = run.context;
  const planned = run.plan.counts;
  const stored = { org, plan: run.plan.id };
  const counts: Record<string, number> = { ...NO_CYCLE_COUNTS };
  for (const ending of ENDINGS)
    counts[ending] = await deps.store.count("decision", { ...stored, outcome: ending });
  // Skipped objects out of scope without an account are counted by the plan, not stored one by one.
  const storedSkips = await deps.store.count("decision", { ...stored, verb: "skip" });
  const skipped = (counts["skipped"] ?? 0) + planned.skip - storedSkips;
  return {
    ...NO_CYCLE_COUNTS,
    ...counts,
    skipped,
    evaluated: planned.evaluated,
    unchanged: planned.unchanged,
  };
}

function messageOf(run: ApplyRun, closed: boolean, interrupted: boolean): CycleMessage | null {
  if (interrupted) return { code: "cycle.interrupted", params: {} };
  if (run.stopped !== undefined) {
    return {
      code: "cycle.stopped-unauthenticated",
      params: { why: run.stopped.code },
      fault: run.stopped,
    };
  }
  return closed ? null : { code: "cycle.not-balanced", params: {} };
}
