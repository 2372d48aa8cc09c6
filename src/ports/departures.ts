import type { ObjectId, OrgId } from "../core/ids.ts";
import type { LossSpan, MemberMove } from "../core/provisioning/group-loss.ts";
import type { Cursor } from "./kinds.ts";

/** When a member last left a group, whether or not it has come back since. */
export interface Departure {
  readonly group: ObjectId;
  readonly member: ObjectId;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** The departures from one group within a time. */
export interface DepartureCount {
  readonly count: number;
  /** The place of the first of them in the feed. */
  readonly first: Cursor;
}

/** Reads of the change feed about members that left groups, however long ago. */
export interface DepartureReads {
  /**
   * The last departure of each of these members from each group that it has left, as far as the entry of the feed lies at
   * this place or after it; undefined for the whole feed.
   */
  departuresOf(
    org: OrgId,
    members: readonly ObjectId[],
    from: Cursor | undefined,
  ): Promise<readonly Departure[]>;
  /** Counts the departures from a group from one time to another; undefined for none. */
  departuresWithin(org: OrgId, group: ObjectId, span: LossSpan): Promise<DepartureCount | undefined>;
  /** The members that joined or left a group from this place in the feed on, the place itself included, in order. */
  memberChanges(org: OrgId, group: ObjectId, from: Cursor): Promise<readonly MemberMove[]>;
}
