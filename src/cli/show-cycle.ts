import { type CycleShape, cycleRoutes } from "../contract/cycles.ts";
import { waitingRoutes } from "../contract/waiting.ts";
import type { Client } from "./client.ts";
import type { CommandInput } from "./define.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { runInterruptibly } from "./interruption.ts";
import { poll } from "./poll.ts";
import type { Progress } from "./progress.ts";
import { findCycleExit, hasEnded, renderCycle } from "./render-cycle.ts";
import { renderLeft } from "./render-waiting.ts";

/** Objects that are named after a cycle; `muster hold list` shows all of them. */
const WAITING_SHOWN = 10;

/**
 * Begins a cycle, or takes up one, follows it to its end with live progress, and prints its balance. Ctrl-C ends the
 * command and not the cycle.
 */
export async function showCycle(
  input: CommandInput<unknown>,
  client: Client,
  begin: () => Promise<CycleShape>,
): Promise<ExitCode> {
  const { output } = input;
  const cycle = await followOne(input, client, begin);
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

/** Follows one cycle to its end. */
export async function followOne(
  { output, world }: CommandInput<unknown>,
  client: Client,
  begin: () => Promise<CycleShape>,
): Promise<CycleShape> {
  let cycle: string | undefined;
  const progress = output.progress();
  return runInterruptibly(
    world,
    async (signal) => {
      // Not cut off by Ctrl-C: only the answer says which cycle goes on.
      const begun = await begin();
      cycle = begun.cycleId;
      const ask = async () => {
        const now = await client.call(cycleRoutes.getCycle, { params: { cycle: begun.cycleId }, signal });
        showProgress(progress, now);
        return now;
      };
      return poll({ world, signal }, begun, ask, hasEnded);
    },
    (exit, error) => {
      progress.end();
      return cycle === undefined ? error : new CliError(exit, "cli.left-cycle", { cycle });
    },
  ).finally(() => progress.end());
}

function showProgress(
  progress: Progress,
  { state, progress: { done, total, secondsLeft } }: CycleShape,
): void {
  if (state === "planning") progress.show("cli.planning", 0, 0);
  else progress.show("cli.applying", done, total, secondsLeft);
}

/** Lists the first objects that are still held, pending or parked after a cycle that came to its end. */
async function listWaiting(client: Client, { orgId: org, appId: app, state }: CycleShape) {
  if (state !== "closed") return { items: [], next: null };
  return client.call(waitingRoutes.listWaiting, { params: { org, app }, query: { limit: WAITING_SHOWN } });
}
