import { type CycleCounts, NO_CYCLE_COUNTS, NO_PLAN_COUNTS, type PlanCounts } from "../cycle-balance.ts";
import type { Fault } from "../fault.ts";
import { readParams } from "./decision.ts";
import { readFault } from "./fault.ts";
import { type Codec, mapOf, readNumber, readObject, readOptional, readText } from "./stored-json.ts";

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
