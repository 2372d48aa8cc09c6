/** Steps and time before an estimate: the first steps say little about the speed of the others. */
const STEPS_MIN = 10;
const ELAPSED_MIN_MS = 5_000;

/** How far a cycle has come since it began with the first step. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}

/**
 * About how many seconds the rest takes, if it goes on at the speed of the steps until now: to 5 seconds below a minute, and
 * to a minute above. Null while too little is known, and when all is done.
 */
export function estimateSecondsLeft({ done, total, elapsedMs }: StepProgress): number | null {
  if (done < STEPS_MIN || elapsedMs < ELAPSED_MIN_MS || done >= total) return null;
  const seconds = ((elapsedMs / done) * (total - done)) / 1_000;
  const unit = seconds < 60 ? 5 : 60;
  return Math.ceil(seconds / unit) * unit;
}
