/** An attribute with its path, as a person reads it. */
export interface FlatAttribute {
  readonly path: string;
  /** The attribute that the path begins with; its source owns all below it. */
  readonly name: string;
  readonly value: string;
}

type Json = unknown;

/** Said elsewhere on the page, or of no use to a person. */
const LEFT_OUT = new Set(["schemas", "meta", "id", "groups", "members"]);

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The attributes of an object as lines: `name.givenName`, `emails[work]`. Extensions stand under their own names. */
export function flattenAttributes(attributes: Readonly<Record<string, Json>>): readonly FlatAttribute[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (LEFT_OUT.has(name)) return [];
    if (!name.startsWith("urn:") || !isObject(value)) return linesOf(name, name, value);
    const extension = name.split(":").at(-1) ?? name;
    return Object.entries(value).flatMap(([part, below]) =>
      linesOf(`${extension}.${part}`, `${name}:${part}`, below),
    );
  });
}

function linesOf(path: string, name: string, value: Json): readonly FlatAttribute[] {
  if (Array.isArray(value)) return value.flatMap((element, at) => elementLines(path, name, element, at));
  if (!isObject(value)) return [{ path, name, value: textOf(value) }];
  return Object.entries(value).flatMap(([part, below]) =>
    part === "$ref" ? [] : linesOf(`${path}.${part}`, name, below),
  );
}

/** An element of a list is named by its type, as SCIM does: `emails[work]`; its value stands for it. */
function elementLines(path: string, name: string, element: Json, at: number): readonly FlatAttribute[] {
  if (!isObject(element)) return [{ path: `${path}[${at + 1}]`, name, value: textOf(element) }];
  const { type, value, primary: _primary, ...rest } = element;
  const place = `${path}[${typeof type === "string" ? type : at + 1}]`;
  const own = value === undefined ? [] : [{ path: place, name, value: textOf(value) }];
  const others = Object.entries(rest).filter(([part]) => part !== "$ref" && part !== "display");
  return [...own, ...others.flatMap(([part, below]) => linesOf(`${place}.${part}`, name, below))];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
