import type { ObjectId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { kindOf } from "../../../core/provisioning/abilities.ts";
import { NOT_OFFERED } from "../../../core/provisioning/attribute-refusals.ts";
import { explainRefused } from "../../../core/provisioning/remembered-refusal.ts";
import type { TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { nameOf } from "../../objects.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { toReason } from "../quarantine-status.ts";
import { isMemberPart, readMember } from "../writes/refusal.ts";

/** The differences that a target keeps on purpose: values that it refused. */
export interface KnownRefusals {
  readonly count: number;
  /** The first of them, as a result lists them. */
  readonly listed: readonly JsonObject[];
}

/**
 * The attributes and members that the target refused with the present settings, `max` of them by name. Plans count the
 * attributes that the target does not offer at all.
 */
export async function listRefusals(context: CycleContext, max: number): Promise<KnownRefusals> {
  const { deps, org, app, application } = context;
  const shown: TargetRefusalRow[] = [];
  let count = 0;
  for await (const rows of readEachPage(deps.store, "target_refusal", { org, app })) {
    for (const row of rows) {
      if (row.version !== application.version || row.fault.code === NOT_OFFERED) continue;
      count += 1;
      if (shown.length < max) shown.push(row);
    }
  }
  const named = shown.flatMap((row) => [row.object, ...memberOf(row)]);
  const among = { column: "id", values: [...new Set(named)] } as const;
  const objects = new Map(
    (await readRowsAmong(deps.store, "object", { org }, among)).map((row) => [row.id, row]),
  );
  return { count, listed: shown.flatMap((row) => toJson(row, objects)) };
}

function memberOf({ part }: TargetRefusalRow): readonly ObjectId[] {
  return isMemberPart(part) ? [readMember(part)] : [];
}

function toJson(row: TargetRefusalRow, objects: ReadonlyMap<ObjectId, ObjectRow>): readonly JsonObject[] {
  const object = objects.get(row.object);
  // The object is gone from the directory: nothing is to be written any more.
  if (object === undefined) return [];
  const { part, fault, parked, retry_at } = row;
  const [member] = memberOf(row);
  const memberName = member === undefined ? null : nameOfMember(objects.get(member), member);
  const why =
    memberName === null
      ? explainRefused("attribute", { path: part, valueKind: kindOf(row.value) }, row)
      : explainRefused("member", { member: memberName, account: String(row.value) }, row);
  return [
    {
      objectId: row.object,
      type: object.type,
      name: nameOf(object),
      path: member === undefined ? part : null,
      member: memberName,
      reasons: [why, toReason(fault)].map(({ code, params }) => ({ code, params })),
      parked: parked === 1,
      nextAttemptAt: retry_at === null ? null : new Date(retry_at).toISOString(),
    },
  ];
}

function nameOfMember(object: ObjectRow | undefined, id: ObjectId): string {
  return object === undefined ? id : nameOf(object);
}
