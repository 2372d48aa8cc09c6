import type { CycleShape } from "../contract/cycles.ts";
import { routes } from "../contract/routes.ts";
import type { Client } from "./client.ts";
import type { CommandInput } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { poll } from "./poll.ts";
import { findCycleExit, renderCycle } from "./render-cycle.ts";
import { renderLeft } from "./render-waiting.ts";

/** Objects that are named after a cycle; `muster hold list` shows all of them. */
const WAITING_SHOWN = 10;

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
  const waiting = await listWaiting(client, cycle);
  const value = { ...cycle, waiting: waiting.items, moreWaiting: waiting.next !== null };
  output.result(value, () => [
    ...renderCycle(cycle, output.messages, output.paint),
    ...renderLeft(waiting, output.messages, output.paint),
  ]);
  const exit = findCycleExit(cycle);
  // A cycle can evaluate nothing while objects still wait from earlier ones.
  return exit === EXIT.done && waiting.items.length > 0 ? EXIT.partial : exit;
}

/** Lists the first objects that are still held, pending or parked after a cycle that came to its end. */
async function listWaiting(client: Client, { orgId: org, appId: app, state }: CycleShape) {
  if (state !== "closed") return { items: [], next: null };
  return client.call(routes.listWaiting, { params: { org, app }, query: { limit: WAITING_SHOWN } });
}
