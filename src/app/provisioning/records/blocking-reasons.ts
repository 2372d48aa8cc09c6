import { isObject, type Json } from "../../../core/json.ts";
import { type Reason, reason } from "../../../core/provisioning/reason.ts";
import { readParams } from "../quarantine-status.ts";

/** Reads the reasons of a stored chain that keep something from being done: holds, and waiting for another object. */
export function readBlockingReasons(reasons: Json | undefined): readonly Reason[] {
  if (!Array.isArray(reasons)) return [];
  const chain: readonly Json[] = reasons;
  return chain.flatMap((link) => {
    const code = isObject(link) ? link["code"] : undefined;
    const isBlocking = typeof code === "string" && /^(hold|pending|match\.several)/.test(code);
    return isBlocking && isObject(link) ? [reason(code, readParams(link["params"]))] : [];
  });
}
