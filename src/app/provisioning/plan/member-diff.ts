import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { forgetRefusedMembers, readRefusedMembers } from "./read-refusals.ts";

/** A membership that the target must gain (1) or lose (-1), or that an adopted group has already (0). */
export interface Membership {
  readonly member: ObjectId;
  readonly sign: -1 | 0 | 1;
}

/** Memberships compared before requests are let in between: reading is synchronous on the embedded store. */
const MEMBERS_AT_ONCE = 2_000;

/** The accounts under the plan. */
export interface AccountPresence {
  /** Which of these have an account in scope once the plan is applied. */
  withAccount(ids: readonly ObjectId[]): Promise<ReadonlySet<ObjectId>>;
  /** True for an object that keeps what it has until a person decides. */
  isHeld(id: ObjectId): boolean;
  /** True for an object whose link is void: the ledger says nothing about its account. */
  isVoid(id: ObjectId): boolean;
}

/** Compares all memberships of a group with the ledger, or with what an adopted group was seen to hold. */
export async function* diffAllMembers(
  context: CycleContext,
  group: ObjectId,
  presence: AccountPresence,
  known: ReadonlySet<ObjectId> | undefined,
): AsyncGenerator<Membership> {
  const { deps, org, app } = context;
  const whole = known === undefined ? await readSmallLedger(context, group) : undefined;
  const inLedger = whole === undefined ? undefined : toHeld(group, whole, presence);
  // Members that the directory and the ledger both have are not read again when the ledger is walked over.
  const settled = new Set<ObjectId>();
  for await (const rows of readEachPage(
    deps.store,
    "membership",
    { org, group_id: group, ...sentTypes(context) },
    MEMBERS_AT_ONCE,
  )) {
    await deps.env.sleep(0);
    const ids = rows.map((row) => row.member_id);
    const wanted = await presence.withAccount(ids);
    const held = known ?? inLedger ?? (await readLedger(context, group, ids, presence));
    for (const id of ids) if (wanted.has(id) && held.has(id)) settled.add(id);
    const gained = ids.filter((id) => wanted.has(id) && !held.has(id));
    const refused = await readRefusedMembers(context, group, gained);
    yield* gained.filter((id) => !refused.has(id)).map((member) => ({ member, sign: 1 as const }));
  }
  if (known === undefined) {
    if (presence.isVoid(group)) return;
    const ledger =
      whole === undefined
        ? memberIds(readEachPage(deps.store, "link_member", { org, app, group_id: group }, MEMBERS_AT_ONCE))
        : [whole];
    for await (const ids of ledger) {
      await deps.env.sleep(0);
      const open = ids.filter((id) => !settled.has(id));
      yield* unwantedMembers(context, group, open, presence);
    }
    return;
  }
  const ids = [...known];
  const wanted = await readWanted(context, group, ids, presence);
  yield* ids.map((member) => ({
    member,
    sign: wanted.has(member) || presence.isHeld(member) ? (0 as const) : (-1 as const),
  }));
}

/** The ledger of a group in one read; undefined for one that does not fit, whose parts are read as they are needed. */
async function readSmallLedger(
  { deps, org, app }: CycleContext,
  group: ObjectId,
): Promise<readonly ObjectId[] | undefined> {
  const where = { org, app, group_id: group };
  const rows = await deps.store.page("link_member", { where, limit: MEMBERS_AT_ONCE });
  return rows.length === MEMBERS_AT_ONCE ? undefined : rows.map((row) => row.member_id);
}

/** The members that the ledger says the target has. */
function toHeld(
  group: ObjectId,
  members: readonly ObjectId[],
  { isVoid }: Pick<AccountPresence, "isVoid">,
): ReadonlySet<ObjectId> {
  return new Set(isVoid(group) ? [] : members.filter((id) => !isVoid(id)));
}

async function* unwantedMembers(
  context: CycleContext,
  group: ObjectId,
  ids: readonly ObjectId[],
  presence: AccountPresence,
): AsyncGenerator<Membership> {
  const wanted = await readWanted(context, group, ids, presence);
  yield* ids
    .filter((id) => !wanted.has(id) && !presence.isHeld(id) && !presence.isVoid(id))
    .map((member) => ({ member, sign: -1 as const }));
}

async function* memberIds(pages: AsyncIterable<readonly { readonly member_id: ObjectId }[]>) {
  for await (const rows of pages) yield rows.map((row) => row.member_id);
}

/** Compares only these memberships. */
export async function* diffSomeMembers(
  context: CycleContext,
  group: ObjectId,
  ids: readonly ObjectId[],
  presence: AccountPresence,
): AsyncGenerator<Membership> {
  const wanted = await readWanted(context, group, ids, presence);
  const held = await readLedger(context, group, ids, presence);
  const refused = await readRefusedMembers(context, group, ids);
  await forgetRefusedMembers(
    context,
    group,
    [...refused].filter((id) => !wanted.has(id)),
  );
  for (const member of ids) {
    if (wanted.has(member) && !held.has(member) && !refused.has(member)) yield { member, sign: 1 };
    if (!wanted.has(member) && held.has(member) && !presence.isHeld(member)) yield { member, sign: -1 };
  }
}

/** Without nested groups, only users are members in the target. */
function sentTypes({ settings }: CycleContext): { readonly member_type?: ObjectType } {
  return settings.nestedGroups ? {} : { member_type: "user" };
}

async function readWanted(
  context: CycleContext,
  group: ObjectId,
  ids: readonly ObjectId[],
  presence: AccountPresence,
): Promise<ReadonlySet<ObjectId>> {
  const { deps, org } = context;
  const rows = await readRowsAmong(
    deps.store,
    "membership",
    { org, group_id: group, ...sentTypes(context) },
    { column: "member_id", values: ids },
  );
  return presence.withAccount(rows.map((row) => row.member_id));
}

async function readLedger(
  context: CycleContext,
  group: ObjectId,
  ids: readonly ObjectId[],
  presence: Pick<AccountPresence, "isVoid">,
): Promise<ReadonlySet<ObjectId>> {
  if (presence.isVoid(group)) return new Set();
  const { deps, org, app } = context;
  const rows = await readRowsAmong(
    deps.store,
    "link_member",
    { org, app, group_id: group },
    { column: "member_id", values: ids },
  );
  return toHeld(
    group,
    rows.map((row) => row.member_id),
    presence,
  );
}

/**
 * The members of an account of a group that are ours: linked, or adopted by this plan. Others are foreign
 * and stay as they are.
 */
export async function readKnownMembers(
  context: CycleContext,
  account: AccountId,
  {
    adopted,
    isVoid,
  }: {
    readonly adopted: ReadonlyMap<AccountId, { readonly id: ObjectId }>;
    isVoid(id: ObjectId): boolean;
  },
): Promise<Outcome<ReadonlySet<ObjectId>>> {
  const read = await context.target.readMembers(account, context.signal);
  if (!read.ok) return read;
  const { deps, org, app } = context;
  const links = await readRowsAmong(
    deps.store,
    "link",
    { org, app },
    { column: "account", values: read.value.members },
  );
  const known = new Set(links.map((link) => link.object).filter((id) => !isVoid(id)));
  for (const id of read.value.members) {
    const adopter = adopted.get(id);
    if (adopter !== undefined) known.add(adopter.id);
  }
  return { ok: true, value: known };
}
