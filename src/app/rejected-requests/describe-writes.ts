import type { ObjectId, PrincipalId } from "../../core/ids.ts";
import { isObject, isSameJson, type Json, type JsonObject } from "../../core/json.ts";
import type { Store, Write } from "../../ports/store.ts";
import type { ObjectRow } from "../../ports/tables.ts";

/** The effect that a request would have on one object, attribute by attribute. */
export interface WriteEffect {
  readonly kind: "none" | "create" | "update" | "delete";
  readonly changes: readonly { readonly path: string; readonly from: Json; readonly to: Json }[];
}

const NO_EFFECT: WriteEffect = { kind: "none", changes: [] };

/** Describes what writes that were discarded would have changed. */
export async function describeWrites(
  store: Store,
  writes: readonly Write[],
  principal: PrincipalId | null,
): Promise<WriteEffect> {
  const removed = writes.find((write) => write.table === "object" && write.op === "delete");
  if (removed !== undefined) return { kind: "delete", changes: [] };
  for (const write of writes) {
    if (write.table !== "object") continue;
    if (write.op === "insert") {
      return { kind: "create", changes: changesOf(undefined, write.row, principal, writes) };
    }
    if (write.op !== "update") continue;
    if (typeof write.set.deleted === "number") return { kind: "delete", changes: [] };
    const before = await store.get("object", write.key);
    if (before === undefined) continue;
    return { kind: "update", changes: changesOf(before, { ...before, ...write.set }, principal, writes) };
  }
  return NO_EFFECT;
}

function changesOf(
  before: ObjectRow | undefined,
  after: ObjectRow,
  principal: PrincipalId | null,
  writes: readonly Write[],
): WriteEffect["changes"] {
  const old = flattenRow(before, principal);
  const now = flattenRow(after, principal);
  const changed = [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, from: old.get(path) ?? null, to: now.get(path) ?? null }))
    .filter(({ from, to }) => !isSameJson(from, to));
  const left = membersIn(writes, "delete", after.id);
  const joined = membersIn(writes, "insert", after.id);
  const members = left.length + joined.length === 0 ? [] : [{ path: "members", from: left, to: joined }];
  return [...changed, ...members];
}

/** The members that leave, or join, the group. */
function membersIn(writes: readonly Write[], op: "insert" | "delete", group: ObjectId): readonly string[] {
  return writes.flatMap((write) => {
    if (write.table !== "membership" || write.op !== op) return [];
    const row = "row" in write ? write.row : write.key;
    return row.group_id === group ? [row.member_id] : [];
  });
}

/** The attributes of an object by path: those of extensions one by one under their URN, the others whole. */
function flattenRow(row: ObjectRow | undefined, principal: PrincipalId | null): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  if (row === undefined) return values;
  for (const [name, value] of Object.entries(row.doc)) {
    if (name.includes(":") && isObject(value)) addMembers(values, `${name}:`, value);
    else values.set(name, value);
  }
  const externalId = principal === null ? undefined : row.external[principal];
  if (externalId !== undefined) values.set("externalId", externalId);
  return values;
}

function addMembers(values: Map<string, Json>, prefix: string, object: JsonObject): void {
  for (const [name, value] of Object.entries(object)) values.set(`${prefix}${name}`, value);
}
