import { isObject, type Json, type JsonObject } from "../json.ts";
import { COMMON } from "./definitions/common.ts";
import { presentSchemas } from "./document.ts";
import { ScimError } from "./error.ts";
import { type AttributePath, type ExtensionPath, placeOf, resolvePath } from "./resolve.ts";
import { type AttributeDefinition, type Document, findAttribute, type ResourceType } from "./schema.ts";

/** A resource as the store gives it; times in ISO 8601. `keyed` also holds computed attributes (User.groups). */
export type StoredView = {
  readonly id: string;
  readonly externalId?: string | null;
  readonly version: number | string;
  readonly created: string;
  readonly lastModified: string;
  readonly document: Document;
  readonly keyed?: Readonly<Record<string, readonly JsonObject[]>>;
};

/** Which attributes a client wants to see. Paths are canonical; that of a whole extension is its URN. */
export type Projection =
  | { readonly kind: "default"; readonly type: ResourceType }
  | {
      readonly kind: "include" | "exclude";
      readonly type: ResourceType;
      readonly paths: ReadonlySet<string>;
    };

/** `write` is the answer to a POST, PUT or PATCH: it also shows what is returned on request. */
export type RenderContext = "response" | "write";

type Names = string | readonly string[] | undefined;

/**
 * Reads `attributes` and `excludedAttributes` (RFC 7644 §3.9), each a list or text with commas. Unknown names are
 * ignored. 400 invalidSyntax when both are given: one excludes the other.
 */
export function parseProjection(
  type: ResourceType,
  query: { readonly attributes?: Names; readonly excludedAttributes?: Names },
): Projection {
  const include = splitNames(query.attributes);
  const exclude = splitNames(query.excludedAttributes);
  if (include.length > 0 && exclude.length > 0) {
    throw new ScimError("invalidSyntax", '"attributes" and "excludedAttributes" cannot be used together.');
  }
  if (include.length > 0) return { kind: "include", type, paths: resolveNames(type, include) };
  if (exclude.length > 0) return { kind: "exclude", type, paths: resolveNames(type, exclude) };
  return { kind: "default", type };
}

