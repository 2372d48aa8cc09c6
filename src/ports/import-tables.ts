import type { ImportId, ObjectId, OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { Cursor, Flag, ObjectType } from "./kinds.ts";

/** A source of the directory, with the size of its last complete snapshot. */
export interface SourceRow {
  readonly org: OrgId;
  readonly name: string;
  readonly people: number;
  readonly groups: number;
  readonly import: ImportId | null;
  readonly completed: number | null;
  /** The place in the feed since when changes count that make another import of the same files more than a repetition. */
  readonly place: Cursor | null;
  /** The entries of the feed that the last import wrote, as the store names them. */
  readonly own: string | null;
}

/**
 * An object that a source owns: its key of the user or group, the object, and a hash over its last row, with
 * the manager's id behind it where there was one.
 */
export interface SourceObjectRow {
  readonly org: OrgId;
  readonly source: string;
  readonly type: ObjectType;
  readonly key: string;
  readonly object: ObjectId;
  readonly hash: string;
  /** 1 if an administrator blocked the user: imports leave the user inactive until the block is lifted. */
  readonly blocked: Flag;
  /**
   * Of a blocked user, whether the source last delivered the user as active: the state that the user has once the block
   * is lifted. Null if the source has not said, and for users who are not blocked.
   */
  readonly active: Flag | null;
}

export interface ImportRow {
  readonly org: OrgId;
  readonly id: ImportId;
  readonly source: string;
  readonly state: "staging" | "staged" | "merging" | "merged" | "failed";
  readonly created: number;
  readonly ended: number | null;
  readonly progress: JsonObject;
  readonly result: JsonObject | null;
}

/** A staged person or group, as the snapshot has it. `key` names it within the source and type, folded. */
export interface ImportObjectRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly type: ObjectType;
  /** Unique within import and type, as a line of a file is. */
  readonly line: number;
  readonly key: string;
  /** A user name, or a group's name: as written, and folded. */
  readonly name: string;
  readonly name_key: string;
  /** The manager's key or user name: folded, and as written. */
  readonly manager_key: string | null;
  readonly manager_name: string | null;
  /** The id that it gets where the directory does not have it. */
  readonly new_id: ObjectId;
  /** Over `doc` without the manager. */
  readonly hash: string;
  /** Where the row has a manager, so has this; the merge puts in the manager's id. */
  readonly doc: JsonObject;
  /** Whether the row says that the person is active, also where `doc` keeps a block; null where it does not say. */
  readonly active: Flag | null;
  /** `doc` as searches compare it, with the same gap for the manager. */
  readonly search: JsonObject;
  /** The document's index entries. */
  readonly entries: readonly ImportEntry[];
}

/** Path, folded value, and 1 where the value must be unique. */
export type ImportEntry = readonly [path: string, value: string, isUnique: Flag];

/** A staged membership: the group's key; the member's key or, for users, user name: folded, and as written. */
export interface ImportMemberRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly line: number;
  readonly group_key: string;
  readonly member_kind: ObjectType;
  readonly member_key: string;
  readonly member_name: string;
}

/** The tables of imports and their sources. */
export interface ImportTables {
  source: SourceRow;
  source_object: SourceObjectRow;
  import: ImportRow;
  import_object: ImportObjectRow;
  import_member: ImportMemberRow;
}

/** The columns that make their rows unique. */
export const IMPORT_KEYS = {
  source: ["org", "name"],
  source_object: ["org", "source", "type", "key"],
  import: ["org", "id"],
  import_object: ["org", "import", "type", "line"],
  import_member: ["org", "import", "line"],
} as const;
