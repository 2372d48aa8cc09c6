/** The simulator's own time: the machine's clock, moved forward by whatever a test asked for. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Lets time pass at once; false when the new time would lie before the present one. */
  moveTo(timeMs: number): boolean;
}

/** A clock that runs with the machine's. */
export function createClock(machine: () => number): SimulatorClock {
  let aheadMs = 0;
  const now = () => machine() + aheadMs;
  return {
    now,
    moveTo(timeMs) {
      const stepMs = timeMs - now();
      if (stepMs < 0) return false;
      aheadMs += stepMs;
      return true;
    },
  };
}
