import { isObject, type Json } from "../../core/json.ts";
import { readQuarantine } from "../../core/provisioning/quarantine.ts";
import { type Reason, reason } from "../../core/provisioning/reason.ts";
import type { ProvisioningRow } from "../../ports/tables.ts";

/** The rest of a target that refused our credentials. Times in milliseconds since 1970. */
export interface QuarantineStatus {
  readonly since: number;
  /** Refusals in a row. */
  readonly attempts: number;
  /** When it is asked again by itself. */
  readonly nextProbeAt: number;
  /** What the target said last, with what to do. */
  readonly fault: Reason | null;
}

/** The rest of an application's target; undefined when cycles run, or would not run by themselves anyway. */
export function quarantineStatus({
  state,
  quarantine: stored,
}: ProvisioningRow): QuarantineStatus | undefined {
  const quarantine = state === "quarantine" ? readQuarantine(stored) : undefined;
  if (quarantine === undefined) return undefined;
  const { since, attempts, next: nextProbeAt } = quarantine;
  return { since, attempts, nextProbeAt, fault: faultReason(stored?.["fault"]) ?? null };
}

/** A stored fault as a reason: its code with its parameters. */
export function faultReason(fault: Json | undefined): Reason | undefined {
  const code = isObject(fault) ? fault["code"] : undefined;
  if (typeof code !== "string" || !isObject(fault)) return undefined;
  return reason(code, readParams(fault["params"]));
}

/** Parameters of a stored reason; what is neither text nor number is left out. */
export function readParams(params: Json | undefined): Record<string, string | number> {
  const entries = Object.entries(isObject(params) ? params : {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );
}
