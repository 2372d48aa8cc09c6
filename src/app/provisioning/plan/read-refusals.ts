import type { ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { NOT_OFFERED } from "../../../core/provisioning/attribute-refusals.ts";
import { isOffered } from "../../../core/provisioning/offered-attributes.ts";
import { isRetryDue } from "../../../core/provisioning/remembered-refusal.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { commitOrThrow } from "../../commit.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { dropRefusal, isMemberPart, readMember, toMemberPart } from "../writes/refusal.ts";

/**
 * The values of these objects that the target refused, by path. A refusal counts as long as the configuration of the
 * application is the one that it was met with, and until its next attempt is due.
 */
export async function readRefusedValues(
  { deps, org, app, application, target }: CycleContext,
  type: ObjectType,
  objects: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, FlatAttributes>> {
  const abilities = target.abilities();
  const among = { column: "object", values: objects } as const;
  const rows = await readRowsAmong(deps.store, "target_refusal", { org, app }, among);
  const refused = new Map<ObjectId, Record<string, Json>>();
  const now = deps.env.now();
  for (const row of rows) {
    const { object, part, value, fault, version } = row;
    // An attribute that was in doubt is sent once an account was seen to keep it.
    const isSettled = fault.code === NOT_OFFERED && isOffered(abilities, type, part);
    if (version !== application.version || isSettled || isRetryDue(row, now)) continue;
    refused.set(object, { ...refused.get(object), [part]: value });
  }
  return refused;
}

/** The members of these groups that the target refused and that are due to be sent again, by group. */
export async function readDueMembers(
  { deps, org, app }: CycleContext,
  groups: readonly ObjectId[],
): Promise<readonly (readonly [group: ObjectId, member: ObjectId])[]> {
  const among = { column: "object", values: groups } as const;
  const rows = await readRowsAmong(deps.store, "target_refusal", { org, app }, among);
  const now = deps.env.now();
  return rows
    .filter((row) => isMemberPart(row.part) && isRetryDue(row, now))
    .map(({ object, part }) => [object, readMember(part)]);
}

/** Those of these members whose present account the target refused in the group, and that are not due to be sent again. */
export async function readRefusedMembers(
  { deps, org, app, application }: CycleContext,
  group: ObjectId,
  members: readonly ObjectId[],
): Promise<ReadonlySet<ObjectId>> {
  const where = { org, app, object: group };
  const rows = await readRowsAmong(deps.store, "target_refusal", where, {
    column: "part",
    values: members.map(toMemberPart),
  });
  if (rows.length === 0) return new Set();
  const now = deps.env.now();
  const counted = rows.filter((row) => row.version === application.version && !isRetryDue(row, now));
  const accounts = new Map(counted.map(({ part, value }) => [part, value]));
  const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: members });
  return new Set(
    links
      .filter(({ object, account }) => accounts.get(toMemberPart(object)) === account)
      .map((row) => row.object),
  );
}

/** Forgets that the target refused these members: they have left the group, and may join it again. */
export async function forgetRefusedMembers(
  context: CycleContext,
  group: ObjectId,
  members: readonly ObjectId[],
): Promise<void> {
  if (members.length === 0) return;
  await commitOrThrow(
    context.deps,
    members.map((member) => dropRefusal(context, group, toMemberPart(member))),
  );
}
