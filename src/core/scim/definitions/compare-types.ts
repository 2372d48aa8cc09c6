import { isObject, type Json, type JsonObject } from "../../json.ts";
import { placeOf, schemasOf } from "../resolve.ts";
import {
  type AttributeDefinition,
  type Document,
  findAttribute,
  type ResourceType,
  type SchemaDefinition,
} from "../schema.ts";

/**
 * An attribute, or a whole extension, that stored documents may use and that a change removes or redefines.
 */
export type Loss = {
  /** In the spelling of clients: `urn:…:User:costCode`, or the URN of an extension. */
  readonly path: string;
  /** The URN under which documents store it; undefined for the base schema. */
  readonly extension: string | undefined;
  readonly attribute: string | undefined;
  readonly sub: string | undefined;
};

/** The effect of a change of a type on stored documents. */
export type TypeChange = {
  readonly losses: readonly Loss[];
  readonly rekeyed: readonly Rekeyed[];
};

/** The search keys that the values of an attribute have: unique ones, plain ones for lookup, or no keys. */
export type KeyKind = "unique" | "indexed" | "none";

/** A path whose values get another kind of key. */
export type Rekeyed = { readonly path: string; readonly before: KeyKind; readonly after: KeyKind };

/** Compares a type with its new definition. New attributes have no effect on stored documents. */
export function compareTypes(before: ResourceType, after: ResourceType): TypeChange {
  const changes = schemasOf(before).map((schema): TypeChange => {
    const isBase = schema === before.schema;
    const extension = isBase ? undefined : schema.id;
    const next = isBase
      ? after.schema
      : after.extensions.find((each) => each.schema.id === schema.id)?.schema;
    if (next === undefined) {
      const whole = { path: schema.id, extension, attribute: undefined, sub: undefined };
      return { losses: [whole], rekeyed: [] };
    }
    return compareSchemas({ type: before, schema }, { type: after, schema: next }, extension);
  });
  return {
    losses: changes.flatMap(({ losses }) => losses),
    rekeyed: changes.flatMap(({ rekeyed }) => rekeyed),
  };
}

/** A schema of a type. */
type SchemaOfType = { readonly type: ResourceType; readonly schema: SchemaDefinition };

function compareSchemas(
  before: SchemaOfType,
  after: SchemaOfType,
  extension: string | undefined,
): TypeChange {
  const prefix = extension === undefined ? "" : `${extension}:`;
  const losses: Loss[] = [];
  const rekeyed: Rekeyed[] = [];
  const compareKeys = (at: string, old: AttributeDefinition, now: AttributeDefinition) => {
    const [kind, nextKind] = [keyKind(old), keyKind(now)];
    if (kind !== nextKind) rekeyed.push({ path: at, before: kind, after: nextKind });
  };
  for (const attribute of before.schema.attributes) {
    const path = `${prefix}${attribute.name}`;
    const other = findAttribute(after.schema.attributes, attribute.name);
    const isMoved = other !== undefined && placeOf(before.type, attribute) !== placeOf(after.type, other);
    if (other === undefined || isMoved || !isAlike(attribute, other)) {
      losses.push({ path, extension, attribute: attribute.name, sub: undefined });
      continue;
    }
    compareKeys(path, attribute, other);
    for (const sub of attribute.subAttributes ?? []) {
      const otherSub = findAttribute(other.subAttributes ?? [], sub.name);
      const subPath = `${path}.${sub.name}`;
      if (otherSub === undefined || !isAlike(sub, otherSub)) {
        losses.push({ path: subPath, extension, attribute: attribute.name, sub: sub.name });
      } else compareKeys(subPath, sub, otherSub);
    }
  }
  return { losses, rekeyed };
}

/** True when stored values remain valid under the new definition and compare as before. */
function isAlike(before: AttributeDefinition, after: AttributeDefinition): boolean {
  return (
    before.name === after.name &&
    before.type === after.type &&
    before.multiValued === after.multiValued &&
    (!isText(before) || before.caseExact === after.caseExact) &&
    (before.mutability === "writeOnly") === (after.mutability === "writeOnly")
  );
}

/** True for types whose comparison and keys depend on `caseExact`. */
function isText({ type }: AttributeDefinition): boolean {
  return type === "string" || type === "reference" || type === "dateTime" || type === "binary";
}

function keyKind({ uniqueness, indexed }: AttributeDefinition): KeyKind {
  if (uniqueness !== "none") return "unique";
  return indexed === true ? "indexed" : "none";
}

/** True when a stored document has a value at the attribute or extension. */
export function isUsed(document: Document, { extension, attribute, sub }: Loss): boolean {
  const holder = extension === undefined ? document : document[extension];
  if (!isObject(holder)) return false;
  if (attribute === undefined) return true;
  const value = own(holder, attribute);
  if (sub === undefined || value === undefined) return value !== undefined;
  const elements: readonly Json[] = Array.isArray(value) ? value : [value];
  return elements.some((element) => isObject(element) && own(element, sub) !== undefined);
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
