import type { Clock } from "../ports/env.ts";

/** The longest timer that Node keeps; longer ones would fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;
/** Node's timers may fire this much before the time that the process's own clock shows. */
const EARLY_MS = 1;

/** A clock that can be moved forward; the program never does so, its tests do. */
export interface MovableClock extends Clock {
  /** Lets this much time pass at once: sleeps that end within it end now, in the order of their ends. */
  advance(ms: number): void;
  /** How far it has been moved in all, in milliseconds. */
  aheadMs(): number;
}

interface Alarm {
  /** On the monotonic scale. */
  readonly dueAt: number;
  readonly ring: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** The machine's clock. A sleep may be longer than the machine's timers can be. */
export function openClock(): MovableClock {
  const alarms = new Set<Alarm>();
  let advancedMs = 0;
  const monotonic = () => performance.now() + advancedMs;

  function arm(alarm: Alarm): void {
    const leftMs = Math.min(Math.max(alarm.dueAt - monotonic(), 0), TIMER_MS_MAX);
    alarm.timer = setTimeout(() => {
      if (alarm.dueAt - monotonic() > EARLY_MS) arm(alarm);
      else end(alarm);
    }, leftMs);
  }
  function end(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    if (alarms.delete(alarm)) alarm.ring();
  }

  return {
    now: () => Date.now() + advancedMs,
    monotonic,
    aheadMs: () => advancedMs,
    async sleep(ms, signal) {
      if (signal?.aborted === true) return;
      await new Promise<void>((resolve) => {
        const onAbort = () => end(alarm);
        const ring = () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        };
        const alarm: Alarm = { dueAt: monotonic() + Math.max(ms, 0), ring, timer: undefined };
        alarms.add(alarm);
        arm(alarm);
        signal?.addEventListener("abort", onAbort, { once: true });
      });
    },
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError("time moves forward only");
      advancedMs = Math.round(advancedMs + ms);
      for (const alarm of [...alarms].sort((a, b) => a.dueAt - b.dueAt)) {
        clearTimeout(alarm.timer);
        if (alarm.dueAt <= monotonic()) end(alarm);
        else arm(alarm);
      }
    },
  };
}
