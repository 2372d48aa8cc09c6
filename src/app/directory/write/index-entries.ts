import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { type IndexKey, indexKeys } from "../../../core/scim/index/keys.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";

/** What an object is found by. */
export interface Indexed {
  readonly doc: Document;
  readonly external: JsonObject;
}

const NOWHERE: Indexed = { doc: {}, external: {} };

/** The path under which the external ids of an integration are kept. */
export function externalPath(principal: string): string {
  return `externalId:${principal}`;
}

/** The path of a value that is too long to be found by, if the writes put such an entry. */
export function overlongPath(writes: readonly Write[], keyLengthMax: number): string | undefined {
  for (const write of writes) {
    const isEntry = write.table === "claim" || write.table === "object_key";
    if (isEntry && "row" in write && write.row.value.length > keyLengthMax) return write.row.path;
  }
  return undefined;
}

/**
 * Brings the index entries of an object from one state to another; undefined is one that is not there. A unique
 * entry is inserted, so that a change set that takes what somebody has is refused.
 */
export function indexEntryWrites(
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
  before: Indexed | undefined,
  after: Indexed | undefined,
): readonly Write[] {
  if (before?.doc === after?.doc && before?.external === after?.external) return [];
  if (before === undefined && after !== undefined) {
    const puts = keyListOf(type, after, NOWHERE).map((key) => putWrite(org, type, id, key));
    return [...typesGuard(org, type, before, after), ...puts];
  }
  const old = keysOf(type, before ?? NOWHERE, after ?? NOWHERE);
  const next = keysOf(type, after ?? NOWHERE, before ?? NOWHERE);
  const gone = [...old].filter(([name]) => !next.has(name));
  const come = [...next].filter(([name]) => !old.has(name));
  return [
    ...typesGuard(org, type, before, after),
    ...gone.map(([, key]) => dropWrite(org, type, id, key)),
    ...come.map(([, key]) => putWrite(org, type, id, key)),
  ];
}

/** What a soft-deleted object was known by: found no longer as its name, and free for others. */
export function keepFormerWrites(
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
  doc: Document,
): readonly Write[] {
  return formerKeys(type, doc).map((key) => putWrite(org, type, id, key));
}

/** Forgets what the object was known by when it was deleted. */
export function dropFormerWrites(
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
  doc: Document,
): readonly Write[] {
  return formerKeys(type, doc).map((key) => dropWrite(org, type, id, key));
}

/** The path under which what was unique to an object is kept while it is soft-deleted. */
export function formerPath(path: string): string {
  return `former:${path}`;
}

function formerKeys(type: DirectoryType, doc: Document): readonly IndexKey[] {
  const unique = indexKeys(type.resource, doc).filter((key) => key.unique);
  return unique.map(({ path, value }) => ({ path: formerPath(path), value, unique: false }));
}

/**
 * What is written by definitions must not land after they changed: entries of an attribute that became unique
 * would be missing. Where nothing is defined, only those writes have to know that could spoil what they never heard
 * of: a deletion, which would leave entries behind, and what has an extension that is not defined here.
 */
function typesGuard(
  org: OrgId,
  type: DirectoryType,
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

function keysOf(type: DirectoryType, findable: Indexed, other: Indexed): ReadonlyMap<string, IndexKey> {
  return new Map(keyListOf(type, findable, other).map((key) => [`${key.path}\n${key.value}`, key]));
}

/** No key is in it twice, and none of what both have as the very same value. */
function keyListOf(type: DirectoryType, { doc, external }: Indexed, other: Indexed): readonly IndexKey[] {
  const keys = [...indexKeys(type.resource, doc, other.doc)];
  if (external === other.external) return keys;
  for (const [principal, value] of Object.entries(external)) {
    if (typeof value === "string") keys.push({ path: externalPath(principal), value, unique: false });
  }
  return keys;
}

function dropWrite(org: OrgId, type: DirectoryType, id: ObjectId, { path, value, unique }: IndexKey): Write {
  const place = { org, type: type.kind, path, value };
  return unique
    ? { op: "delete", table: "claim", key: place, expect: { id } }
    : { op: "delete", table: "object_key", key: { ...place, id } };
}

function putWrite(org: OrgId, type: DirectoryType, id: ObjectId, { path, value, unique }: IndexKey): Write {
  const row = { org, type: type.kind, path, value, id };
  return unique ? { op: "insert", table: "claim", row } : { op: "ensure", table: "object_key", row };
}
