import { randomUUID } from "node:crypto";
import { type AccountId, type StepId, toAccountId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { MemberList } from "../../ports/target.ts";
import { type Operation, toAccount } from "./convert.ts";
import { createFault } from "./faults.ts";
import { checkGone, readPage, resourcePathOf } from "./reads.ts";
import { mergeAndPut } from "./replace.ts";
import { noteMemberLists, notePatch, type ScimConnection } from "./state.ts";
import { patchOperations } from "./update.ts";

/** Accounts that are looked for one by one where a target does not list members. */
const CHECKS_MAX = 200;

/** See the port. A member that is listed twice counts once. */
export async function readMembers(
  connection: ScimConnection,
  id: AccountId,
  signal: AbortSignal,
): Promise<Outcome<MemberList>> {
  const path = resourcePathOf({ type: "group", id });
  const answer = await connection.api({ method: "GET", path, purpose: { verb: "read" }, signal });
  if (!answer.ok) return answer;
  const { body, exchange } = answer.value;
  if (body === undefined || toAccount("group", body) === undefined) {
    return { ok: false, fault: createFault("invalid", "target.not-scim", {}, exchange) };
  }
  if (Array.isArray(memberOf(body, "members"))) noteMemberLists(connection);
  return {
    ok: true,
    value: { members: memberIdsOf(body), isWhole: connection.abilities.memberLists === "verified" },
  };
}

function memberIdsOf(group: JsonObject): readonly AccountId[] {
  const members = memberOf(group, "members");
  const listed: readonly Json[] = Array.isArray(members) ? members : members === undefined ? [] : [members];
  const ids = listed.flatMap((member) => {
    const value = isObject(member) ? memberOf(member, "value") : member;
    return typeof value === "string" || typeof value === "number" ? [toAccountId(String(value))] : [];
  });
  return [...new Set(ids)];
}

/** See the port. Goes by the group's member list, or by one filter for each account where there is no list. */
export async function checkMembers(
  connection: ScimConnection,
  group: AccountId,
  accounts: readonly AccountId[],
  signal: AbortSignal,
): Promise<Outcome<ReadonlyMap<AccountId, boolean>>> {
  const listed = await readMembers(connection, group, signal);
  if (!listed.ok) return listed;
  const held = new Set(listed.value.members);
  if (listed.value.isWhole) {
    return { ok: true, value: new Map(accounts.map((account) => [account, held.has(account)])) };
  }
  const found = new Map<AccountId, boolean>();
  // A target that ignores the filter finds a member that cannot exist: then it proves nothing.
  if ((await isMemberByFilter(connection, group, toAccountId(randomUUID()), signal)) !== false) {
    return { ok: true, value: found };
  }
  for (const account of accounts.slice(0, CHECKS_MAX)) {
    const isMember = held.has(account) || (await isMemberByFilter(connection, group, account, signal));
    if (isMember !== undefined) found.set(account, isMember);
  }
  return { ok: true, value: found };
}

async function isMemberByFilter(
  { api }: ScimConnection,
  group: AccountId,
  account: AccountId,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const filter = `id eq ${JSON.stringify(group)} and members.value eq ${JSON.stringify(account)}`;
  const query = [`filter=${encodeURIComponent(filter)}`, "excludedAttributes=members"];
  const page = await readPage(api, "group", query, { verb: "find", signal });
  if (!page.ok) return undefined;
  return page.value.accounts.some(({ id }) => id === group);
}

/** Members to add to a group and to remove from it. */
export interface MembershipChange {
  readonly group: AccountId;
  readonly change: { readonly add: readonly AccountId[]; readonly remove: readonly AccountId[] };
  readonly step: StepId;
}

/**
 * See the port; one call, so that the caller decides how many members go together. Removal names each member
 * in the path: as a value it would empty the whole group on servers that read RFC 7644 §3.5.2.2 to the letter.
 */
export async function changeMembers(
  connection: ScimConnection,
  { group, change, step }: MembershipChange,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const operations = toMemberOperations(change);
  if (operations.length === 0) return { ok: true, value: undefined };
  const account = { type: "group", id: group } as const;
  const patch = () => patchOperations(connection, { account, operations, step }, signal);
  const put = () =>
    mergeAndPut(
      connection,
      { account, step },
      { merge: (held) => mergeMembers(held, change), isRemoval: false, signal },
    );
  const isClaimedAbsent = connection.abilities.patch.group === "absent";
  const first = await (isClaimedAbsent ? put : patch)();
  if (first.ok) return { ok: true, value: undefined };
  if (first.fault.code !== "target.unsupported") {
    const confirmed = await checkGone(connection.api, account, first.fault, signal);
    return { ok: false, fault: aboutMembers(confirmed.fault) };
  }
  const second = await (isClaimedAbsent ? patch : put)();
  if (!second.ok) return second;
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
