import type { PrincipalId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { FilterSubject } from "../../core/scim/filter/evaluate.ts";
import { etagOf, locationOf, type StoredView } from "../../core/scim/project.ts";
import type { ShownObject } from "../../ports/store.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { Caller } from "./directory.ts";
import type { DirectoryType } from "./directory-type.ts";

export type Keyed = Readonly<Record<string, readonly JsonObject[]>>;

const NOTHING: Keyed = {};

/** An object as it was read: with its document, or the text of it. */
export type ReadObject = ObjectRow | ShownObject;

/** The object as a client of this integration sees it. */
export function viewOf(
  row: ReadObject,
  { typesVersion }: DirectoryType,
  principal: PrincipalId | null,
  keyed: Keyed = NOTHING,
): StoredView {
  let document: JsonObject | undefined;
  return {
    id: row.id,
    externalId: externalIdOf(row, principal),
    version: row.version,
    created: isoTime(row.created),
    lastModified: isoTime(row.modified),
    get document() {
      document ??= documentOf(row);
      return document;
    },
    // Where definitions came and went, documents may hold what is defined no longer.
    text: "text" in row && typesVersion === 0 ? row.text : undefined,
    keyed,
  };
}

function documentOf(row: ReadObject): JsonObject {
  return "doc" in row ? row.doc : (JSON.parse(row.text) as JsonObject);
}

/** The object as a filter sees it; times are spelled out only when asked for. */
export function subjectOf(
  row: ReadObject,
  { resource }: DirectoryType,
  caller: Caller,
  keyed: Keyed = NOTHING,
): FilterSubject {
  return {
    id: row.id,
    externalId: externalIdOf(row, caller.actor.principal),
    meta: {
      resourceType: resource.name,
      get created() {
        return isoTime(row.created);
      },
      get lastModified() {
        return isoTime(row.modified);
      },
      get version() {
        return etagOf(row.version);
      },
      get location() {
        return locationOf(resource, row.id, caller.baseUrl);
      },
    },
    document: documentOf(row),
    keyed,
  };
}

/** What this integration calls the object; null when it gave it no name. */
export function externalIdOf(row: Pick<ObjectRow, "external">, principal: PrincipalId | null): string | null {
  const value = principal === null ? undefined : row.external[principal];
  return typeof value === "string" ? value : null;
}

/** The external ids after one integration gave another; the same object when nothing differs. */
export function withExternalId(
  external: JsonObject,
  principal: PrincipalId | null,
  externalId: string | null,
): JsonObject {
  if (principal === null || (external[principal] ?? null) === externalId) return external;
  const { [principal]: _, ...others } = external;
  return externalId === null ? others : { ...others, [principal]: externalId };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
