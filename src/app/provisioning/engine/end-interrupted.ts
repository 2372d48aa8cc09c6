import type { AppId, OrgId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { Deps } from "../../deps.ts";
import { rowsAmong } from "../../paging.ts";

/**
 * Marks the cycles and plans of an application that a dead process left under way. For who holds the
 * application's lease, or is alone on the store: nobody else can be at work on them.
 */
export async function endInterruptedRuns({ store, env }: Deps, org: OrgId, app: AppId): Promise<void> {
  const message = { code: "cycle.interrupted", params: {} };
  const ended = env.now();
  const cycles = await rowsAmong(store, "cycle", { org, app }, "state", ["planning", "running"]);
  const plans = await rowsAmong(store, "plan", { org, app }, "state", ["building", "applying"]);
  const writes: Write[] = [
    ...cycles.map(({ id }): Write => {
      const set = { state: "interrupted" as const, ended, message };
      return { op: "update", table: "cycle", key: { org, id }, set };
    }),
    ...plans.map(({ id, state }): Write => {
      const set = { state: state === "building" ? ("failed" as const) : ("stale" as const) };
      return { op: "update", table: "plan", key: { org, id }, set };
    }),
  ];
  if (writes.length > 0) await store.commit(writes);
}

/** Drops the leases of processes that are no more, instead of waiting until they expire. */
export async function dropLeases({ store }: Deps, org: OrgId): Promise<void> {
  const leases = await store.page("lease", { where: { org }, limit: 10_000 });
  const writes = leases.map(({ name }): Write => ({ op: "delete", table: "lease", key: { org, name } }));
  if (writes.length > 0) await store.commit(writes);
}
