import type { AppId, OrgId, PlanId } from "../../../core/ids.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { DriftPolicy } from "../../../core/provisioning/reconcile.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Author } from "../../audit.ts";
import type { Refusal } from "../../deps.ts";
import type { CycleRun } from "../context.ts";
import type { CycleControl } from "../cycle-control.ts";
import type { OnlyObject } from "../plan/read-changes.ts";
import type { Rehearsal } from "../rehearsal/try-on-demand.ts";
import type { TargetReport } from "./probe-target.ts";

/** The kind of plan that is requested. `default-mapping` previews the connector's newest default mapping. */
export type PlanRequest = "auto" | "initial" | "default-mapping";

/** Runs cycles, at most one for an application at a time. Its work goes on after the call returned. */
export interface Engine {
  /** Begins to plan; the row's state tells when it is done. */
  startPlan(author: Author, org: OrgId, app: AppId, kind: PlanRequest): Promise<PlanRow | Refusal>;
  /** Begins to apply exactly this plan; a hash that is not the plan's is refused. */
  startApply(author: Author, org: OrgId, plan: PlanId, hash: string | undefined): Promise<CycleRow | Refusal>;
  /** Begins to plan and apply in one go. */
  startSync(author: Author, org: OrgId, app: AppId, kind: "auto" | "initial"): Promise<CycleRow | Refusal>;
  /** Begins to plan and apply for one object, which does not take up the changes of others. */
  startOnDemand(author: Author, org: OrgId, app: AppId, only: OnlyObject): Promise<CycleRow | Refusal>;
  /** Begins to read the whole target and to compare it with what is known of it. */
  startReconcile(author: Author, org: OrgId, app: AppId, onDrift: DriftPolicy): Promise<CycleRow | Refusal>;
  /** Finds out which requests an on-demand cycle of this object would send. Writes nothing, here or in the target. */
  rehearse(org: OrgId, app: AppId, only: OnlyObject): Promise<Rehearsal | Refusal>;
  /**
   * Requests that a cycle end after the calls in progress, whichever server runs it; it ends as `cancelled` soon
   * afterwards. Done already if it was requested before; refused if the cycle has ended otherwise.
   */
  cancel(author: Author, cycle: Pick<CycleRow, "org" | "id">): Promise<CycleRow | Refusal>;
  /** Asks the target whether provisioning would be allowed; changes nothing there. */
  test(org: OrgId, app: AppId): Promise<Outcome<TargetReport> | Refusal>;
  /** Steps taken so far, of how many and since when, by a cycle that this process runs now. */
  progress(cycle: string): Pick<CycleControl, "done" | "total" | "since"> | undefined;
  /**
   * Runs work that no cycle of the application may run beside: refused with `engine.busy` while one runs, and
   * none begins until it is done.
   */
  whileIdle<Result>(org: OrgId, app: AppId, work: () => Promise<Result>): Promise<Result | Refusal>;
  /**
   * Runs work with the application's target that no cycle may run beside, as `whileIdle` does. Every commit of its
   * services requires that the application is still held.
   */
  withTarget<Result>(
    org: OrgId,
    app: AppId,
    work: (context: CycleRun) => Promise<Result>,
  ): Promise<Result | Refusal>;
  /** Gets ready for the plans of an application that was created just now. */
  prepare(): void;
  /** Re-reads the schedule of an application after its settings changed; that of a deleted one ends. */
  reschedule(org: OrgId, app: AppId): Promise<void>;
  /** Lets the steps in hand finish, begins no other, and resolves. */
  stop(): Promise<void>;
}
