import type { CycleShape } from "../contract/cycles.ts";
import { statusRoutes } from "../contract/status.ts";
import type { Client } from "./client.ts";
import { hasEnded } from "./render-cycle.ts";

/** A cycle and the name of its application. */
export interface NamedCycle {
  readonly name: string;
  readonly cycle: CycleShape;
}

/** Lists the cycles that are running now in every organization that the caller may see. */
export async function listRunningCycles(client: Client): Promise<readonly NamedCycle[]> {
  const { organizations } = await client.call(statusRoutes.status, {});
  return organizations
    .flatMap(({ applications }) => applications)
    .flatMap(({ name, lastCycle: cycle }) => (cycle === null || hasEnded(cycle) ? [] : [{ name, cycle }]));
}
