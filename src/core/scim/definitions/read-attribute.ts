import type { Json, JsonObject } from "../../json.ts";
import type { AttributeDefinition, AttributeType } from "../schema.ts";
import { COMMON } from "./common.ts";
import { type DefinitionReader, joinPlace } from "./definition-problem.ts";

export const ATTRIBUTES_MAX = 500;
const SUBS_MAX = 100;
const NAME_LENGTH_MAX = 100;
export const TEXT_LENGTH_MAX = 2_000;
const CANONICAL = { items: 500, length: 200 } as const;
const REFERENCES = { items: 50, length: 100 } as const;

const TYPES = [
  "string",
  "boolean",
  "decimal",
  "integer",
  "dateTime",
  "binary",
  "reference",
  "complex",
] as const satisfies readonly AttributeType[];
const MUTABILITIES = ["readWrite", "readOnly", "immutable", "writeOnly"] as const;
const RETURNED = ["default", "always", "never", "request"] as const;
const UNIQUENESS = ["none", "server", "global"] as const;

const MEMBERS = [
  "name",
  "type",
  "multiValued",
  "description",
  "required",
  "canonicalValues",
  "caseExact",
  "mutability",
  "returned",
  "uniqueness",
  "referenceTypes",
  "subAttributes",
  "indexed",
  "keptWhenOmitted",
  "restrictCanonicalValues",
];

/**
 * RFC 7643 §2.1: the names that a filter can contain. `$ref` is the only name that begins with another
 * character.
 */
const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** Sub-attributes that RFC 7643 §2.4 gives a meaning, with the types that they may have. */
const KNOWN_SUBS: Readonly<Record<string, readonly AttributeType[]>> = {
  value: TYPES.filter((type) => type !== "complex"),
  display: ["string"],
  type: ["string"],
  primary: ["boolean"],
  $ref: ["reference"],
};
const KNOWN_SUB_NAMES = Object.keys(KNOWN_SUBS);
const COMMON_NAMES = new Set(COMMON.map(({ name }) => name.toLowerCase()));
/**
 * Members that every JavaScript object inherits: a document without such an attribute would seem to have it.
 */
const INHERITED_NAMES = new Set(
  Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()),
);

/** Reads the attributes of a schema and requires names that differ in more than letter case. */
export function readAttributes(reader: DefinitionReader, holder: JsonObject): readonly AttributeDefinition[] {
  return readList(reader, holder, "", { member: "attributes", max: ATTRIBUTES_MAX, parent: undefined });
}

/** Which attributes are read: those of a schema, or the sub-attributes of a complex one. */
type AttributeList = {
  readonly member: "attributes" | "subAttributes";
  readonly max: number;
  readonly parent: AttributeType | undefined;
};

function readList(
  reader: DefinitionReader,
  holder: JsonObject,
  place: string,
  { member, max, parent }: AttributeList,
): readonly AttributeDefinition[] {
  const found = new Map<string, string>();
  return reader.list(holder, member, place, max).map((raw, index) => {
    const at = `${joinPlace(place, member)}[${index}]`;
    const attribute = readAttribute(reader, raw, at, parent);
    const folded = attribute.name.toLowerCase();
    const other = found.get(folded);
    if (other !== undefined && folded !== "") reader.note(`${at}.name`, "repeated", other);
    found.set(folded, attribute.name);
    return attribute;
  });
}

/** One attribute with the defaults of RFC 7643 §2.2. `parent` is "complex" for a sub-attribute. */
function readAttribute(
  reader: DefinitionReader,
  raw: Json,
  place: string,
  parent: AttributeType | undefined,
): AttributeDefinition {
  const object = reader.object(raw, place, MEMBERS);
  const name = readName(reader, object, place, parent);
  const type = reader.oneOf(object, "type", place, { words: TYPES, fallback: "string" });
  const mutability = reader.oneOf(object, "mutability", place, {
    words: MUTABILITIES,
    fallback: "readWrite",
  });
  const attribute: AttributeDefinition = {
    name,
    type,
    multiValued: reader.boolean(object, "multiValued", place),
    description: reader.text(object, "description", place, { max: TEXT_LENGTH_MAX, fallback: "" }),
    required: reader.boolean(object, "required", place),
    caseExact: reader.boolean(object, "caseExact", place),
    mutability,
    returned: reader.oneOf(object, "returned", place, {
      words: RETURNED,
      fallback: mutability === "writeOnly" ? "never" : "default",
    }),
    uniqueness: reader.oneOf(object, "uniqueness", place, { words: UNIQUENESS, fallback: "none" }),
    ...readCanonical(reader, object, place, type),
    ...readReferences(reader, object, place, type),
    ...readSubs(reader, object, place, { type, parent }),
    ...(reader.boolean(object, "indexed", place) ? { indexed: true } : {}),
    ...(reader.boolean(object, "keptWhenOmitted", place) ? { keptWhenOmitted: true } : {}),
  };
  checkTogether(reader, attribute, place);
  checkKnownSub(reader, attribute, place, parent);
  return attribute;
}

