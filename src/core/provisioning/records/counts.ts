import {
  type AttributeCount,
  type CycleCounts,
  NO_CYCLE_COUNTS,
  NO_PLAN_COUNTS,
  type PlanCounts,
} from "../cycle-balance.ts";
import type { Fault } from "../fault.ts";
import { readParams } from "./decision.ts";
import { readFault } from "./fault.ts";
import {
  type Codec,
  listOf,
  mapOf,
  oneOf,
  readNumber,
  readObject,
  readOptional,
  readText,
} from "./stored-json.ts";

/** Why a cycle ended as it did, or why its counts are not balanced. */
export interface CycleMessage {
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
  readonly fault?: Fault;
}

/** Reads the counts of a plan; a plan that is not finished has none. */
export const readPlanCounts: Codec<PlanCounts> = (json, place) => ({
  ...NO_PLAN_COUNTS,
  ...mapOf(readNumber)(json, place),
});

/** Reads in how many accounts each attribute changes. */
export const readAttributeCounts: Codec<readonly AttributeCount[]> = listOf((json, place) => {
  const stored = readObject(json, place);
  return {
    type: oneOf(["user", "group"])(stored["type"], `${place}.type`),
    path: readText(stored["path"], `${place}.path`),
    changed: readNumber(stored["changed"], `${place}.changed`),
    evaluated: readNumber(stored["evaluated"], `${place}.evaluated`),
    // Plans of earlier versions did not count what is held.
    held: stored["held"] === undefined ? 0 : readNumber(stored["held"], `${place}.held`),
  };
});

/** Reads the counts of a cycle; a cycle that is not over has none. */
export const readCycleCounts: Codec<CycleCounts> = (json, place) => ({
  ...NO_CYCLE_COUNTS,
  ...mapOf(readNumber)(json, place),
});

/** Reads the message of a cycle. */
export const readCycleMessage: Codec<CycleMessage> = (json, place) => {
  const stored = readObject(json, place);
  return {
    code: readText(stored["code"], `${place}.code`),
    params: readParams(stored["params"], `${place}.params`),
    ...readOptional(stored, place, "fault", readFault),
  };
};
