import { type AccountId, accountId, type ObjectId, trustId } from "../../../core/ids.ts";
import { isObject, isSameJson, type Json, type JsonObject } from "../../../core/json.ts";
import { flattenAccount } from "../../../core/mapping/flat.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { JournalRow } from "../../../ports/cycle-tables.ts";
import type { Account } from "../../../ports/target.ts";
import type { CycleContext } from "../context.ts";

/**
 * The account that a create step may have made: found by the natural key that the step wrote down, never
 * by sending it again. Among several, only one that carries the step's external id is taken.
 */
export async function findCreated(
  context: CycleContext,
  step: JournalRow,
): Promise<Outcome<Account | undefined>> {
  const match = step.request["match"];
  const attributes = isObject(step.request["attributes"]) ? step.request["attributes"] : {};
  const key = isObject(match) ? match : naturalKey(context, step, attributes);
  const path = key["path"];
  const value = key["value"];
  if (typeof path !== "string" || typeof value !== "string") return { ok: true, value: undefined };
  const found = await context.target.find(step.type, path, value, context.signal);
  if (!found.ok) return found;
  const [only] = found.value;
  if (found.value.length === 1) return { ok: true, value: only };
  const { sourceId } = context.rules;
  if (sourceId === undefined) return { ok: true, value: undefined };
  const mine = found.value.filter((account) =>
    isSameJson(flattenAccount([sourceId], account.attributes)[sourceId], attributes[sourceId]),
  );
  return { ok: true, value: mine.length === 1 ? mine[0] : undefined };
}

function naturalKey({ rules }: CycleContext, step: JournalRow, attributes: JsonObject): JsonObject {
  const path = rules.naturalKey[step.type];
  return { path, value: attributes[path] ?? null };
}

/** What the target shows of a step whose answer is missing. */
export type Settled = "confirmed" | "absent" | "unknown";

/** Reads the target to find out whether an update, a disable or a delete took effect. */
export async function settleStep(context: CycleContext, step: JournalRow): Promise<Settled> {
  if (step.account === null) return "unknown";
  const read = await context.target.read(step.type, step.account, context.signal);
  if (!read.ok) {
    if (read.fault.kind !== "not-found") return "unknown";
    return step.operation === "delete" ? "confirmed" : "absent";
  }
  if (step.operation === "delete") return "absent";
  const changes = changesOfStep(step);
  const flat = flattenAccount(
    changes.map(({ path }) => path),
    read.value.attributes,
  );
  return changes.every(({ path, to }) => isSameJson(flat[path] ?? null, to)) ? "confirmed" : "absent";
}

export function changesOfStep(step: JournalRow): readonly { readonly path: string; readonly to: Json }[] {
  const changes = step.request["changes"];
  if (!Array.isArray(changes)) return [];
  const list: readonly Json[] = changes;
  return list.flatMap((change) =>
    isObject(change) && typeof change["path"] === "string"
      ? [{ path: change["path"], to: change["to"] ?? null }]
      : [],
  );
}

/** The memberships that a step wrote down: directory object and account of each. */
export function membersOfStep(
  step: JournalRow,
): readonly { readonly object: ObjectId; readonly account: AccountId }[] {
  const members = step.request["members"];
  if (!Array.isArray(members)) return [];
  const list: readonly Json[] = members;
  return list.flatMap((member) =>
    isObject(member) && typeof member["object"] === "string" && typeof member["account"] === "string"
      ? [{ object: trustId<ObjectId>(member["object"]), account: accountId(member["account"]) }]
      : [],
  );
}
