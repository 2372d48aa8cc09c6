import type { Json, JsonObject } from "../../json.ts";
import type { BoundFilter } from "../filter/bind.ts";
import type { PatchPath } from "../path.ts";
import type { AttributePath } from "../resolve.ts";
import type { Document } from "../schema.ts";

/**
 * One thing that a PATCH asks for. An operation without a path has become one for each attribute it names.
 * `expectId` is an `id` sent along: it must be the resource's own.
 */
export type PatchOperation =
  | { readonly kind: "add" | "replace"; readonly path: AttributeTarget; readonly value: Json | undefined }
  | { readonly kind: "remove"; readonly path: PatchPath; readonly value: Json | undefined }
  | { readonly kind: "expectId"; readonly id: Json };

export type AttributeTarget = AttributePath & { readonly filter: BoundFilter | undefined };
export type SetOperation = PatchOperation & { readonly kind: "add" | "replace" };

/**
 * What happens to a relationship, in order, without knowing what is stored: elements are identified by their
 * `value`. `add` of one that is there, and `remove` of one that is not, change nothing. `replace` names all elements.
 */
export type RelationshipDelta =
  | { readonly attribute: string; readonly kind: "add"; readonly elements: readonly JsonObject[] }
  | { readonly attribute: string; readonly kind: "remove"; readonly values: readonly string[] }
  | { readonly attribute: string; readonly kind: "removeWhere"; readonly filter: BoundFilter }
  | { readonly attribute: string; readonly kind: "replace"; readonly elements: readonly JsonObject[] };

/** What a PATCH is applied to. With `id`, an id inside the request is checked against it. */
export type PatchSubject = {
  readonly document: Document;
  readonly externalId?: string | null;
  readonly id?: string;
};

/**
 * What a PATCH leads to. `changed` speaks of document and externalId; whether the deltas change anything is known
 * only where the elements are stored.
 */
export type Patched = {
  readonly document: Document;
  readonly externalId: string | null;
  readonly changed: boolean;
  readonly deltas: readonly RelationshipDelta[];
};
