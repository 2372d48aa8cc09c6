import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { ResourceKind } from "../../ports/kinds.ts";
import type { ChangeSet, ObjectSelector, ObjectSnapshot, Write } from "../../ports/store.ts";

const OBJECTS_MAX = 4_096;
const HOLDERS_MAX = 4_096;
const GROUPS_MAX = 10_000;
/** Of a document, in characters: longer ones are rare, and would make it hard to say what all take. */
const TEXT_MAX = 8_192;
/** That somebody is shown in who is kept, for the same reason. */
const GROUPS_OF_ONE_MAX = 100;
/** From so many writes at once on, to find out whom they touch costs more than to read everybody anew. */
const WRITES_MAX = 1_000;

/**
 * Objects that were shown lately, kept as long as nothing that they show is written: clients ask for whom they have
 * just found, and find whom they have just asked for. Only where this process alone writes, and says so beforehand.
 *
 * What is being written is neither found nor kept until it is settled: a read meanwhile may see it before or after.
 */
export class ObjectCache {
  readonly #objects = new Map<string, ObjectSnapshot>();
  /** Who has which unique value. */
  readonly #holders = new Map<string, ObjectId>();
  /** Groups that are shown of somebody, by what is: their names, and whether they are in groups themselves. */
  readonly #groups = new Set<string>();
  /** How many unsettled changes touch what has a key. */
  readonly #changing = new Map<string, number>();
  #changingAll = 0;
  #changes = 0;

  /** The object, if it is known with all that is wanted of it. */
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

  /** A mark to take before reading what shall be kept: what changes after it is not. */
  get mark(): number {
    return this.#changes;
  }

  /** Keeps what was read since the mark was taken. */
  put(mark: number, which: ObjectSelector, object: ObjectSnapshot): void {
    const key = objectKey(object.org, object.id);
    const isSettled = mark === this.#changes && this.#changingAll === 0;
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

  /** Forgets what a change set is about to touch; to be called again, by what it answers, when that is settled. */
  change(changes: ChangeSet): () => void {
    if (changes.length > WRITES_MAX || changes.some(isFarReaching)) return this.changeAll();
    const keys = new Set(changes.flatMap(touchedKeys));
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

  /** As `change`, for what touches nobody knows whom. */
  changeAll(): () => void {
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

/** True for what makes an object come back or go: members of a group are not told apart from others by their own rows. */
function isFarReaching(write: Write): boolean {
  if (write.table !== "object") return false;
  return write.op === "update"
    ? write.set.deleted !== undefined
    : write.op === "delete" || write.op === "upsert";
}

/** What a write changes of what is shown. Of its groups an object shows the names. */
function touchedKeys(write: Write): readonly string[] {
  if (write.op === "require" || write.op === "requireNone") return [];
  switch (write.table) {
    case "object": {
      const { org, id } = "row" in write ? write.row : write.key;
      const isNamed = write.op === "update" && write.set.doc !== undefined;
      return isNamed ? [objectKey(org, id), groupKey(org, id)] : [objectKey(org, id)];
    }
    case "membership": {
      const { org, member_id: id } = "row" in write ? write.row : write.key;
      return [objectKey(org, id), groupKey(org, id)];
    }
    case "unique_value": {
      const { org, type, path, value } = "row" in write ? write.row : write.key;
      return [uniqueValueKey(org, type, path, value)];
    }
    default:
      return [];
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

/** Puts one more into a map that holds so many; the oldest goes. */
function put<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  const [oldest] = map.size >= max && !map.has(key) ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
