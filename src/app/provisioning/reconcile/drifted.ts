import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { OrphanClass } from "../../../core/provisioning/reconcile.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { KnownRefusals } from "./list-refusals.ts";
import type { AttributeDrift } from "./spelt-values.ts";

/** A linked account that differs from its link, or that the target does not have. */
export interface DriftedAccount {
  readonly link: LinkRow;
  readonly kind: "changed" | "missing";
  readonly name: string;
  readonly changes: readonly FlatChange[];
  /** Members that Muster added and that the group does not have any longer. */
  readonly lostMembers: readonly ObjectId[];
  /** Members that Muster did not add; they stay. */
  readonly otherMembers: number;
}

/** An account without a link. */
export interface OrphanAccount {
  readonly type: ObjectType;
  readonly account: AccountId;
  readonly name: string | null;
  readonly class: OrphanClass;
}

/** The differences between a target and the links of its application. */
export interface TargetDifferences {
  readonly linked: number;
  readonly drifted: readonly DriftedAccount[];
  /** The differences by attribute, the most frequent first. */
  readonly attributes: readonly AttributeDrift[];
  readonly orphans: readonly OrphanAccount[];
  /** The values that the target refused: accounts lack them, and do not count as different. */
  readonly refusals: KnownRefusals;
  /** Links whose account the listing lacks and that were not read, because these were too many. */
  readonly unread: number;
}
