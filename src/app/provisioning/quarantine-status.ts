import type { Fault } from "../../core/provisioning/fault.ts";
import { type LaneName, listResting, type OperationClass, splitLane } from "../../core/provisioning/lanes.ts";
import { imposedAt, type Quarantine } from "../../core/provisioning/quarantine.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ProvisioningRow } from "../../ports/tables.ts";

/** The failures in a row of an application, or of some of its operations. Times are milliseconds since 1970. */
export interface QuarantineStatus {
  readonly reason: "credentials" | "failures";
  readonly since: number;
  /** When it was last imposed. */
  readonly imposed: number;
  /** Failures in a row. */
  readonly attempts: number;
  /** When the next probe runs by itself. */
  readonly nextProbeAt: number;
  /** The target's last answer. */
  readonly fault: Reason | null;
  /** The recorded exchange that shows it; null if it has none. */
  readonly exchange: string | null;
  /** The event or the command that ends it. */
  readonly remedy: Reason;
}

/** Operations of one kind that rest. */
export interface RestingOperation extends QuarantineStatus {
  readonly operation: OperationClass;
  readonly type: ObjectType;
}

/** The quarantine of an application's target; undefined unless a quarantine is what keeps cycles from running. */
export function readQuarantineStatus({
  app,
  state,
  quarantine,
}: ProvisioningRow): QuarantineStatus | undefined {
  if (state !== "quarantine" || quarantine === null) return undefined;
  return describeSeries(quarantine, "credentials", createReason("quarantine.credentials-remedy", { app }));
}

/** The operations of an application that rest, in the order in which people read them. */
export function readResting({ app, lanes }: ProvisioningRow): readonly RestingOperation[] {
  const remedy = createReason("quarantine.failures-remedy", { app });
  return listResting(lanes).map(([lane, quarantine]) => ({
    ...splitLane(lane),
    ...describeSeries(quarantine, "failures", remedy),
  }));
}

function describeSeries(
  quarantine: Quarantine,
  reason: QuarantineStatus["reason"],
  remedy: Reason,
): QuarantineStatus {
  const { since, attempts, next: nextProbeAt, fault } = quarantine;
  const imposed = imposedAt(quarantine);
  const evidence = { fault: toReason(fault), exchange: fault.exchange ?? null };
  return { reason, since, imposed, attempts, nextProbeAt, ...evidence, remedy };
}

/** Why an object waits whose lane rests, and until when. */
export function toRestReason(lane: LaneName, { since, next }: Pick<Quarantine, "since" | "next">): Reason {
  const { operation, type } = splitLane(lane);
  const times = { since: new Date(since).toISOString(), next: new Date(next).toISOString() };
  return createReason(`quarantine.rests-${operation}`, { type, ...times });
}

/** A fault as a reason: its code with its parameters. */
export function toReason({ code, params }: Fault): Reason {
  return createReason(code, params);
}
