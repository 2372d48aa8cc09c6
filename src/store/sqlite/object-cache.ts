import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { ResourceKind } from "../../ports/kinds.ts";
import type { ChangeSet, ObjectSelector, ObjectSnapshot, Write } from "../../ports/store.ts";

/** The greatest number of entries of each map. */
const OBJECTS_MAX = 4_096;
const HOLDERS_MAX = 4_096;
const GROUPS_MAX = 10_000;
/** Characters of a document. Longer ones are rare, and are not cached, so that the memory of all is bounded. */
const TEXT_MAX = 8_192;
/** Objects in more groups than this are not cached, for the same reason. */
const GROUPS_OF_ONE_MAX = 100;
/** Above this many writes, clearing the cache is cheaper than working out which entries to invalidate. */
const WRITES_MAX = 1_000;

/**
 * A read-through cache of objects: clients often read what they have just found. It is correct only where this process
 * alone writes, and announces each write beforehand.
 *
 * An object that is being written is neither found nor cached until the write has ended: a read in the meantime may see
 * the object before or after the write.
 */
export class ObjectCache {
  readonly #objects = new Map<string, ObjectSnapshot>();
  /** The object that holds a unique value. */
  readonly #holders = new Map<string, ObjectId>();
  /** Groups whose names, and memberships in other groups, are part of cached objects. */
  readonly #groups = new Set<string>();
  /** The number of unfinished writes that touch a key. */
  readonly #changing = new Map<string, number>();
  #changingAll = 0;
  #changes = 0;

  /** The object, if it is cached with everything that the caller wants of it. */
  find(
    org: OrgId,
    kind: ResourceKind,
    which: ObjectSelector,
    withGroups: boolean,
  ): ObjectSnapshot | undefined {
    const id = which.kind === "id" ? which.id : this.#holderOf(org, kind, which);
    const object = id === undefined ? undefined : this.#objects.get(objectKey(org, id));
    if (object === undefined || object.type !== kind) return undefined;
    if (withGroups) return object.groups === undefined ? undefined : object;
    return object.groups === undefined ? object : { ...object, groups: undefined };
  }

  #holderOf(org: OrgId, kind: ResourceKind, which: ObjectSelector): ObjectId | undefined {
    return which.kind === "unique-value"
      ? this.#holders.get(uniqueValueKey(org, kind, which.path, which.value))
      : undefined;
  }

  /** To be read before an object is: the object is cached only if no write has begun since. */
  get version(): number {
    return this.#changes;
  }

  /** Caches an object that was read at this version. */
  put(version: number, which: ObjectSelector, object: ObjectSnapshot): void {
    const key = objectKey(object.org, object.id);
    const isSettled = version === this.#changes && this.#changingAll === 0;
    if (!isSettled || isLarge(object) || this.#changing.has(key)) return;
    if (which.kind === "unique-value") {
      const uniqueValue = uniqueValueKey(object.org, object.type, which.path, which.value);
      if (this.#changing.has(uniqueValue)) return;
      put(this.#holders, uniqueValue, object.id, HOLDERS_MAX);
    }
    const groups = (object.groups ?? []).map(({ id }) => groupKey(object.org, id));
    if (groups.some((group) => this.#changing.has(group))) return;
    if (this.#groups.size > GROUPS_MAX) this.#clear();
    for (const group of groups) this.#groups.add(group);
    put(this.#objects, key, object, OBJECTS_MAX);
  }

  /** Removes the entries that a change set is about to touch. Returns a function to call when the write has ended. */
  invalidate(changes: ChangeSet): () => void {
    if (changes.length > WRITES_MAX || changes.some(isFarReaching)) return this.invalidateAll();
    const keys = new Set<string>();
    for (const change of changes) addTouchedKeys(keys, change);
    this.#changes += 1;
    for (const key of keys) this.#changing.set(key, (this.#changing.get(key) ?? 0) + 1);
    this.#forget(keys);
    return () => {
      for (const key of keys) {
        const left = (this.#changing.get(key) ?? 1) - 1;
        if (left === 0) this.#changing.delete(key);
        else this.#changing.set(key, left);
      }
    };
  }

  /** As `invalidate`, for a write that may touch any object. */
  invalidateAll(): () => void {
    this.#changes += 1;
    this.#changingAll += 1;
    this.#clear();
    return () => {
      this.#changingAll -= 1;
    };
  }

  #forget(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      if (this.#groups.has(key)) {
        this.#clear();
        return;
      }
      this.#objects.delete(key);
      this.#holders.delete(key);
    }
  }

  #clear(): void {
    this.#objects.clear();
    this.#holders.clear();
    this.#groups.clear();
  }
}

function isLarge({ text, groups = [] }: ObjectSnapshot): boolean {
  return text.length > TEXT_MAX || groups.length > GROUPS_OF_ONE_MAX;
}

/** True for writes that delete or restore an object. They can affect any cached group member, so the whole cache is cleared. */
function isFarReaching(write: Write): boolean {
  if (write.table !== "object") return false;
  return write.op === "update"
    ? write.set.deleted !== undefined
    : write.op === "delete" || write.op === "upsert";
}

/** Adds the keys of the entries that a write changes. An object is shown with the names of its groups. */
function addTouchedKeys(keys: Set<string>, write: Write): void {
  if (write.op === "require" || write.op === "requireNone") return;
  if (write.table === "object") {
    const { org, id } = "row" in write ? write.row : write.key;
    keys.add(objectKey(org, id));
    if (write.op === "update" && write.set.doc !== undefined) keys.add(groupKey(org, id));
  } else if (write.table === "membership") {
    const { org, member_id: id } = "row" in write ? write.row : write.key;
    keys.add(objectKey(org, id));
    keys.add(groupKey(org, id));
  } else if (write.table === "unique_value") {
    const { org, type, path, value } = "row" in write ? write.row : write.key;
    keys.add(uniqueValueKey(org, type, path, value));
  }
}

function objectKey(org: OrgId, id: ObjectId): string {
  return `${org} ${id}`;
}

function groupKey(org: OrgId, id: ObjectId): string {
  return `group ${org} ${id}`;
}

function uniqueValueKey(org: OrgId, kind: ResourceKind, path: string, value: string): string {
  return `${org} ${kind} ${path} ${value}`;
}

/** Adds an entry to a map that holds at most `max`; the oldest one is removed. */
function put<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  const [oldest] = map.size >= max && !map.has(key) ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
