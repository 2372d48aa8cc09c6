import { type AppId, type OrgId, type PlanId, trustId } from "../../../core/ids.ts";
import type { CycleMessage } from "../../../core/provisioning/records/counts.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Stop } from "../../background/shutdown-signal.ts";
import { commitOrThrow } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { type CycleRun, closeContext, openContext } from "../context.ts";
import { runSync } from "../engine/run-cycle.ts";
import { newPlanRow } from "../plan/plan-cycle.ts";
import { INLINE_PLANNER } from "../plan/planner.ts";
import type { OnlyObject } from "../plan/read-changes.ts";
import { type ListedDecision, listDecisions } from "../records/list-decisions.ts";
import { newCycle } from "../writes/cycle.ts";
import { openOverlayStore } from "./overlay-store.ts";
import { openRehearsalWire, type RehearsedRequest } from "./rehearsal-wire.ts";

/** Decisions that a rehearsal shows: that of the object, and those that follow from it. */
const DECISIONS_MAX = 100;

/** The decisions of an on-demand cycle that is tried, and the requests that it would send. */
export interface Rehearsal {
  readonly decisions: readonly ListedDecision[];
  readonly requests: readonly RehearsedRequest[];
  /** Why nothing more can be said, such as a target that does not answer; null for none. */
  readonly message: CycleMessage | null;
}

/**
 * Carries out an on-demand cycle over a store that forgets and a wire that writes nothing. So it is the cycle itself that
 * says what it would send. It reads from the target, and these exchanges are recorded like all others.
 */
export async function tryOnDemand(
  deps: Deps,
  stop: Stop,
  { org, app, only }: { readonly org: OrgId; readonly app: AppId; readonly only: OnlyObject },
): Promise<Rehearsal | Refusal> {
  const requests: RehearsedRequest[] = [];
  const rehearsed: Deps = {
    ...deps,
    store: openOverlayStore(deps.store),
    wireTo: (...to) => openRehearsalWire(deps.wireTo(...to), to[2].baseUrl, requests),
    checkpoint: () => {},
    // A quarantine that begins here is forgotten, so that the log must not report it.
    log: () => {},
  };
  const context = await openContext(rehearsed, org, app, stop);
  if (isRefusal(context)) return context;
  try {
    const { plan, cycle } = await insertRows(context);
    await runSync(context, { plan, cycle }, { planner: INLINE_PLANNER, isScheduled: false, only });
    const { items } = await listDecisions(rehearsed, plan, { limit: DECISIONS_MAX });
    const ended = await rehearsed.store.get("cycle", { org, id: cycle.id });
    return { decisions: items, requests, message: ended?.message ?? null };
  } finally {
    await closeContext(context);
  }
}

async function insertRows(context: CycleRun): Promise<{ readonly plan: PlanRow; readonly cycle: CycleRow }> {
  const { deps } = context;
  const plan = await newPlanRow(context, trustId<PlanId>(deps.env.newId()), "on-demand");
  const cycle = newCycle(context, plan, "planning");
  await commitOrThrow(deps, [
    { op: "insert", table: "plan", row: plan },
    { op: "insert", table: "cycle", row: cycle },
  ]);
  return { plan, cycle };
}