function splitNames(names: Names): readonly string[] {
  const list = typeof names === "string" ? [names] : (names ?? []);
  return list
    .flatMap((text) => String(text).split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function resolveNames(type: ResourceType, names: readonly string[]): ReadonlySet<string> {
  const found = names.flatMap((name) => resolvePath(type, name, { bareExtensionAttributes: true }) ?? []);
  return new Set(found.map(pathOf));
}

function pathOf(found: AttributePath | ExtensionPath): string {
  return found.kind === "extension" ? found.schema.id : found.path;
}

/** False when the projection shows nothing of a multi-valued attribute, so that it need not be loaded. */
export function needsKeyed(projection: Projection, name: string): boolean {
  const attribute = findAttribute(projection.type.schema.attributes, name);
  return (
    attribute !== undefined &&
    isShown(attribute, attribute.name, { projection, context: "write", urn: undefined })
  );
}

/**
 * The resource as a client sees it: `schemas` and `id` always, then what the projection and each attribute's
 * `returned` allow (RFC 7643 §7, RFC 7644 §3.9). Nothing that is empty, and never a null.
 */
export function render(
  type: ResourceType,
  resource: StoredView,
  projection: Projection,
  baseUrl: string,
  context: RenderContext = "response",
): JsonObject {
  const view: View = { projection, context, urn: undefined };
  const common = project(COMMON, commonOf(type, resource, baseUrl), view);
  const { meta, ...identity } = common;
  const base: Record<string, Json> = { ...identity };
  const document = { ...resource.document, ...apartOf(type, resource) };
  Object.assign(base, project(type.schema.attributes, document, view));
  for (const { schema } of type.extensions) {
    const held = resource.document[schema.id];
    if (!isObject(held)) continue;
    const shown = project(schema.attributes, held, { ...view, urn: schema.id });
    if (Object.keys(shown).length > 0) base[schema.id] = shown;
  }
  return meta === undefined ? base : { ...base, meta };
}

/** Where a resource lives: the `Location` header and `meta.location`. */
export function locationOf(type: ResourceType, id: string, baseUrl: string): string {
  return `${baseUrl}${type.endpoint}/${encodeURIComponent(id)}`;
}

/** The weak ETag of a version (RFC 7644 §3.14): `W/"3"`. */
export function etagOf(version: number | string): string {
  return `W/"${version}"`;
}

function commonOf(type: ResourceType, resource: StoredView, baseUrl: string): JsonObject {
  return {
    schemas: presentSchemas(type, resource.document),
    id: resource.id,
    ...(resource.externalId ? { externalId: resource.externalId } : {}),
    meta: {
      resourceType: type.name,
      created: resource.created,
      lastModified: resource.lastModified,
      location: locationOf(type, resource.id, baseUrl),
      version: etagOf(resource.version),
    },
  };
}

/** The attributes kept apart from the document, by their canonical names. */
function apartOf(type: ResourceType, resource: StoredView): JsonObject {
  const shown = type.schema.attributes
    .filter((attribute) => placeOf(type, attribute) === "apart")
    .map(({ name }) => [name, resource.keyed?.[name] ?? []] as const);
  return Object.fromEntries(shown);
}

/** What is looked at and how; `urn` is that of the extension at hand. */
type View = {
  readonly projection: Projection;
  readonly context: RenderContext;
  readonly urn: string | undefined;
};

function project(
  attributes: readonly AttributeDefinition[],
  held: JsonObject,
  view: View,
): Record<string, Json> {
  const shown: Record<string, Json> = {};
  for (const attribute of attributes) {
    const path = view.urn === undefined ? attribute.name : `${view.urn}:${attribute.name}`;
    const value = held[attribute.name];
    if (value === undefined || !isShown(attribute, path, view)) continue;
    const projected = projectValue(attribute, value, path, view);
    if (!isEmpty(projected)) shown[attribute.name] = projected;
  }
  return shown;
}

function projectValue(attribute: AttributeDefinition, value: Json, path: string, view: View): Json {
  const subs = attribute.subAttributes;
  if (subs === undefined) return value;
  const isWhole = isListed(path, view) || !hasListedPart(attribute, path, view);
  const projectOne = (element: Json): Json => {
    if (!isObject(element)) return element;
    const shown = subs.filter((sub) => {
      const subPath = `${path}.${sub.name}`;
      if (view.projection.kind === "include" && isWhole) return isReturned(sub, view.context);
      return isShown(sub, subPath, view);
    });
    return Object.fromEntries(
      shown.flatMap(({ name }) => {
        const part = element[name];
        return part === undefined || part === null ? [] : [[name, part]];
      }),
    );
  };
  if (!Array.isArray(value)) return projectOne(value);
  return (value as readonly Json[]).map(projectOne).filter((element) => !isEmpty(element));
}

function isShown(attribute: AttributeDefinition, path: string, view: View): boolean {
  if (attribute.returned === "never") return false;
  if (attribute.returned === "always") return true;
  switch (view.projection.kind) {
    case "default":
      return isReturned(attribute, view.context);
    case "include":
      return isListed(path, view) || hasListedPart(attribute, path, view);
    case "exclude":
      return isReturned(attribute, view.context) && !isListed(path, view);
  }
}

/** Shown when nobody asks for it by name. */
function isReturned({ returned }: AttributeDefinition, context: RenderContext): boolean {
  return returned === "always" || returned === "default" || (returned === "request" && context === "write");
}

/** Named itself, or by the URN of its extension. */
function isListed(path: string, { projection, urn }: View): boolean {
  if (projection.kind === "default") return false;
  return projection.paths.has(path) || (urn !== undefined && projection.paths.has(urn));
}

function hasListedPart(attribute: AttributeDefinition, path: string, { projection }: View): boolean {
  if (projection.kind === "default" || attribute.subAttributes === undefined) return false;
  return attribute.subAttributes.some(({ name }) => projection.paths.has(`${path}.${name}`));
}

function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
