import { Cron } from "croner";
import type { Scheduler } from "../ports/scheduler.ts";

/** The scheduler on croner: a pattern that fires every second, thinned out to the interval. */
export function openScheduler(onError: (error: unknown) => void): Scheduler {
  return {
    every(seconds, run) {
      const startAt = new Date(Date.now() + seconds * 1_000);
      const job = new Cron(
        "* * * * * *",
        { interval: seconds, startAt, protect: true, unref: true, catch: onError },
        run,
      );
      return {
        next: () => job.nextRun()?.getTime() ?? null,
        stop: () => job.stop(),
      };
    },
  };
}
