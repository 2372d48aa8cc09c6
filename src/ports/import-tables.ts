import type { ImportId, ObjectId, OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { Flag, ObjectType } from "./tables.ts";

/** A source of the directory, with the size of its last complete snapshot. */
export interface SourceRow {
  readonly org: OrgId;
  readonly name: string;
  readonly people: number;
  readonly groups: number;
  readonly import: ImportId | null;
  readonly completed: number | null;
}

/** What a source owns: its key of a user or group, the object, and a hash over what it last said of it. */
export interface SourceObjectRow {
  readonly org: OrgId;
  readonly source: string;
  readonly type: ObjectType;
  readonly key: string;
  readonly object: ObjectId;
  readonly hash: string;
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

/** A staged person. `object` is the object it will be: existing or new, given when staged. */
export interface ImportPersonRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly key: string;
  readonly line: number;
  readonly user_name: string;
  readonly user_key: string;
  readonly manager: string | null;
  readonly object: ObjectId;
  readonly doc: JsonObject;
}

/** A staged membership. An empty group has one row whose `member_kind` is null. */
export interface ImportMemberRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly group_key: string;
  readonly member_kind: ObjectType | null;
  readonly member_key: string;
  readonly line: number;
  readonly group_name: string;
  readonly group_object: ObjectId;
  /** Found when the import is prepared; null while unknown. */
  readonly member_object: ObjectId | null;
}

/** A user or group ready to be merged; only those that differ from the directory. */
export interface ImportObjectRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly key: string;
  readonly action: "create" | "update" | "restore";
  readonly version: number;
  readonly hash: string;
  readonly doc: JsonObject;
}

/** An index entry to put in place of the object's present ones. `is_claim` 1: unique. */
export interface ImportKeyRow {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly path: string;
  readonly value: string;
  readonly is_claim: Flag;
}
