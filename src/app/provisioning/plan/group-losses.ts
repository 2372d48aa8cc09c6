import type { ObjectId } from "../../../core/ids.ts";
import {
  explainGroupLoss,
  findGroupLosses,
  type GroupLoss,
  isLossPossible,
  listLossSpans,
} from "../../../core/provisioning/group-loss.ts";
import type { Answers } from "../../../core/provisioning/hold-answer.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import type { Departure } from "../../../ports/departures.ts";
import type { Cursor } from "../../../ports/kinds.ts";
import { nameOf } from "../../objects.ts";
import { CHUNK, chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
import { readParents } from "../../read-parents.ts";
import type { CycleContext } from "../context.ts";
import { findFanOutRules } from "./fan-out.ts";

type Losses = ReadonlyMap<ObjectId, GroupLoss>;
const NO_LOSSES: Losses = new Map();

/** The members of one group that left as a part of a loss, and why their removals are held. */
export interface LostMembers {
  readonly members: ReadonlySet<ObjectId>;
  readonly because: Reason;
}

/**
 * Finds groups of the directory that lost many members within an hour. The change feed shows a loss for as long as removals
 * are open, so that a hold outlives the hour, and every application comes to the same result. Where no loss is possible,
 * an index answers; else the feed is read from the loss on.
 */
export class GroupLosses {
  readonly answers: Answers;
  readonly #context: CycleContext;
  readonly #pending: ReadonlySet<ObjectId>;
  readonly #givesScope = new Map<ObjectId, boolean>();
  #assigned: ReadonlySet<string> | undefined;

  constructor(
    context: CycleContext,
    known: {
      readonly answers: Answers;
      /** Objects that an earlier cycle left something to do for. */
      readonly pending: ReadonlySet<ObjectId>;
    },
  ) {
    this.#context = context;
    this.answers = known.answers;
    this.#pending = known.pending;
  }

  /**
   * Why the removal of access is held, by user: for users that left, in a loss, a group that brought them into scope. A
   * departure before the watermark left a user in scope, unless the user has waited since then.
   */
  async findOfUsers(users: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, Reason>> {
    const reasons = new Map<ObjectId, Reason>();
    const { watermark } = this.#context.provisioning;
    const fresh = users.filter((id) => !this.#pending.has(id));
    const waiting = users.filter((id) => this.#pending.has(id));
    const found = [
      ...(await this.#departuresOf(fresh, watermark ?? undefined)),
      ...(await this.#departuresOf(waiting)),
    ];
    for (const [group, departures] of groupBy(found)) {
      const losses = await this.#findLosses(group, departures);
      const lost = departures.filter(({ member }) => losses.has(member) && !reasons.has(member));
      if (lost.length === 0 || !(await this.#isScopeGiver(group))) continue;
      const name = await this.#nameOf(group);
      for (const { member } of lost) {
        const loss = losses.get(member);
        if (loss !== undefined) reasons.set(member, explainGroupLoss(name, loss));
      }
    }
    return reasons;
  }

  /** Those of these former members of a group that left it in a loss; undefined for none. */
  async findOfGroup(group: ObjectId, former: readonly ObjectId[]): Promise<LostMembers | undefined> {
    const departures = (await this.#departuresOf(former)).filter((each) => each.group === group);
    const losses = await this.#findLosses(group, departures);
    const members = new Set(former.filter((id) => losses.has(id)));
    const found = [...members].flatMap((id) => losses.get(id) ?? []);
    const [greatest] = found.sort((left, right) => right.lost - left.lost);
    if (greatest === undefined) return undefined;
    return { members, because: explainGroupLoss(await this.#nameOf(group), greatest) };
  }

  async #departuresOf(members: readonly ObjectId[], from?: Cursor): Promise<readonly Departure[]> {
    const { deps, org } = this.#context;
    const found: Departure[] = [];
    for (const ids of chunksOf(members, CHUNK)) {
      found.push(...(await deps.store.departuresOf(org, ids, from)));
      await deps.env.sleep(0);
    }
    return found;
  }

  /** The losses that any of these departures from a group is a part of. */
  async #findLosses(group: ObjectId, departures: readonly Departure[]): Promise<Losses> {
    const { deps, org } = this.#context;
    for (const span of listLossSpans(departures.map(({ at }) => at))) {
      const departed = await deps.store.departuresWithin(org, group, span);
      // Later losses are found with the first one.
      if (departed !== undefined && isLossPossible(departed.count))
        return this.#readLosses(group, departed.first);
    }
    return NO_LOSSES;
  }

  async #readLosses(group: ObjectId, from: Cursor): Promise<Losses> {
    const { deps, org } = this.#context;
    const { store } = deps;
    const changes = await store.memberChanges(org, group, from);
    const values = [...new Set(changes.map(({ member }) => member))];
    const where = { org, group_id: group };
    const rows = await readRowsAmong(store, "membership", where, { column: "member_id", values });
    const present = new Set(rows.map((row) => row.member_id));
    return findGroupLosses({ changes, members: await store.count("membership", where), present });
  }

  /** True for a group that is assigned, or in an assigned group, or that scope may read. */
  async #isScopeGiver(group: ObjectId): Promise<boolean> {
    const known = this.#givesScope.get(group);
    if (known !== undefined) return known;
    const { settings } = this.#context;
    const above = settings.nestedGroups ? [...(await readParents(this.#context, [group])).keys()] : [group];
    const assigned = await this.#readAssigned();
    const isGiver =
      above.some((id) => assigned.has(id)) || (await findFanOutRules(this.#context)).usersReadGroups;
    this.#givesScope.set(group, isGiver);
    return isGiver;
  }

  async #readAssigned(): Promise<ReadonlySet<string>> {
    if (this.#assigned !== undefined) return this.#assigned;
    const { deps, org, app } = this.#context;
    const assigned = new Set<string>();
    const where = { org, app, subject_type: "group" } as const;
    for await (const rows of readEachPage(deps.store, "assignment", where))
      for (const { subject } of rows) assigned.add(subject);
    this.#assigned = assigned;
    return assigned;
  }

  async #nameOf(group: ObjectId): Promise<string> {
    const { deps, org } = this.#context;
    const row = await deps.store.get("object", { org, id: group });
    return row === undefined ? group : nameOf(row);
  }
}

function groupBy(departures: readonly Departure[]): ReadonlyMap<ObjectId, readonly Departure[]> {
  const groups = new Map<ObjectId, Departure[]>();
  for (const each of departures) {
    const known = groups.get(each.group);
    if (known === undefined) groups.set(each.group, [each]);
    else known.push(each);
  }
  return new Map([...groups].sort(([left], [right]) => (left < right ? -1 : 1)));
}
