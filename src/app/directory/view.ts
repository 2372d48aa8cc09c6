import type { PrincipalId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { FilterSubject } from "../../core/scim/filter/evaluate.ts";
import { etagOf, locationOf, type StoredView } from "../../core/scim/request/project.ts";
import type { ObjectSnapshot } from "../../ports/store.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { DirectoryType } from "../resource-types/directory-type.ts";
import type { Caller } from "./directory.ts";
import { formatTime } from "./format-time.ts";

/** The elements of the relationships of an object, by attribute: members of a group, groups of a user. */
export type Relationships = Readonly<Record<string, readonly JsonObject[]>>;

const NO_RELATIONSHIPS: Relationships = {};

/** An object as it was read: with its document, or with the text of the document. */
export type ReadObject = ObjectRow | ObjectSnapshot;

/** The object as a client of this integration sees it. */
export function viewOf(
  row: ReadObject,
  { typesVersion }: DirectoryType,
  principal: PrincipalId | null,
  relationships: Relationships = NO_RELATIONSHIPS,
): StoredView {
  // Documents may hold attributes whose definition was removed, so their text is not sent as it is.
  const text = "text" in row && typesVersion === 0 ? row.text : undefined;
  return new View(row, externalIdOf(row, principal), text, relationships);
}

/** A view that formats times and parses its document only on demand: most views of a page need neither. */
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
    return formatTime(this.#row.created);
  }

  get lastModified(): string {
    return formatTime(this.#row.modified);
  }

  get document(): JsonObject {
    this.#document ??= documentOf(this.#row);
    return this.#document;
  }
}

function documentOf(row: ReadObject): JsonObject {
  return "doc" in row ? row.doc : (JSON.parse(row.text) as JsonObject);
}

/** The object as a filter sees it; times are formatted only on demand. */
export function filterSubjectOf(
  row: ReadObject,
  { resource }: DirectoryType,
  caller: Caller,
  relationships: Relationships = NO_RELATIONSHIPS,
): FilterSubject {
  return {
    id: row.id,
    externalId: externalIdOf(row, caller.actor.principal),
    meta: {
      resourceType: resource.name,
      get created() {
        return formatTime(row.created);
      },
      get lastModified() {
        return formatTime(row.modified);
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

/** The externalId that this integration gave the object; null without one. */
export function externalIdOf(row: Pick<ObjectRow, "external">, principal: PrincipalId | null): string | null {
  const value = principal === null ? undefined : row.external[principal];
  return typeof value === "string" ? value : null;
}

/** The external ids after one integration set or removed its own; the same object when nothing differs. */
export function withExternalId(
  external: JsonObject,
  principal: PrincipalId | null,
  externalId: string | null,
): JsonObject {
  if (principal === null || (external[principal] ?? null) === externalId) return external;
  const { [principal]: _, ...others } = external;
  return externalId === null ? others : { ...others, [principal]: externalId };
}
