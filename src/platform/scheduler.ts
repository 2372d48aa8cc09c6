import type { Clock } from "../ports/env.ts";
import type { Scheduler } from "../ports/scheduler.ts";

/**
 * The scheduler on a clock. Runs keep to the grid of intervals that began with `every`: one that takes longer, or a
 * machine that slept, leaves out the times that have passed.
 */
export function openScheduler(clock: Clock, onError: (error: unknown) => void): Scheduler {
  return {
    every(seconds, run) {
      const intervalMs = seconds * 1_000;
      const stopped = new AbortController();
      // On the monotonic scale: setting the machine's date neither delays a run nor brings it forward.
      let dueAt = clock.monotonic() + intervalMs;

      async function repeat(): Promise<void> {
        while (!stopped.signal.aborted) {
          await clock.sleep(dueAt - clock.monotonic(), stopped.signal);
          if (stopped.signal.aborted) return;
          const missed = Math.floor((clock.monotonic() - dueAt) / intervalMs);
          dueAt += intervalMs * (Math.max(missed, 0) + 1);
          try {
            await run();
          } catch (error) {
            onError(error);
          }
          const overdueMs = clock.monotonic() - dueAt;
          if (overdueMs > 0) dueAt += intervalMs * Math.ceil(overdueMs / intervalMs);
        }
      }

      void repeat();
      return {
        next: () => (stopped.signal.aborted ? null : Math.round(clock.now() + dueAt - clock.monotonic())),
        stop: () => stopped.abort(),
      };
    },
  };
}
