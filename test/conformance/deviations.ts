/** A clause that Muster is known not to meet. */
export interface Deviation {
  /** The clause's id. */
  readonly id: string;
  /** What Muster does instead, or why not yet. */
  readonly why: string;
  /** Known since that day. */
  readonly since: string;
}

/** How many there are; this number may only go down. */
export const DEVIATIONS_MAX = 1;

/** A clause in this list that holds fails the test, and so does one that does not hold and is not in it. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    id: "patch-remove/active",
    why: "Without a value, active counts as true, so the removal would give a disabled user access again. It is refused with 400 mutability, as is null.",
    since: "2026-11-29",
  },
];
