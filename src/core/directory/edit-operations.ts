import { isObject, type Json, type JsonObject } from "../json.ts";
import { ScimError } from "../scim/error.ts";
import { PATCH_URN } from "../scim/patch/read-patch.ts";
import { type AttributeDefinition, findAttribute, type ResourceType } from "../scim/schema.ts";

/** One operation of a SCIM PATCH, as a client would send it. */
type EditOperation =
  | { readonly op: "replace"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

/**
 * The SCIM PATCH that merges these attributes into an object, as RFC 7396 merges JSON: null removes a value, an object
 * changes the parts that it names, and everything else takes the place of the former value. Names that the type lacks
 * become paths as well, so that the reader of the PATCH refuses them with their place. Throws `ScimError` for an
 * `externalId`, which belongs to the integration that set it.
 */
export function toEditBody(type: ResourceType, attributes: JsonObject): JsonObject {
  const operations: EditOperation[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (name.toLowerCase() === "externalid") {
      throw new ScimError("mutability", '"externalId" belongs to the integration that set it.');
    }
    const extension = type.extensions.find(({ schema }) => schema.id.toLowerCase() === name.toLowerCase());
    if (extension !== undefined && isObject(value)) {
      const { id, attributes: known } = extension.schema;
      for (const [part, inner] of Object.entries(value)) {
        operations.push(...editOf(`${id}:${part}`, findAttribute(known, part), inner));
      }
    } else operations.push(...editOf(name, findAttribute(type.schema.attributes, name), value));
  }
  return { schemas: [PATCH_URN], Operations: operations.map((operation): JsonObject => ({ ...operation })) };
}

function editOf(
  path: string,
  attribute: AttributeDefinition | undefined,
  value: Json,
): readonly EditOperation[] {
  if (value === null) return [{ op: "remove", path }];
  const isMerged = attribute?.type === "complex" && !attribute.multiValued && isObject(value);
  if (!isMerged) return [{ op: "replace", path, value }];
  return Object.entries(value).map(
    ([part, inner]): EditOperation =>
      inner === null
        ? { op: "remove", path: `${path}.${part}` }
        : { op: "replace", path: `${path}.${part}`, value: inner },
  );
}
