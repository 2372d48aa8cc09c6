import type { ObjectId } from "../../../core/ids.ts";
import { readRowsAmong } from "../../paging.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import { findHeldRemovals, type HeldRemovals } from "./held-removals.ts";
import { type AccountPresence, diffAllMembers, diffSomeMembers, type Membership } from "./member-diff.ts";
import type { Planning } from "./plan-users.ts";
import type { AffectedObjects } from "./read-changes.ts";

/** The memberships of a group that are planned, and those that are held. */
export interface PlannedMembers {
  readonly add: number;
  readonly remove: number;
  readonly held: HeldRemovals | undefined;
  /** The subject of people's answers, where removals are held; see `EvaluatedObject`. */
  readonly subject: string | null | undefined;
}

/** Which memberships of a group are compared, and with what. */
export interface ComparedMembers {
  readonly affected: AffectedObjects | undefined;
  /** The members of the account that the group adopts. */
  readonly known: ReadonlySet<ObjectId> | undefined;
}

/** Compares the memberships of a group that has or gets an account, and plans those that differ. */
export async function planMembers(
  planning: Planning,
  group: EvaluatedObject,
  compared: ComparedMembers & {
    /** True for a group that cannot be decided as a whole: it loses members all the same. */
    readonly isBlocked: boolean;
  },
): Promise<PlannedMembers> {
  const { id, link } = group.facts;
  const changes = listMemberChanges(planning, group, compared);
  const { add, leaving } = await addGains(planning, id, compared.isBlocked ? onlyLosses(changes) : changes);
  const held = await findHeldRemovals(planning, group, leaving, createPresence(planning));
  const remove = await addLosses(planning, id, { leaving, held, isAdopted: compared.known !== undefined });
  if (held === undefined || link === undefined) return { add, remove, held, subject: undefined };
  // Some memberships alone do not show the set that an answer is about.
  return { add, remove, held, subject: isSome(group, compared) ? null : held.subject };
}

/** The memberships that differ: of all members, or of those that changes concern. */
export function listMemberChanges(
  planning: Planning,
  group: EvaluatedObject,
  compared: ComparedMembers,
): AsyncIterable<Membership> {
  const { id } = group.facts;
  const presence = createPresence(planning);
  return isSome(group, compared)
    ? diffSomeMembers(planning.context, id, [...(compared.affected?.pairs.get(id) ?? [])], presence)
    : diffAllMembers(planning.context, id, presence, compared.known);
}

function isSome({ facts }: EvaluatedObject, { affected }: ComparedMembers): boolean {
  return affected !== undefined && facts.link?.scope === "in" && !affected.wholeGroups.has(facts.id);
}

function createPresence(planning: Planning): AccountPresence {
  const { builder, rule } = planning;
  return {
    withAccount: (ids) => findPresent(planning, ids),
    isHeld: (id) => builder.held.has(id),
    isVoid: (id) => rule.voidLinks.has(id),
  };
}

/** Plans the memberships that a group gains or keeps, and returns the members that leave it. */
async function addGains(
  { builder }: Planning,
  group: ObjectId,
  changes: AsyncIterable<Membership>,
): Promise<{ readonly add: number; readonly leaving: readonly ObjectId[] }> {
  const leaving: ObjectId[] = [];
  let add = 0;
  for await (const { member, sign } of changes) {
    if (sign === -1) leaving.push(member);
    else await builder.addMember(group, member, sign);
    if (sign === 1) add += 1;
  }
  return { add, leaving };
}

const NO_KEPT: ReadonlySet<ObjectId> = new Set();

/** Plans the removals that are not held, and returns their number. Held members of an adopted group enter the ledger. */
async function addLosses(
  { builder }: Planning,
  group: ObjectId,
  {
    leaving,
    held,
    isAdopted,
  }: {
    readonly leaving: readonly ObjectId[];
    readonly held: HeldRemovals | undefined;
    readonly isAdopted: boolean;
  },
): Promise<number> {
  const kept = held?.because === undefined ? NO_KEPT : held.members;
  for (const member of leaving) {
    if (!kept.has(member)) await builder.addMember(group, member, -1);
    else if (isAdopted) await builder.addMember(group, member, 0);
  }
  return leaving.filter((member) => !kept.has(member)).length;
}

async function* onlyLosses(changes: AsyncIterable<Membership>): AsyncGenerator<Membership> {
  for await (const change of changes) if (change.sign === -1) yield change;
}

/** Which of these objects have, or get by this plan, an account in scope. */
async function findPresent(planning: Planning, ids: readonly ObjectId[]): Promise<ReadonlySet<ObjectId>> {
  const { builder, context, rule } = planning;
  const { org, app } = context;
  const presence = new Set(ids.filter((id) => builder.presence.get(id) === "in"));
  const unknown = ids.filter((id) => !builder.presence.has(id));
  const links = await readRowsAmong(
    context.deps.store,
    "link",
    { org, app, scope: "in" },
    { column: "object", values: unknown },
  );
  for (const { object } of links) if (!rule.voidLinks.has(object)) presence.add(object);
  return presence;
}
