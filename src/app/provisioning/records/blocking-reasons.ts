import type { Reason } from "../../../core/provisioning/reason.ts";

/** The links of a reason chain that keep something from being done: holds, and waiting for another object. */
export function readBlockingReasons(reasons: readonly Reason[] = []): readonly Reason[] {
  return reasons.filter(({ code }) => /^(hold|pending|match\.(?:several|candidates))/.test(code));
}
