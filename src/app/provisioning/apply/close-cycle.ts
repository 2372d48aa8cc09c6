import { type CycleCounts, isBalanced } from "../../../core/provisioning/cycle-balance.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isLaneResting, listResting } from "../../../core/provisioning/lanes.ts";
import type { CycleMessage } from "../../../core/provisioning/records/counts.ts";
import { hasExports } from "../../../core/provisioning/statistics.ts";
import type { CycleRow, DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ChangeSet, Write } from "../../../ports/store.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { reportHeld, reportLanes } from "../../notices/create-notice.ts";
import { isTargetKnown } from "../context.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";
import { dropDueChanges } from "../due-changes.ts";
import { changeProvisioning, enterQuarantine, logLanes } from "../engine/quarantine.ts";
import { endCycleWrite } from "../writes/cycle.ts";
import { settleInitial } from "../writes/owed-initial.ts";
import { keepPending, readTakenAccount } from "../writes/pending.ts";
import { endDecisionWrite, setPlanState } from "../writes/plan.ts";
import { keepLanes, updateProvisioning } from "../writes/provisioning.ts";
import { noteEnd } from "../writes/statistics.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { clearVanished } from "./clear-vanished.ts";
import { countEndings } from "./count-endings.ts";
import { settlePending } from "./end-decision.ts";
import { logLine } from "./journal.ts";
import { keepInterrupted } from "./keep-interrupted.ts";
import { keepRefused } from "./keep-refused.ts";
import { releaseWithheld } from "./release-withheld.ts";

/**
 * Closes a cycle with the invariant: what was evaluated is accounted for, once each, by how it ended. The
 * endings are counted in the store, not by those who wrote them.
 */
export async function closeCycle(run: ApplyRun): Promise<CycleRow> {
  const { context, plan } = run;
  const { deps, org, app } = context;
  const end = await findEnd(run);
  if (end === "stopped" || end === "cancelled") await endRest(run);
  await keepHeld(run);
  const finished = end === "finished";
  if (finished) await clearSettled(run);
  else if (isFollowedByChanges(run, end)) await keepInterrupted(deps, plan);
  await clearVanished(context);
  await releaseWithheld(run);
  const trouble = run.findTrouble();
  if (trouble !== undefined) await keepRefused(run, trouble);
  const counts = await countEndings(deps, plan);
  const interrupted = end === "interrupted";
  const closed = !interrupted && isBalanced(counts);
  const { done, total } = context.control;
  let before = context.provisioning;
  const cycle: CycleRow = {
    ...run.cycle,
    state: interrupted || end === "cancelled" ? end : "closed",
    ended: deps.env.now(),
    counts,
    closed: closed ? 1 : 0,
    message: messageOf(run, end, closed) ?? (trouble && toCycleMessage(trouble)) ?? toLaneMessage(run),
    steps_done: done,
    steps_total: total,
  };
  const rows: ChangeSet = [endCycleWrite(cycle), setPlanState(plan, finished ? "applied" : "stale")];
  const { stopped } = run;
  const isSuccess = finished && closed;
  const isWaiting = (await deps.store.count("pending", { org, app })) > 0;
  const isSteady = isSuccess && isFollowingChanges(plan.kind) && !isWaiting;
  const isStored = await changeProvisioning(deps, { org, app }, (row) => {
    before = row;
    return [
      ...rows,
      ...(finished ? [advance(run, row, counts)] : []),
      ...(interrupted ? [] : settleInitial(context, plan)),
      ...(stopped === undefined ? [] : enterQuarantine(deps, row, stopped)),
      keepLanes(row, run.lanes.end(row.lanes)),
      ...(end === "finished" || end === "stopped" ? [noteEnd(row, cycle, { isSuccess, isSteady })] : []),
      ...reportLanes(deps, row, run.lanes.end(row.lanes), "target"),
    ];
  });
  logLanes(deps, before, run.lanes.end(before.lanes), "target");
  // The application was deleted; its cycles are kept.
  if (!isStored) await commitOrThrow(deps, rows);
  if (finished && isFollowingChanges(plan.kind)) await dropDueChanges(deps, plan);
  await context.wire.flush();
  if (!closed && !interrupted) {
    deps.log("error", "cycle.not-balanced", { organization: org, app, cycle: cycle.id, counts });
  }
  return cycle;
}

/** How the work on a plan ended: with all of it done, or before that and why. */
type End = "finished" | "stopped" | "cancelled" | "interrupted";

async function findEnd({ context, plan, stopped }: ApplyRun): Promise<End> {
  const { deps, org, control, stop } = context;
  if (stopped !== undefined) return "stopped";
  if (!stop.requested) return "finished";
  if (!control.isCancelled) return "interrupted";
  // The request may have come when everything was done.
  const left = await deps.store.count("decision", { org, plan: plan.id, outcome: null });
  return left > 0 ? "cancelled" : "finished";
}

/** True if the cycle after this one, which was not finished, looks at changes alone. An interrupted initial one is owed again. */
function isFollowedByChanges({ context, plan }: ApplyRun, end: End): boolean {
  return plan.kind !== "initial" || (end !== "interrupted" && isTargetKnown(context));
}

