import { EXIT, type ExitCode } from "./exit.ts";
import type { World } from "./world.ts";

/**
 * Runs a command that waits for the server. Ctrl-C, or a SIGTERM, aborts the signal instead of ending the process, so
 * that the command can say what goes on; `explain` returns the error that ends the command. A second one ends the
 * process at once.
 */
export async function runInterruptibly<Result>(
  world: Pick<World, "catchSignals">,
  work: (signal: AbortSignal | undefined) => Promise<Result>,
  explain: (exit: ExitCode, error: unknown) => unknown,
): Promise<Result> {
  const caught = world.catchSignals?.();
  try {
    return await work(caught?.signal);
  } catch (error) {
    if (caught === undefined || !caught.signal.aborted) throw error;
    throw await explain(EXIT[caught.signal.reason === "SIGTERM" ? "terminated" : "interrupted"], error);
  } finally {
    caught?.release();
  }
}
