import type { PrincipalId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { FilterSubject } from "../../core/scim/filter/evaluate.ts";
import { etagOf, locationOf, type StoredView } from "../../core/scim/project.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { Caller } from "./directory.ts";
import type { DirectoryType } from "./directory-type.ts";

export type Keyed = Readonly<Record<string, readonly JsonObject[]>>;

const NOTHING: Keyed = {};

/** The object as a client of this integration sees it. */
export function viewOf(row: ObjectRow, principal: PrincipalId | null, keyed: Keyed = NOTHING): StoredView {
  return {
    id: row.id,
    externalId: externalIdOf(row, principal),
    version: row.version,
    created: isoTime(row.created),
    lastModified: isoTime(row.modified),
    document: row.doc,
    keyed,
  };
}

/** The object as a filter sees it; times are spelled out only when asked for. */
export function subjectOf(
  row: ObjectRow,
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
    document: row.doc,
    keyed,
  };
}

/** What this integration calls the object; null when it gave it no name. */
export function externalIdOf(row: ObjectRow, principal: PrincipalId | null): string | null {
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
