import type { PrincipalId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { FilterSubject } from "../../core/scim/filter/evaluate.ts";
import { etagOf, locationOf, type StoredView } from "../../core/scim/request/project.ts";
import type { ObjectSnapshot } from "../../ports/store.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { DirectoryType } from "../resource-types/directory-type.ts";
import type { Caller } from "./directory.ts";
import { isoTime } from "./iso-time.ts";

export type Relationships = Readonly<Record<string, readonly JsonObject[]>>;

const NOTHING: Relationships = {};

/** An object as it was read: with its document, or the text of it. */
export type ReadObject = ObjectRow | ObjectSnapshot;

/** The object as a client of this integration sees it. */
export function viewOf(
  row: ReadObject,
  { typesVersion }: DirectoryType,
  principal: PrincipalId | null,
  relationships: Relationships = NOTHING,
): StoredView {
  // Where definitions came and went, documents may hold what is defined no longer.
  const text = "text" in row && typesVersion === 0 ? row.text : undefined;
  return new View(row, externalIdOf(row, principal), text, relationships);
}

/** A view that spells out times, and takes its document apart, only when asked: a page has many that nobody asks. */
class View implements StoredView {
  readonly id: string;
  readonly externalId: string | null;
  readonly version: number;
  readonly text: string | undefined;
  readonly relationships: Relationships;
  readonly #row: ReadObject;
  #document: JsonObject | undefined;

  constructor(
    row: ReadObject,
    externalId: string | null,
    text: string | undefined,
    relationships: Relationships,
  ) {
    this.id = row.id;
    this.externalId = externalId;
    this.version = row.version;
    this.text = text;
    this.relationships = relationships;
    this.#row = row;
  }

  get created(): string {
    return isoTime(this.#row.created);
  }

  get lastModified(): string {
    return isoTime(this.#row.modified);
  }

  get document(): JsonObject {
    this.#document ??= documentOf(this.#row);
    return this.#document;
  }
}

function documentOf(row: ReadObject): JsonObject {
  return "doc" in row ? row.doc : (JSON.parse(row.text) as JsonObject);
}

/** The object as a filter sees it; times are spelled out only when asked for. */
export function subjectOf(
  row: ReadObject,
  { resource }: DirectoryType,
  caller: Caller,
  relationships: Relationships = NOTHING,
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
    relationships,
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
