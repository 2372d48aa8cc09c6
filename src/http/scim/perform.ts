import { OPERATIONS } from "./operations.ts";
import { type Perform, performerOf } from "./performer.ts";

/** Performs any SCIM request of a caller, given as a plain value, as HTTP would once it let the caller in. */
export const perform: Perform = performerOf(OPERATIONS);
