import type { AccountId } from "../../../core/ids.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { ApplyRun } from "./apply-run.ts";

/** The memberships of one group, while they are written. */
export interface GroupRun {
  readonly run: ApplyRun;
  readonly decision: DecisionRow;
  readonly link: LinkRow;
  /** Members that the target is known to hold; changed as memberships are written. */
  readonly known: Set<AccountId>;
  /** Members that are written once they have an account. */
  waiting: number;
  /** Memberships that the target holds, or lacks, as planned. */
  written: number;
  /** Members that the target refused one by one. */
  refused: number;
  /** Refused batches that may still be taken apart in this cycle. */
  splitsLeft: number;
  /** The first refusal that a later cycle tries again; the other members are written all the same. */
  failed: Fault | undefined;
  /** Why nothing more may be sent for this group. */
  stopped: Fault | undefined;
  /** True once the group turned out to be gone; its decision has ended then. */
  isLost: boolean;
}
