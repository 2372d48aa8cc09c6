import { DATE_FUNCTIONS } from "./functions/date-functions.ts";
import { ENCODING_FUNCTIONS } from "./functions/encoding-functions.ts";
import { FLOW_FUNCTIONS } from "./functions/flow-functions.ts";
import { LOGIC_FUNCTIONS } from "./functions/logic-functions.ts";
import { RANDOM_FUNCTIONS } from "./functions/random-functions.ts";
import type { FunctionSpec } from "./functions/spec.ts";
import { TEXT_FUNCTIONS } from "./functions/text-functions.ts";

/**
 * The functions, by name, after "Reference for writing expressions for attribute mappings in Microsoft Entra
 * ID". Where the reference does not mention null, null yields null, so that an absent attribute is not sent.
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    ...DATE_FUNCTIONS,
    ...ENCODING_FUNCTIONS,
    ...FLOW_FUNCTIONS,
    ...LOGIC_FUNCTIONS,
    ...RANDOM_FUNCTIONS,
    ...TEXT_FUNCTIONS,
  ]
    .sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1))
    .map((spec) => [spec.name, spec]),
);
