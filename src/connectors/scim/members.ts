import type { AccountId, StepId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { AccountRef, GroupRef, MemberList } from "../../ports/target.ts";
import type { Operation } from "./convert.ts";
import { canFilterMembers, isMemberByFilter, isWholeList, memberIdsOf } from "./member-lists.ts";
import { checkGone, readOwn, resourcePathOf } from "./reads.ts";
import { mergeAndPut } from "./replace.ts";
import { noteChanges, noteMemberLists, notePatch, type ScimConnection } from "./state.ts";
import { patchOperations } from "./update.ts";

/** Accounts that are looked for one by one where a target does not list members. */
const CHECKS_MAX = 200;
/** Known members by which a filter is tested. */
const CONTROLS_MAX = 3;

/** See the port. */
export async function readMembers(
  connection: ScimConnection,
  id: AccountId,
  signal: AbortSignal,
): Promise<Outcome<MemberList>> {
  const path = resourcePathOf({ type: "group", id });
  const answer = await connection.api({ method: "GET", path, purpose: { verb: "read" }, signal });
  if (!answer.ok) return answer;
  const shown = readOwn({ type: "group", id }, answer.value);
  if (!shown.ok) return shown;
  const body = shown.value.attributes;
  const members = memberIdsOf(body);
  if (members.length > 0) noteMemberLists(connection);
  const isListed = Array.isArray(memberOf(body, "members"));
  return {
    ok: true,
    value: { members, isWhole: isListed || connection.abilities.memberLists === "verified" },
  };
}

/** See the port. Goes by the group's member list, or by one filter for each account where there is no whole list. */
export async function checkMembers(
  connection: ScimConnection,
  group: GroupRef,
  accounts: readonly AccountId[],
  signal: AbortSignal,
): Promise<Outcome<ReadonlyMap<AccountId, boolean>>> {
  const listed = await readMembers(connection, group.id, signal);
  if (!listed.ok) return listed;
  const { members, isWhole } = listed.value;
  const held = new Set(members);
  const asked = new Set(accounts);
  const others = { ...group, knownMembers: group.knownMembers.filter((account) => !asked.has(account)) };
  if (isWhole && (await isWholeList(connection, others, members, signal))) {
    return { ok: true, value: new Map(accounts.map((account) => [account, held.has(account)])) };
  }
  const found = new Map<AccountId, boolean>(
    accounts.filter((account) => held.has(account)).map((account) => [account, true]),
  );
  const controls = others.knownMembers.slice(0, CONTROLS_MAX);
  if (!(await canFilterMembers(connection, group.id, { controls, signal })))
    return { ok: true, value: found };
  for (const account of accounts.filter((each) => !held.has(each)).slice(0, CHECKS_MAX)) {
    const isMember = await isMemberByFilter(connection, group.id, account, signal);
    if (isMember !== undefined) found.set(account, isMember);
  }
  return { ok: true, value: found };
}

/** Members to add to a group and to remove from it. */
export interface MembershipChange {
  readonly group: GroupRef;
  readonly change: { readonly add: readonly AccountId[]; readonly remove: readonly AccountId[] };
  readonly step: StepId;
}

/**
 * See the port; one call, so that the caller decides how many members go together. Removal names each member
 * in the path: as a value it would empty the whole group on servers that read RFC 7644 §3.5.2.2 to the letter.
 * A removal that is refused all the same, because a server does not read such paths, is written with the whole group.
 */
export async function changeMembers(
  connection: ScimConnection,
  { group, change, step }: MembershipChange,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const operations = toMemberOperations(change);
  if (operations.length === 0) return { ok: true, value: undefined };
  const account: AccountRef = { type: "group", ...group };
  const patch = () => patchOperations(connection, { account, operations, step }, signal);
  const put = () =>
    mergeAndPut(
      connection,
      { account, step },
      { merge: (held) => mergeMembers(held, change), isRemoval: false, signal },
    );
  const isClaimedAbsent = connection.abilities.patch.group === "absent";
  const first = await (isClaimedAbsent ? put : patch)();
  if (first.ok) {
    noteChanges(connection, "group", "verified");
    return { ok: true, value: undefined };
  }
  if (first.fault.code !== "target.unsupported") {
    const isRemovalRefused = !isClaimedAbsent && change.add.length === 0 && first.fault.kind === "invalid";
    if (isRemovalRefused && (await put()).ok) return { ok: true, value: undefined };
    const confirmed = await checkGone(connection.api, account, first.fault, signal);
    return { ok: false, fault: aboutMembers(confirmed.fault) };
  }
  const second = await (isClaimedAbsent ? patch : put)();
  if (!second.ok) {
    if (second.fault.code === "target.unsupported") noteChanges(connection, "group", "absent");
    return second;
  }
  noteChanges(connection, "group", "verified");
  notePatch(connection, "group", isClaimedAbsent ? "verified" : "absent");
  return { ok: true, value: undefined };
}

/** A group that is there although a change of its members found something missing: a member is unknown. */
function aboutMembers(fault: Fault): Fault {
  return fault.code === "target.contradiction"
    ? { ...fault, kind: "invalid", code: "target.invalid" }
    : fault;
}

function toMemberOperations({ add, remove }: MembershipChange["change"]): readonly Operation[] {
  const added: readonly Operation[] =
    add.length === 0 ? [] : [{ op: "add", path: "members", value: add.map((value) => ({ value })) }];
  const removed = remove.map(
    (value): Operation => ({ op: "remove", path: `members[value eq ${JSON.stringify(value)}]` }),
  );
  return [...added, ...removed];
}

function mergeMembers(held: JsonObject, { add, remove }: MembershipChange["change"]): JsonObject {
  const listed = memberOf(held, "members");
  const before: readonly Json[] = Array.isArray(listed) ? listed : [];
  const idOf = (member: Json) => String((isObject(member) ? memberOf(member, "value") : member) ?? "");
  const gone = new Set<string>(remove);
  const kept = before.filter((member) => !gone.has(idOf(member)));
  const ids = new Set(kept.map(idOf));
  const added = add.filter((id) => !ids.has(id)).map((value) => ({ value }));
  return { ...held, members: [...kept, ...added] };
}