function readName(
  reader: DefinitionReader,
  object: JsonObject,
  place: string,
  parent: AttributeType | undefined,
): string {
  const name = reader.text(object, "name", place, { max: NAME_LENGTH_MAX });
  const at = `${place}.name`;
  if (name === "") return name;
  const folded = name.toLowerCase();
  if (parent !== undefined && folded === "$ref") return name;
  if (!ATTRIBUTE_NAME.test(name)) reader.note(at, "bad-name", name);
  else if (INHERITED_NAMES.has(folded)) reader.note(at, "reserved-name", name);
  else if (parent === undefined && COMMON_NAMES.has(folded)) reader.note(at, "reserved-name", name);
  return name;
}

function readCanonical(
  reader: DefinitionReader,
  object: JsonObject,
  place: string,
  type: AttributeType,
): Pick<AttributeDefinition, "canonicalValues" | "restrictCanonicalValues"> {
  const values = reader.texts(object, "canonicalValues", place, CANONICAL);
  const isRestricted = reader.boolean(object, "restrictCanonicalValues", place);
  if (values.length > 0 && type !== "string" && type !== "reference") {
    reader.note(`${place}.canonicalValues`, "not-text-valued", type);
  }
  if (isRestricted && values.length === 0) {
    reader.note(`${place}.restrictCanonicalValues`, "nothing-to-restrict");
  }
  return {
    ...(values.length === 0 ? {} : { canonicalValues: values }),
    ...(isRestricted ? { restrictCanonicalValues: true } : {}),
  };
}

function readReferences(
  reader: DefinitionReader,
  object: JsonObject,
  place: string,
  type: AttributeType,
): Pick<AttributeDefinition, "referenceTypes"> {
  const types = reader.texts(object, "referenceTypes", place, REFERENCES);
  if (types.length === 0) return {};
  if (type !== "reference") reader.note(`${place}.referenceTypes`, "not-a-reference", type);
  for (const [index, each] of types.entries()) {
    if (!ATTRIBUTE_NAME.test(each)) reader.note(`${place}.referenceTypes[${index}]`, "bad-name", each);
  }
  return { referenceTypes: types };
}

function readSubs(
  reader: DefinitionReader,
  object: JsonObject,
  place: string,
  { type, parent }: { readonly type: AttributeType; readonly parent: AttributeType | undefined },
): Pick<AttributeDefinition, "subAttributes"> {
  const given = object["subAttributes"] ?? undefined;
  if (type !== "complex") {
    const isThere = given !== undefined && !(Array.isArray(given) && given.length === 0);
    if (isThere) reader.note(`${place}.subAttributes`, "subs-on-simple", type);
    return {};
  }
  if (parent !== undefined) {
    reader.note(`${place}.type`, "complex-in-complex");
    return {};
  }
  const subs = readList(reader, object, place, { member: "subAttributes", max: SUBS_MAX, parent: "complex" });
  if (subs.length === 0 && (given === undefined || Array.isArray(given))) {
    reader.note(`${place}.subAttributes`, "subs-missing");
  }
  return { subAttributes: subs };
}

/** Notes characteristics that contradict each other. */
function checkTogether(reader: DefinitionReader, attribute: AttributeDefinition, place: string): void {
  const { type, mutability, uniqueness, indexed, required, returned } = attribute;
  if (type === "complex") {
    if (uniqueness !== "none") reader.note(`${place}.uniqueness`, "not-on-complex");
    if (indexed) reader.note(`${place}.indexed`, "not-on-complex");
  }
  if (mutability === "readOnly" && required) reader.note(`${place}.required`, "never-set");
  if (mutability !== "writeOnly") return;
  if (returned !== "never") reader.note(`${place}.returned`, "never-stored", returned);
  if (uniqueness !== "none") reader.note(`${place}.uniqueness`, "never-stored", uniqueness);
  if (indexed) reader.note(`${place}.indexed`, "never-stored");
}

/** A sub-attribute whose name has a meaning in RFC 7643 must have that spelling and type. */
function checkKnownSub(
  reader: DefinitionReader,
  { name, type, multiValued }: AttributeDefinition,
  place: string,
  parent: AttributeType | undefined,
): void {
  if (parent === undefined) return;
  const known = KNOWN_SUB_NAMES.find((each) => each.toLowerCase() === name.toLowerCase());
  if (known === undefined) return;
  if (known !== name) reader.note(`${place}.name`, "bad-spelling", known);
  const types = KNOWN_SUBS[known] ?? [];
  if (!types.includes(type) && type !== "complex") {
    reader.note(`${place}.type`, "wrong-sub-type", types.join(", "));
  }
  if (multiValued) reader.note(`${place}.multiValued`, "wrong-sub-type", name);
}
