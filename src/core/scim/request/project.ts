import { isObject, type Json, type JsonObject } from "../../json.ts";
import { rememberResults } from "../../remember-results.ts";
import { COMMON } from "../definitions/common.ts";
import { ScimError } from "../error.ts";
import { type AttributePath, type ExtensionPath, placeOf, resolvePath } from "../resolve.ts";
import { type AttributeDefinition, type Document, findAttribute, type ResourceType } from "../schema.ts";
import { findPresentSchemas } from "./document.ts";

/**
 * A resource as stored; times in ISO 8601. `relationships` also contains computed attributes (User.groups).
 */
export type StoredView = {
  readonly id: string;
  readonly externalId?: string | null;
  readonly version: number | string;
  readonly created: string;
  readonly lastModified: string;
  readonly document: Document;
  /** The document as JSON text, present when the document contains only attributes that the type defines. */
  readonly text?: string | undefined;
  readonly relationships?: Readonly<Record<string, readonly JsonObject[]>>;
};

/** The attributes that a client requests. Paths are canonical; that of a whole extension is its URN. */
export type AttributeSelection =
  | { readonly kind: "default"; readonly type: ResourceType }
  | {
      readonly kind: "include" | "exclude";
      readonly type: ResourceType;
      readonly paths: ReadonlySet<string>;
    };

/** `write` is the answer to a POST, PUT or PATCH, which includes attributes with `returned: request`. */
export type RenderContext = "response" | "write";

type Names = string | readonly string[] | undefined;

/**
 * Reads `attributes` and `excludedAttributes` (RFC 7644 §3.9), each a list or text with commas. Unknown names
 * are ignored. Throws 400 invalidSyntax when both are given, because they exclude each other.
 */
export function parseProjection(
  type: ResourceType,
  query: { readonly attributes?: Names; readonly excludedAttributes?: Names },
): AttributeSelection {
  const include = splitNames(query.attributes);
  const exclude = splitNames(query.excludedAttributes);
  if (include.length > 0 && exclude.length > 0) {
    throw new ScimError("invalidSyntax", '"attributes" and "excludedAttributes" cannot be used together.');
  }
  if (include.length > 0) return { kind: "include", type, paths: resolveNames(type, include) };
  if (exclude.length > 0) return { kind: "exclude", type, paths: resolveNames(type, exclude) };
  return defaultProjection(type);
}

/** The same object for each type, so that the layout that depends on it is computed once. */
const defaultProjection = rememberResults(
  (type: ResourceType): AttributeSelection => ({ kind: "default", type }),
);

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

/** False when the projection hides all of a multi-valued attribute, so that it need not be loaded. */
export function needsRelationship(projection: AttributeSelection, name: string): boolean {
  const attribute = findAttribute(projection.type.schema.attributes, name);
  return (
    attribute !== undefined &&
    isShown(attribute, attribute.name, { projection, context: "write", urn: undefined })
  );
}

/** False when the projection hides a sub-attribute, so that its source need not be read. */
export function needsPart({ kind, ...rest }: AttributeSelection, name: string, part: string): boolean {
  if (!("paths" in rest)) return true;
  const isNamed = rest.paths.has(name) || rest.paths.has(`${name}.${part}`);
  return kind === "include" ? isNamed : !isNamed;
}

/** How a resource is shown. `context` is "response" unless the answer is that to a write. */
export type Rendering = {
  readonly projection: AttributeSelection;
  /** The URL that locations begin with. */
  readonly baseUrl: string;
  readonly context?: RenderContext | undefined;
};

/**
 * The resource as a client sees it: always `schemas` and `id`, then everything that the projection and each
 * attribute's `returned` allow (RFC 7643 §7, RFC 7644 §3.9). Empty values and null are left out.
 */
export function render(type: ResourceType, resource: StoredView, rendering: Rendering): JsonObject {
  const layout = layoutFor(type, rendering);
  const common = commonOf(type, resource, rendering.baseUrl);
  const base = project(layout.identity, common, {});
  project(layout.base, resource.document, base);
  project(layout.relationships, resource.relationships ?? NOTHING, base);
  for (const { urn, parts } of layout.extensions) {
    const held = resource.document[urn];
    if (!isObject(held)) continue;
    const shown = project(parts, held, {});
    if (!isEmpty(shown)) base[urn] = shown;
  }
  return project(layout.meta, common, base);
}

/** The address of a resource: the `Location` header and `meta.location`. */
export function locationOf(type: ResourceType, id: string, baseUrl: string): string {
  return `${baseUrl}${type.endpoint}/${encodeURIComponent(id)}`;
}

/** The weak ETag of a version (RFC 7644 §3.14): `W/"3"`. */
export function etagOf(version: number | string): string {
  return `W/"${version}"`;
}

