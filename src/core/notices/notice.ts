import type { Fault } from "../provisioning/fault.ts";
import { isLaneResting, LANE_NAMES, type LaneName, type Lanes, listResting } from "../provisioning/lanes.ts";

/** The kinds of notices that are events too. Each is the type of its event. */
export const NOTICE_EVENTS = [
  "provisioning.quarantine-entered",
  "provisioning.quarantine-changed",
  "provisioning.quarantine-left",
  "provisioning.operations-resting",
  "provisioning.operations-resumed",
  "provisioning.deprovisioning-held",
  "import.failed",
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** A notice reports an event, or is the summary of a day. */
export type NoticeKind = NoticeEvent | "digest";

/** The content of a notice: the reason of what it reports, how many objects it is about, and the page that shows more. */
export interface NoticeFacts {
  readonly reason: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  } | null;
  readonly count: number | null;
  /** The page of the console, below its address. */
  readonly page: string;
  /** The operations that rest or go on. */
  readonly lane?: LaneName;
  /** True when a person ended a quarantine by the schedule or a restart, so that nothing shows yet that the target works. */
  readonly isByPerson?: true;
}

/** The part of a notice that decides on when it is sent, and with which others. */
export interface WaitingNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly recipient: string | null;
  readonly created: number;
}

/**
 * The notices that go out as one mail: those of one kind about one subject to one recipient, oldest first. However many
 * they are, the recipient gets one.
 */
export function groupNotices<Notice extends WaitingNotice>(
  notices: readonly Notice[],
): readonly (readonly [Notice, ...Notice[]])[] {
  const groups = new Map<string, [Notice, ...Notice[]]>();
  const inOrder = [...notices].sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  for (const notice of inOrder) {
    const key = JSON.stringify([notice.kind, notice.subject, notice.recipient]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [notice]);
    else group.push(notice);
  }
  return [...groups.values()];
}

const HOUR_MS = 3_600_000;

/**
 * When the next mail of one kind about one subject may leave: at once after an hour of silence. What happens within the
 * hour goes as one mail at its end.
 */
export function nextMailAt(lastSent: number | null, created: number): number {
  return lastSent === null ? created : Math.max(created, lastSent + HOUR_MS);
}

/** The event that a change of a quarantine is; undefined while nothing changes for people. */
export function findQuarantineEvent(
  before: { readonly fault: { readonly code: string } } | null,
  after: { readonly fault: { readonly code: string } } | null,
): NoticeEvent | undefined {
  if (before === null) return after === null ? undefined : "provisioning.quarantine-entered";
  if (after === null) return "provisioning.quarantine-left";
  return before.fault.code === after.fault.code ? undefined : "provisioning.quarantine-changed";
}

/** A lane that began to rest or goes on. */
interface LaneChange {
  readonly event: NoticeEvent;
  readonly lane: LaneName;
  /** Why the lane rests; null when it goes on. */
  readonly fault: Fault | null;
}

/** The lanes that begin to rest and those that go on, in their order. A rest that goes on is not reported again. */
export function findLaneChanges(before: Lanes, after: Lanes): readonly LaneChange[] {
  const faults = new Map(listResting(after).map(([lane, { fault }]) => [lane, fault]));
  return LANE_NAMES.flatMap((lane): readonly LaneChange[] => {
    const fault = faults.get(lane) ?? null;
    if (isLaneResting(before, lane) === (fault !== null)) return [];
    const event = fault === null ? "provisioning.operations-resumed" : "provisioning.operations-resting";
    return [{ event, lane, fault }];
  });
}
