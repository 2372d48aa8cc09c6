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
export const DEVIATIONS_MAX = 3;

/** A clause in this list that holds fails the test, and so does one that does not hold and is not in it. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    id: "messages/no-version",
    why: "Every address that Muster hands out has the version in it; one without is 404.",
    since: "2026-11-21",
  },
  {
    id: "resources/groups-indirect",
    why: "Only the groups that a user is in directly are shown.",
    since: "2026-11-21",
  },
  {
    id: "replace/immutable",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
];
