/** The kinds of records whose retention can be set, in the order in which people read them. */
export const RETENTION_KINDS = [
  "log",
  "exchanges",
  "failedExchanges",
  "plans",
  "cycles",
  "imports",
  "rejectedRequests",
  "errorAnswers",
  "deliveries",
  "events",
  "notices",
  "audit",
] as const;

export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** How long records are kept, and how many of them. Null stands for no limit. */
export interface Keep {
  readonly days: number | null;
  readonly number: number | null;
}

/** Whole numbers that a limit may have. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The limits that the records of a kind can have. docs/operating.md has their meaning. */
export interface RetentionDefinition {
  readonly default: Keep;
  readonly days: Bounds;
  /** Null for a kind that has no limit by number. */
  readonly number: Bounds | null;
  /** Younger records stay, however many there are, because the work of Muster reads them. */
  readonly neededDays: number;
}

const DAYS_MAX = 3_650;
const NUMBER_MAX = 100_000_000;

function define(
  keep: Keep,
  {
    daysMin = 1,
    numberMin = 1,
    neededDays = 0,
  }: Partial<Record<"daysMin" | "numberMin" | "neededDays", number>>,
): RetentionDefinition {
  return {
    default: keep,
    days: { min: daysMin, max: DAYS_MAX },
    number: { min: numberMin, max: NUMBER_MAX },
    neededDays,
  };
}

/**
 * The definitions. The guards count the log of 30 days (`deletionWindowHours` is 720 at most), a digest adds up the cycles
 * of a day, and applications that were away for a week find their events.
 */
export const RETENTION_DEFINITIONS: { readonly [Kind in RetentionKind]: RetentionDefinition } = {
  log: define({ days: 90, number: null }, { daysMin: 31, neededDays: 31 }),
  exchanges: define({ days: 90, number: 10_000 }, { numberMin: 0 }),
  failedExchanges: define({ days: 90, number: 20_000 }, { numberMin: 0 }),
  plans: define({ days: 90, number: 1_000 }, {}),
  cycles: define({ days: 90, number: null }, { daysMin: 2, neededDays: 2 }),
  imports: define({ days: 90, number: 1_000 }, {}),
  rejectedRequests: define({ days: 90, number: 1_000 }, { numberMin: 0 }),
  errorAnswers: define({ days: 90, number: 10_000 }, { numberMin: 0 }),
  deliveries: define({ days: 90, number: 1_000 }, {}),
  events: { ...define({ days: 90, number: null }, { daysMin: 7, neededDays: 7 }), number: null },
  notices: { ...define({ days: 30, number: null }, { daysMin: 2 }), number: null },
  // For auditors, unless a person limits it.
  audit: { ...define({ days: null, number: null }, { daysMin: 90 }), number: null },
};

/** A limit that a kind of records cannot have, and the bounds that it can have; null for a kind without such a limit. */
export interface KeepProblem {
  readonly place: "days" | "number";
  readonly bounds: Bounds | null;
}

/** Finds the first limit that is out of bounds; undefined if all can be set. */
export function findKeepProblem(kind: RetentionKind, keep: Keep): KeepProblem | undefined {
  const definition = RETENTION_DEFINITIONS[kind];
  return (["days", "number"] as const)
    .filter((place) => !isAllowed(keep[place], definition[place]))
    .map((place) => ({ place, bounds: definition[place] }))[0];
}

function isAllowed(value: number | null, bounds: Bounds | null): boolean {
  if (value === null) return true;
  return bounds !== null && Number.isInteger(value) && value >= bounds.min && value <= bounds.max;
}
