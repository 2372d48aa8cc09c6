/**
 * A computation that may take long. At each `yield` the one who runs it may let other work go first. Nothing that it
 * reads may change in between.
 */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** Runs the work to its end without a pause, and returns its result. */
export function finishWork<Result>(work: Work<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Elements that are worked on between two pauses: about a millisecond. */
export const ELEMENTS_AT_ONCE = 500;
