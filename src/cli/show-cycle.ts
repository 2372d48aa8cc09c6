import type { CycleShape } from "../contract/cycles.ts";
import { routes } from "../contract/routes.ts";
import type { Client } from "./client.ts";
import type { CommandInput } from "./define.ts";
import type { ExitCode } from "./exit.ts";
import { poll } from "./poll.ts";
import { findCycleExit, renderCycle } from "./render-cycle.ts";

/** Follows a cycle to its end with live progress, and prints its balance. */
export async function showCycle(
  { output, world }: CommandInput<unknown>,
  client: Client,
  begun: CycleShape,
): Promise<ExitCode> {
  const progress = output.progress();
  const cycle = await poll(
    world,
    begun,
    async () => {
      const now = await client.call(routes.getCycle, { params: { cycle: begun.cycleId } });
      if (now.state === "planning") progress.show("cli.planning", 0, 0);
      else progress.show("cli.applying", now.progress.done, now.progress.total);
      return now;
    },
    ({ state }) => state !== "planning" && state !== "running",
  ).finally(() => progress.end());
  output.result(cycle, () => renderCycle(cycle, output.messages, output.paint));
  return findCycleExit(cycle);
}
