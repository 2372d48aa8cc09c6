import type { ObjectId } from "../ids.ts";
import { createReason, type Reason } from "./reason.ts";

/** A member that joined or left a group of the directory. */
export interface MemberMove {
  readonly member: ObjectId;
  readonly change: "added" | "removed";
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** The changes of the members of one group, from a departure on until now. */
export interface GroupHistory {
  /** All changes since then, in their order. */
  readonly changes: readonly MemberMove[];
  /** The number of members now. */
  readonly members: number;
  /** Those of the changed members that are members now. */
  readonly present: ReadonlySet<ObjectId>;
}

/** The loss of a group: this many of its members left within an hour. */
export interface GroupLoss {
  readonly lost: number;
  /** Members before the first of them left. */
  readonly base: number;
}

/** A time from one moment to another, both included, in milliseconds since 1970. */
export interface LossSpan {
  readonly from: number;
  readonly to: number;
}

/** The time within which departures count together. */
export const LOSS_WINDOW_MS = 3_600_000;
/** Smaller groups change as a whole in ordinary life: a team moves, a project ends. */
const MEMBERS_MIN = 100;
/** One of this number of members may leave. */
const SHARE = 5;

/** True if this many departures can be too many for some group. */
export function isLossPossible(departures: number): boolean {
  return departures * SHARE > MEMBERS_MIN;
}

/** The times in which departures can count together with one of these; times that touch are one. */
export function listLossSpans(times: readonly number[]): readonly LossSpan[] {
  const spans: LossSpan[] = [];
  for (const at of times.toSorted((left, right) => left - right)) {
    const last = spans.at(-1);
    const isTouching = last !== undefined && at - LOSS_WINDOW_MS <= last.to;
    const from = isTouching ? last.from : at - LOSS_WINDOW_MS;
    if (isTouching) spans.pop();
    spans.push({ from, to: at + LOSS_WINDOW_MS });
  }
  return spans;
}

/** True when more than a fifth of at least 100 members left. */
function isGroupLoss({ lost, base }: GroupLoss): boolean {
  return base >= MEMBERS_MIN && lost * SHARE > base;
}

/**
 * The members who left as a part of a loss, each with the first loss that it is a part of. Members who are back do not
 * count. It makes no difference when the departures are looked at, nor how many of them a target knows already: those of
 * any hour count together.
 */
export function findGroupLosses({
  changes,
  members,
  present,
}: GroupHistory): ReadonlyMap<ObjectId, GroupLoss> {
  const departures = listDepartures(changes, members, present);
  const losses = new Map<ObjectId, GroupLoss>();
  let end = 0;
  let marked = 0;
  for (const [start, { at, base }] of departures.entries()) {
    while ((departures[end]?.at ?? Number.POSITIVE_INFINITY) <= at + LOSS_WINDOW_MS) end += 1;
    const loss = { lost: end - start, base };
    if (!isGroupLoss(loss)) continue;
    for (const { member } of departures.slice(Math.max(start, marked), end)) losses.set(member, loss);
    marked = end;
  }
  return losses;
}

/** The last departure of each member who is away, by time, with the number of members before it. */
function listDepartures(changes: readonly MemberMove[], members: number, present: ReadonlySet<ObjectId>) {
  const last = new Map<ObjectId, { member: ObjectId; at: number; place: number; base: number }>();
  let size = members;
  for (const [place, { member, change, at }] of [...changes.entries()].reverse()) {
    size += change === "removed" ? 1 : -1;
    const isDeparture = change === "removed" && !present.has(member) && !last.has(member);
    if (isDeparture) last.set(member, { member, at, place, base: size });
  }
  return [...last.values()].sort((left, right) => left.at - right.at || left.place - right.place);
}

/** Why removals from a group are held: the same for each member that left, so that people see one event. */
export function explainGroupLoss(group: string, { lost, base }: GroupLoss): Reason {
  return createReason("hold.group-loss", { group, lost, base });
}