function commonOf(type: ResourceType, resource: StoredView, baseUrl: string): JsonObject {
  return {
    schemas: findPresentSchemas(type, resource.document),
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

/** The projection and the kind of answer; `urn` is that of the extension that is being processed. */
type View = {
  readonly projection: AttributeSelection;
  readonly context: RenderContext;
  readonly urn: string | undefined;
};

/** The shown parts of a resource, computed once for a projection, however many resources there are. */
export type ResourceLayout = {
  readonly identity: readonly Part[];
  /** Rendered last, after the extensions. */
  readonly meta: readonly Part[];
  readonly base: readonly Part[];
  readonly relationships: readonly Part[];
  readonly extensions: readonly Extension[];
  /** The id of the base schema, and the name of the type, as JSON text. */
  readonly schemas: string;
  readonly typeName: string;
  /** The last result of `relationshipsText`. */
  lastRelationships?: { readonly relationships: JsonObject; readonly text: string };
  /** The last result of `locationBegin`. */
  lastLocation?: { readonly baseUrl: string; readonly begin: string };
  /** True when every attribute that a document can contain is shown, and all common attributes. */
  readonly isWhole: boolean;
};

/** An extension; its URN also as JSON text without quotes. */
type Extension = {
  readonly urn: string;
  readonly name: string;
  readonly parts: readonly Part[];
};

/** An attribute that is shown; `subs` names the shown parts of a complex one. */
type Part = { readonly name: string; readonly subs: readonly string[] | undefined };

const NOTHING: JsonObject = {};
const layouts = new WeakMap<AttributeSelection, { [context in RenderContext]?: ResourceLayout }>();

/** The layout of a type's resources in such an answer; the same object each time. */
export function layoutFor(
  type: ResourceType,
  { projection, context = "response" }: Rendering,
): ResourceLayout {
  const known = layouts.get(projection) ?? {};
  layouts.set(projection, known);
  known[context] ??= layOut(type, { projection, context, urn: undefined });
  return known[context];
}

function layOut(type: ResourceType, view: View): ResourceLayout {
  const isRelated = (attribute: AttributeDefinition) => placeOf(type, attribute) === "relationship";
  const identity = COMMON.filter(({ name }) => name !== "meta");
  const meta = COMMON.filter(({ name }) => name === "meta");
  const base = type.schema.attributes.filter((attribute) => !isRelated(attribute));
  const extensions = type.extensions.map(({ schema: { id, attributes } }) => {
    return { attributes, view: { ...view, urn: id } };
  });
  return {
    identity: partsOf(identity, view),
    meta: partsOf(meta, view),
    base: partsOf(base, view),
    schemas: JSON.stringify(type.schema.id),
    typeName: JSON.stringify(type.name),
    relationships: partsOf(type.schema.attributes.filter(isRelated), view),
    extensions: extensions.map((each) => {
      const { urn } = each.view;
      const name = JSON.stringify(urn).slice(1, -1);
      return { urn, name, parts: partsOf(each.attributes, each.view) };
    }),
    isWhole:
      isAllShown([...COMMON, ...base], view) &&
      extensions.every((each) => isAllShown(each.attributes, each.view)),
  };
}

/**
 * True when none of these attributes is hidden. Write-only attributes do not count, because they are never
 * stored.
 */
function isAllShown(attributes: readonly AttributeDefinition[], view: View): boolean {
  const stored = attributes.filter(({ mutability }) => mutability !== "writeOnly");
  const parts = partsOf(stored, view);
  return (
    parts.length === stored.length &&
    parts.every(({ subs }, at) => subs?.length === stored[at]?.subAttributes?.length)
  );
}

function partsOf(attributes: readonly AttributeDefinition[], view: View): readonly Part[] {
  return attributes.flatMap((attribute) => {
    const path = view.urn === undefined ? attribute.name : `${view.urn}:${attribute.name}`;
    return isShown(attribute, path, view)
      ? [{ name: attribute.name, subs: shownSubs(attribute, path, view) }]
      : [];
  });
}

function shownSubs(attribute: AttributeDefinition, path: string, view: View): readonly string[] | undefined {
  const isWhole = isListed(path, view) || !hasListedPart(attribute, path, view);
  const isIncluded = view.projection.kind === "include" && isWhole;
  // A part with `returned: request` may be named beside the whole attribute: `ports,ports.speed`.
  const shown = attribute.subAttributes?.filter(
    (sub) => (isIncluded && isReturned(sub, view.context)) || isShown(sub, `${path}.${sub.name}`, view),
  );
  return shown?.map(({ name }) => name);
}

/** Copies the shown parts of `held` into `shown`, and returns `shown`. */
export function project(
  parts: readonly Part[],
  held: JsonObject,
  shown: Record<string, Json>,
): Record<string, Json> {
  for (const { name, subs } of parts) {
    const value = held[name];
    if (value === undefined) continue;
    const projected = subs === undefined ? value : projectValue(value, subs);
    if (!isEmpty(projected)) shown[name] = projected;
  }
  return shown;
}

function projectValue(value: Json, subs: readonly string[]): Json {
  if (!Array.isArray(value)) return projectElement(value, subs);
  const elements = (value as readonly Json[]).map((element) => projectElement(element, subs));
  return elements.filter((element) => !isEmpty(element));
}

function projectElement(element: Json, subs: readonly string[]): Json {
  if (!isObject(element)) return element;
  const shown: Record<string, Json> = {};
  for (const name of subs) {
    const part = element[name];
    if (part !== undefined && part !== null) shown[name] = part;
  }
  return shown;
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

/** True when the attribute is shown without being requested by name. */
function isReturned({ returned }: AttributeDefinition, context: RenderContext): boolean {
  return returned === "always" || returned === "default" || (returned === "request" && context === "write");
}

/** True when the attribute is named itself, or by the URN of its extension. */
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
  if (typeof value !== "object") return false;
  for (const _ in value) return false;
  return true;
}
