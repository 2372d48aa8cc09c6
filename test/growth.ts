/** The sizes that `growthOf` compares: the work at sixteen times the size. */
const TIMES = 16;
const ROUNDS = 5;

/**
 * How many times longer the work takes at sixteen times the size. Work that is linear gives about 16, quadratic work about
 * 256. Counted is the processor's time, the least of five runs each, so that other work of the machine does not show.
 */
export function growthOf(size: number, work: (size: number) => void): number {
  return leastTime(() => work(size * TIMES)) / leastTime(() => work(size));
}

function leastTime(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, user + system);
  }
  return best;
}

/** Above this, work is no longer linear in its size. Half way, in factors, between linear and quadratic. */
export const LINEAR_GROWTH_MAX = 90;