/**
 * Everything up to the plan's end of the feed is dealt with, and the schedule starts after the first time; not so after a
 * cycle that does not follow the changes.
 */
function advance({ plan }: ApplyRun, provisioning: ProvisioningRow, counts: CycleCounts): Write {
  const { state, quarantine, watermark, config_version } = provisioning;
  const isWhole = isFollowingChanges(plan.kind);
  // A write that went through proves the credentials; a cycle with nothing to write proves nothing.
  const wrote = hasExports(counts);
  const isOn = (state === "waiting" && isWhole) || (state === "quarantine" && wrote);
  return updateProvisioning(provisioning, {
    watermark: isWhole ? plan.upto : watermark,
    config_version: isWhole ? plan.config_version : config_version,
    state: isOn ? "on" : state,
    quarantine: wrote ? null : quarantine,
  });
}

/**
 * After the target refused our credentials, or a person cancelled the cycle, nothing more is sent: the rest is left to
 * the next cycle. That one starts from the same watermark, unless it looks at changes alone while this cycle looked at
 * everything or at one object: then the objects of the rest are kept for it.
 */
async function endRest(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  const isKept =
    !isFollowingChanges(run.plan.kind) || (run.plan.kind === "initial" && isTargetKnown(run.context));
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id, outcome: null },
      limit: 200,
    });
    if (rows.length === 0) return;
    const kept = isKept
      ? await Promise.all(
          rows.map(({ object }) => keepPending(run.context, object, { reason: "not-reached" })),
        )
      : [];
    await commitOrThrow(deps, [...kept, ...rows.map((row) => endDecisionWrite(run.context, row, "pending"))]);
  }
}

/**
 * Held objects are looked at again by each cycle, until a person answers or the reason is gone. A hold is
 * logged when it begins, not every time that it still stands.
 */
async function keepHeld(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  let after: number | undefined;
  let isReported = false;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id },
      among: { column: "verb", values: ["hold", "pending"] },
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of rows) {
      const { writes, isNew } = await heldWrites(run, row);
      // One notice for all holds of the cycle, in the commit of the first, so that an end in between leaves it out of none.
      const isNews: boolean = isNew && !isReported && takesAccess(row);
      isReported ||= isNews;
      const notice = isNews ? reportHeld(deps, run.plan, row.reasons.at(-1) ?? null) : [];
      await commitOrThrow(deps, [...writes, ...notice]);
    }
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
    // An object that changed meanwhile waits for something newer than this plan.
    const settled = rows.filter(
      ({ verb, object }) => (verb === "unchanged" || verb === "skip") && !run.context.turns.isChanged(object),
    );
    if (settled.length > 0)
      await commitOrThrow(
        deps,
        settled.flatMap(({ object }) => settlePending(run, object)),
      );
    if (rows.length < 200) return;
    after = rows.at(-1)?.n;
  }
}

/** True for a held decision that would have taken access away. */
function takesAccess({ verb, reasons }: DecisionRow): boolean {
  const codes = ["decide.disable", "decide.delete", "hold.group-loss"];
  return verb === "hold" && reasons.some(({ code }) => codes.includes(code));
}

/** The writes that keep a held object; `isNew` when it was not held before. */
async function heldWrites(
  run: ApplyRun,
  row: DecisionRow,
): Promise<{ readonly writes: ChangeSet; readonly isNew: boolean }> {
  const { deps, org, app } = run.context;
  const why = row.verb === "hold" ? "held" : "undecided";
  const before = await deps.store.get("pending", { org, app, object: row.object });
  const remembered = before?.fault ?? null;
  const isTaken = readTakenAccount(remembered) !== undefined;
  const keep = await keepPending(run.context, row.object, {
    reason: why,
    ...(isTaken && remembered !== null ? { remembered } : {}),
  });
  if (before?.reason === why) return { writes: [keep], isNew: false };
  const status = row.verb === "hold" ? ("held" as const) : ("pending" as const);
  const line = { action: row.verb, status, changes: row.changes };
  return { writes: [keep, logLine(run.context, run.cycle, subjectOf(row), line)], isNew: true };
}

function toCycleMessage(fault: Fault): CycleMessage {
  const { code, params } = fault;
  return { code, params, fault };
}

/** The message of a cycle in which operations began to rest; null for any other. */
function toLaneMessage({ context, lanes }: ApplyRun): CycleMessage | null {
  const before = context.provisioning.lanes;
  const entered = listResting(lanes.end(before)).find(([lane]) => !isLaneResting(before, lane));
  if (entered === undefined) return null;
  const [, { fault }] = entered;
  return { code: "cycle.lane-rests", params: {}, fault };
}

function messageOf(run: ApplyRun, end: End, closed: boolean): CycleMessage | null {
  if (end === "interrupted" || end === "cancelled") return { code: `cycle.${end}`, params: {} };
  if (run.stopped !== undefined) {
    return {
      code: "cycle.stopped-unauthenticated",
      params: { why: run.stopped.code },
      fault: run.stopped,
    };
  }
  return closed ? null : { code: "cycle.not-balanced", params: {} };
}
