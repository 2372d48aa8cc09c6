import type { Json, JsonObject } from "../../json.ts";
import type { BoundFilter } from "../filter/bind.ts";
import type { PatchPath } from "../path.ts";
import type { AttributePath } from "../resolve.ts";
import type { Document } from "../schema.ts";

/**
 * One change that a PATCH requests. An operation without a path is split into one for each attribute that it
 * names. `expectId` is an `id` in the request, which must equal the resource's own.
 */
export type PatchOperation =
  | { readonly kind: "add" | "replace"; readonly path: AttributeTarget; readonly value: Json | undefined }
  | { readonly kind: "remove"; readonly path: PatchPath; readonly value: Json | undefined }
  | { readonly kind: "expectId"; readonly id: Json };

export type AttributeTarget = AttributePath & { readonly filter: BoundFilter | undefined };
export type SetOperation = PatchOperation & { readonly kind: "add" | "replace" };

/**
 * The changes to a relationship, in order, independent of the stored elements, which are identified by their
 * `value`. `add` of an existing element and `remove` of a missing one change nothing. `replace` names all
 * elements.
 */
export type RelationshipDelta =
  | { readonly attribute: string; readonly kind: "add"; readonly elements: readonly JsonObject[] }
  | { readonly attribute: string; readonly kind: "remove"; readonly values: readonly string[] }
  | { readonly attribute: string; readonly kind: "removeWhere"; readonly filter: BoundFilter }
  | { readonly attribute: string; readonly kind: "replace"; readonly elements: readonly JsonObject[] };

/** The resource that a PATCH changes. If `id` is given, an id within the request is compared with it. */
export type PatchSubject = {
  readonly document: Document;
  readonly externalId?: string | null;
  readonly id?: string;
};

/**
 * The result of a PATCH. `changed` refers to document and externalId; only the store of the elements knows
 * whether the deltas change anything.
 */
export type Patched = {
  readonly document: Document;
  readonly externalId: string | null;
  readonly changed: boolean;
  readonly deltas: readonly RelationshipDelta[];
};
