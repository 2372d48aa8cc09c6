import type { Quarantine } from "../quarantine.ts";
import { readFault } from "./fault.ts";
import { type Codec, readNumber, readObject } from "./stored-json.ts";

/** Reads the quarantine of a target. */
export const readQuarantine: Codec<Quarantine> = (json, place) => {
  const { since, attempts, next, fault } = readObject(json, place);
  return {
    since: readNumber(since, `${place}.since`),
    attempts: readNumber(attempts, `${place}.attempts`),
    next: readNumber(next, `${place}.next`),
    fault: readFault(fault, `${place}.fault`),
  };
};
