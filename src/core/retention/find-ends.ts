import type { Keep, RetentionDefinition } from "./kinds.ts";
import { createFirstIdAt } from "./record-ids.ts";

const DAY_MS = 86_400_000;

/** The ids below which records of one kind are removed. Ids of records sort by time. */
export interface RetentionEnds {
  /** Records that are too old; undefined if they are kept for any time. */
  readonly byAge: string | undefined;
  /** The limit by number removes records below this id alone; undefined without such a limit. */
  readonly byNumber: string | undefined;
}

/** Where the retention of a kind of records ends now. */
export function findEnds(
  { days, number }: Keep,
  definition: RetentionDefinition,
  now: number,
): RetentionEnds {
  const idBefore = (count: number) => createFirstIdAt(now - count * DAY_MS);
  const { neededDays } = definition;
  return {
    byAge: days === null ? undefined : idBefore(Math.max(days, neededDays)),
    byNumber: number === null || definition.number === null ? undefined : idBefore(neededDays),
  };
}
