import { randomUUID } from "node:crypto";
import { type AccountId, toAccountId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { GroupRef } from "../../ports/target.ts";
import { readPage } from "./reads.ts";
import { noteMemberLists, type ScimConnection } from "./state.ts";

/** Known members that are looked for one by one when a list lacks them. */
const MISSING_CHECKS_MAX = 5;

/** The members that a group shows; one that is listed twice counts once. */
export function memberIdsOf(group: JsonObject): readonly AccountId[] {
  const members = memberOf(group, "members");
  const listed: readonly Json[] = Array.isArray(members) ? members : members === undefined ? [] : [members];
  const ids = listed.flatMap((member) => {
    const value = isObject(member) ? memberOf(member, "value") : member;
    return typeof value === "string" || typeof value === "number" ? [toAccountId(String(value))] : [];
  });
  return [...new Set(ids)];
}

/**
 * True when a list shows all members of a group. A list that lacks a member which Muster added shows a part only, or
 * nothing at all, as some targets do for every group; unless the target denies the missing members.
 */
export async function isWholeList(
  connection: ScimConnection,
  group: GroupRef,
  listed: readonly AccountId[],
  signal: AbortSignal,
): Promise<boolean> {
  if (listed.length > 0) noteMemberLists(connection);
  const shown = new Set(listed);
  const missing = group.knownMembers.filter((account) => !shown.has(account));
  if (missing.length === 0) return true;
  const controls = group.knownMembers.filter((account) => shown.has(account)).slice(0, 1);
  if (controls.length === 0 || !(await canFilterMembers(connection, group.id, { controls, signal })))
    return false;
  for (const account of missing.slice(0, MISSING_CHECKS_MAX)) {
    if ((await isMemberByFilter(connection, group.id, account, signal)) !== false) return false;
  }
  return true;
}

/**
 * True when a filter tells members from others: it does not find a member that cannot exist, and finds one of the
 * controls, which are members as far as Muster knows. Without controls the first is enough.
 */
export async function canFilterMembers(
  connection: ScimConnection,
  group: AccountId,
  { controls, signal }: { readonly controls: readonly AccountId[]; readonly signal: AbortSignal },
): Promise<boolean> {
  const nobody = toAccountId(randomUUID());
  if ((await isMemberByFilter(connection, group, nobody, signal)) !== false) return false;
  for (const account of controls) {
    if ((await isMemberByFilter(connection, group, account, signal)) === true) return true;
  }
  return controls.length === 0;
}

/** Whether a filter finds the account in the group; undefined when the target does not answer it. */
export async function isMemberByFilter(
  { api }: ScimConnection,
  group: AccountId,
  account: AccountId,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const filter = `id eq ${JSON.stringify(group)} and members.value eq ${JSON.stringify(account)}`;
  const query = [`filter=${encodeURIComponent(filter)}`, "excludedAttributes=members"];
  const page = await readPage(api, "group", query, { verb: "find", signal });
  if (!page.ok) return undefined;
  const { accounts, total = 0, nextCursor } = page.value;
  if (accounts.some(({ id }) => id === group)) return true;
  // Another group, or a total that the list does not reach, denies nothing.
  return accounts.length === 0 && total === 0 && nextCursor === undefined ? false : undefined;
}

/**
 * True when filters show that a group has no members: a filter by its id finds it, and one for a group with this id that
 * has members finds nothing. RFC 7643 §2.5 lets a target leave out the attribute of an empty group.
 */
export async function isEmptyByFilter(
  { api }: ScimConnection,
  group: AccountId,
  signal: AbortSignal,
): Promise<boolean> {
  const search = async (more: string) => {
    const filter = encodeURIComponent(`id eq ${JSON.stringify(group)}${more}`);
    const query = [`filter=${filter}`, "excludedAttributes=members"];
    const page = await readPage(api, "group", query, { verb: "find", signal });
    return page.ok ? page.value : undefined;
  };
  const own = await search("");
  if (own?.accounts.length !== 1 || own.accounts[0]?.id !== group) return false;
  const withMembers = await search(" and members pr");
  return withMembers?.accounts.length === 0 && withMembers.total === 0;
}
