import { type AppId, INSTANCE, type OrgId } from "../../../core/ids.ts";
import { isBalanced } from "../../../core/provisioning/cycle-balance.ts";
import type { CycleRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { Deps } from "../../deps.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import { countEndings } from "../apply/count-endings.ts";
import { keepInterrupted } from "../apply/keep-interrupted.ts";
import { endCycleWrite } from "../writes/cycle.ts";
import { setPlanState } from "../writes/plan.ts";

/**
 * Marks the cycles and plans of an application that a dead process left under way. Only for the holder of the
 * application's lease, or a process that is alone on the store: no other can be at work on them.
 */
export async function endInterruptedRuns({ store, env }: Deps, org: OrgId, app: AppId): Promise<void> {
  const ended = env.now();
  const cycles = await readRowsAmong(
    store,
    "cycle",
    { org, app },
    { column: "state", values: ["planning", "running"] },
  );
  const plans = await readRowsAmong(
    store,
    "plan",
    { org, app },
    { column: "state", values: ["building", "applying"] },
  );
  // An initial cycle is owed again, and compares everything. The plan is marked last: a second death repeats this.
  for (const plan of plans)
    if (plan.state === "applying" && plan.kind !== "initial") await keepInterrupted({ store, env }, plan);
  const writes: Write[] = [
    ...(await Promise.all(cycles.map(async (cycle) => endCycleWrite(await endOf({ store }, cycle, ended))))),
    ...plans.map((plan) => setPlanState(plan, plan.state === "building" ? "failed" : "stale")),
  ];
  if (writes.length > 0) await commitOrThrow({ store }, writes);
}

/** How a cycle ends whose process died: as cancelled, with its balance, if that was requested before. */
async function endOf(deps: Pick<Deps, "store">, cycle: CycleRow, ended: number): Promise<CycleRow> {
  if (cycle.cancel_requested === null || cycle.plan === null) {
    return { ...cycle, state: "interrupted", ended, message: { code: "cycle.interrupted", params: {} } };
  }
  const { org, plan: id } = cycle;
  const plan = await deps.store.get("plan", { org, id });
  const counted = plan === undefined ? cycle.counts : await countEndings(deps, plan);
  const left = await deps.store.count("decision", { org, plan: id, outcome: null });
  const counts = { ...counted, pending: counted.pending + left };
  const closed = isBalanced(counts) ? (1 as const) : (0 as const);
  const message = { code: "cycle.cancelled", params: {} };
  return { ...cycle, state: "cancelled", ended, counts, closed, message };
}

/** The same for every application of the installation. */
export async function endAllInterruptedRuns(deps: Deps): Promise<void> {
  for await (const organizations of readEachPage(deps.store, "organization", {})) {
    for (const { org } of organizations) {
      for await (const applications of readEachPage(deps.store, "application", { org })) {
        for (const { id } of applications) await endInterruptedRuns(deps, org, id);
      }
    }
  }
}

/** Drops the leases of processes that have ended, instead of waiting until they expire. */
export async function dropLeases({ store }: Deps): Promise<void> {
  const drop = async (org: OrgId) => {
    for await (const leases of readEachPage(store, "lease", { org })) {
      await commitOrThrow(
        { store },
        leases.map(({ name }): Write => ({ op: "delete", table: "lease", key: { org, name } })),
      );
    }
  };
  await drop(INSTANCE);
  for await (const organizations of readEachPage(store, "organization", {})) {
    for (const { org } of organizations) await drop(org);
  }
}
