import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { findRepeatedPath, foldKey, type IndexKey, indexKeys } from "../../../core/scim/index/keys.ts";
import { SEARCH_PATH, searchKeys } from "../../../core/scim/index/search-texts.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { NotWritten } from "../directory.ts";

/** The parts of an object that index entries are made of. */
export interface Indexed {
  readonly doc: Document;
  readonly external: JsonObject;
}

/** The object that index entries belong to. */
export interface EntryOwner {
  readonly org: OrgId;
  readonly id: ObjectId;
}

const NOT_INDEXED: Indexed = { doc: {}, external: {} };

/** The path under which the external ids of an integration are kept. */
export function externalPathOf(principal: string): string {
  return `externalId:${principal}`;
}

/** Refuses a value that the index cannot hold, and one that the document has twice though it must be unique. */
export function checkIndexed(
  type: DirectoryType,
  doc: Document,
  writes: readonly Write[],
  keyLengthMax: number,
): NotWritten | undefined {
  const path = findOverlongPath(writes, keyLengthMax);
  if (path !== undefined) return { kind: "too-long", path };
  const repeated = findRepeatedPath(type.resource, doc);
  return repeated === undefined ? undefined : { kind: "taken", path: repeated };
}

/** The path of an index entry among the writes whose value is too long. Entries for searches choose their length. */
export function findOverlongPath(writes: readonly Write[], keyLengthMax: number): string | undefined {
  for (const write of writes) {
    const isEntry = write.table === "unique_value" || write.table === "index_entry";
    if (!isEntry || !("row" in write) || write.row.path === SEARCH_PATH) continue;
    if (write.row.value.length > keyLengthMax) return write.row.path;
  }
  return undefined;
}

/**
 * Brings the index entries of an object from one state to another; undefined stands for an object that does not
 * exist. A unique entry is inserted, so that the change set is refused when another object has the value.
 */
export function indexEntryWrites(
  type: DirectoryType,
  owner: EntryOwner,
  before: Indexed | undefined,
  after: Indexed | undefined,
): readonly Write[] {
  if (before?.doc === after?.doc && before?.external === after?.external) return [];
  const guard = typesGuard(type, owner.org, before, after);
  if (before === undefined && after !== undefined) {
    const writes = [...guard];
    for (const key of keyListOf(type, after, NOT_INDEXED)) writes.push(putWrite(type, owner, key));
    return writes;
  }
  const old = keysOf(type, before ?? NOT_INDEXED, after ?? NOT_INDEXED);
  const next = keysOf(type, after ?? NOT_INDEXED, before ?? NOT_INDEXED);
  const gone = [...old].filter(([name]) => !next.has(name));
  const added = [...next].filter(([name]) => !old.has(name));
  return [
    ...guard,
    ...gone.map(([, key]) => dropWrite(type, owner, key)),
    ...added.map(([, key]) => putWrite(type, owner, key)),
  ];
}

/**
 * Keeps the unique values of an object that is soft-deleted as former values: other objects may take them, and
 * administrators find the deleted object by them.
 */
export function keepFormerWrites(type: DirectoryType, row: ObjectRow): readonly Write[] {
  return formerKeys(type, row.doc).map((key) => putWrite(type, row, key));
}

/** Removes the former values of a soft-deleted object. */
export function dropFormerWrites(type: DirectoryType, row: ObjectRow): readonly Write[] {
  return formerKeys(type, row.doc).map((key) => dropWrite(type, row, key));
}

/** The path under which a unique value is kept while its object is soft-deleted. */
export function formerPathOf(path: string): string {
  return `former:${path}`;
}

function formerKeys(type: DirectoryType, doc: Document): readonly IndexKey[] {
  const unique = indexKeys(type.resource, doc).filter((key) => key.unique);
  return unique.map(({ path, value }) => ({ path: formerPathOf(path), value, unique: false }));
}

/**
 * Refuses the change set when the definitions changed since the object was read by them: the entries of an
 * attribute that became unique would be missing. Without custom definitions, only deletions and objects with
 * unknown extensions need this guard: a deletion would leave entries behind.
 */
function typesGuard(
  type: DirectoryType,
  org: OrgId,
  before: Indexed | undefined,
  after: Indexed | undefined,
): readonly Write[] {
  const isKnown = ![before, after].some((each) => each !== undefined && hasUnknown(type, each.doc));
  if (type.typesVersion === 0 && after !== undefined && isKnown) return [];
  return [{ op: "require", table: "organization", key: { org }, expect: { types: type.typesVersion } }];
}

/** True when a document holds an extension that the type does not have. */
function hasUnknown({ resource }: DirectoryType, doc: Document): boolean {
  return Object.keys(doc).some(
    (name) => name.includes(":") && !resource.extensions.some(({ schema }) => schema.id === name),
  );
}

function keysOf(type: DirectoryType, indexed: Indexed, other: Indexed): ReadonlyMap<string, IndexKey> {
  return new Map(keyListOf(type, indexed, other).map((key) => [`${key.path}\n${key.value}`, key]));
}

/** The keys of one state, each once. Values that the other state shares by identity are left out. */
function keyListOf(type: DirectoryType, { doc, external }: Indexed, other: Indexed): readonly IndexKey[] {
  const keys = [...indexKeys(type.resource, doc, other.doc)];
  if (type.kind === "user") for (const key of searchKeys(doc, other.doc)) keys.push(key);
  if (external === other.external) return keys;
  for (const [principal, value] of Object.entries(external)) {
    if (typeof value !== "string") continue;
    keys.push({ path: externalPathOf(principal), value: foldKey(value, true), unique: false });
  }
  return keys;
}

function dropWrite(type: DirectoryType, { org, id }: EntryOwner, { path, value, unique }: IndexKey): Write {
  const key = { org, type: type.kind, path, value };
  return unique
    ? { op: "delete", table: "unique_value", key, expect: { id } }
    : { op: "delete", table: "index_entry", key: { ...key, id } };
}

function putWrite(type: DirectoryType, { org, id }: EntryOwner, { path, value, unique }: IndexKey): Write {
  const row = { org, type: type.kind, path, value, id };
  return unique ? { op: "insert", table: "unique_value", row } : { op: "ensure", table: "index_entry", row };
}
