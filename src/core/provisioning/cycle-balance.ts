/** How many objects a plan decides on, by verb. `evaluated` is the sum of the others. */
export type PlanCounts = {
  readonly evaluated: number;
  readonly create: number;
  readonly adopt: number;
  readonly update: number;
  readonly disable: number;
  readonly delete: number;
  readonly unchanged: number;
  readonly skip: number;
  readonly hold: number;
  readonly pending: number;
};

/** The accounts whose attribute a plan changes, among the linked ones of the type that it evaluated. */
export type AttributeCount = {
  readonly type: "user" | "group";
  readonly path: string;
  readonly changed: number;
  readonly evaluated: number;
  /** The accounts whose change of the attribute is held and not counted as `changed`. */
  readonly held: number;
};

/** How many objects a cycle evaluated, and how each ended. It is balanced if `evaluated` is the sum of the others. */
export interface CycleCounts {
  readonly evaluated: number;
  readonly created: number;
  readonly adopted: number;
  readonly updated: number;
  readonly disabled: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly held: number;
  readonly failed: number;
  readonly pending: number;
}

/** How a decision ended: the keys of the cycle's counts, except `evaluated` and `unchanged`. */
export type Ending = Exclude<keyof CycleCounts, "evaluated" | "unchanged">;

export const ENDINGS: readonly Ending[] = [
  "created",
  "adopted",
  "updated",
  "disabled",
  "deleted",
  "skipped",
  "held",
  "failed",
  "pending",
];

export const NO_PLAN_COUNTS: PlanCounts = {
  evaluated: 0,
  create: 0,
  adopt: 0,
  update: 0,
  disable: 0,
  delete: 0,
  unchanged: 0,
  skip: 0,
  hold: 0,
  pending: 0,
};

export const NO_CYCLE_COUNTS: CycleCounts = {
  evaluated: 0,
  created: 0,
  adopted: 0,
  updated: 0,
  disabled: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  held: 0,
  failed: 0,
  pending: 0,
};

/** Adds one evaluated object with this verb. */
export function countVerb(counts: PlanCounts, verb: Exclude<keyof PlanCounts, "evaluated">): PlanCounts {
  return { ...counts, evaluated: counts.evaluated + 1, [verb]: counts[verb] + 1 };
}

/** True if every evaluated object is counted in exactly one ending. A cycle that is not balanced is a bug. */
export function isBalanced(counts: CycleCounts): boolean {
  const accounted = ENDINGS.reduce((sum, ending) => sum + counts[ending], counts.unchanged);
  return counts.evaluated === accounted;
}
