import { FAULT_KINDS, type Fault, REFUSERS } from "../fault.ts";
import { readParams } from "./decision.ts";
import { type Codec, oneOf, readNumber, readObject, readOptional, readText } from "./stored-json.ts";

/** Reads a stored fault. */
export const readFault: Codec<Fault> = (json, place) => {
  const stored = readObject(json, place);
  return {
    kind: oneOf(FAULT_KINDS)(stored["kind"], `${place}.kind`),
    code: readText(stored["code"], `${place}.code`),
    params: readParams(stored["params"], `${place}.params`),
    ...readOptional(stored, place, "status", readNumber),
    ...readOptional(stored, place, "refusedBy", oneOf(REFUSERS)),
    ...readOptional(stored, place, "retryAfterMs", readNumber),
    ...readOptional(stored, place, "exchange", readText),
  };
};
