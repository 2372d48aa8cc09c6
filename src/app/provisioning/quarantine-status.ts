import type { Fault } from "../../core/provisioning/fault.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import type { ProvisioningRow } from "../../ports/tables.ts";

/** The quarantine of a target that refused our credentials. Times are milliseconds since 1970. */
export interface QuarantineStatus {
  readonly since: number;
  /** Refusals in a row. */
  readonly attempts: number;
  /** When the next probe runs by itself. */
  readonly nextProbeAt: number;
  /** The target's last answer. */
  readonly fault: Reason | null;
}

/** The quarantine of an application's target; undefined unless a quarantine is what keeps cycles from running. */
export function readQuarantineStatus({ state, quarantine }: ProvisioningRow): QuarantineStatus | undefined {
  if (state !== "quarantine" || quarantine === null) return undefined;
  const { since, attempts, next: nextProbeAt, fault } = quarantine;
  return { since, attempts, nextProbeAt, fault: toReason(fault) };
}

/** A fault as a reason: its code with its parameters. */
export function toReason({ code, params }: Fault): Reason {
  return createReason(code, params);
}
