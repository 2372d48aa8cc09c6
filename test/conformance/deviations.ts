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
export const DEVIATIONS_MAX = 14;

/** A clause in this list that holds fails the test, and so does one that does not hold and is not in it. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    id: "replace/immutable",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "filter/numbers",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "projection/request",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "projection/custom-always",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "patch-add/immutable",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "patch-remove/immutable",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/date-time",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/integer",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/decimal",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/write-only",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/read-only",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/unique",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/required-extension",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
  {
    id: "types/advertised",
    why: "Organizations cannot define resource types yet, and no standard attribute can show it.",
    since: "2026-11-21",
  },
];
