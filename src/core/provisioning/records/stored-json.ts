import { isObject, type Json, type JsonObject } from "../../json.ts";

/** A stored value is not what its column promises. That is damage or a bug, so it ends what was under way. */
export class UnreadableRecordError extends Error {
  constructor(place: string, expected: string) {
    super(`${place} is not ${expected}`);
    this.name = "UnreadableRecordError";
  }
}

/** Reads a stored value of one type; throws `UnreadableRecordError`, which names the place, if it is not one. */
export type Codec<Value> = (json: Json | undefined, place: string) => Value;

export const readText: Codec<string> = (json, place) => {
  if (typeof json !== "string") throw new UnreadableRecordError(place, "a text");
  return json;
};

export const readNumber: Codec<number> = (json, place) => {
  if (typeof json !== "number") throw new UnreadableRecordError(place, "a number");
  return json;
};

export const readBoolean: Codec<boolean> = (json, place) => {
  if (typeof json !== "boolean") throw new UnreadableRecordError(place, "true or false");
  return json;
};

export const readObject: Codec<JsonObject> = (json, place) => {
  if (!isObject(json)) throw new UnreadableRecordError(place, "an object");
  return json;
};

/** Reads one of these texts. */
export function oneOf<Text extends string>(texts: readonly Text[]): Codec<Text> {
  return (json, place) => {
    const found = texts.find((text) => text === json);
    if (found === undefined) throw new UnreadableRecordError(place, `one of ${texts.join(", ")}`);
    return found;
  };
}

/** Reads a list, each element by `read`. */
export function listOf<Value>(read: Codec<Value>): Codec<readonly Value[]> {
  return (json, place) => {
    if (!Array.isArray(json)) throw new UnreadableRecordError(place, "a list");
    const list: readonly Json[] = json;
    return list.map((each, at) => read(each, `${place}[${at}]`));
  };
}

/** Reads an object whose members are all of one type. */
export function mapOf<Value>(read: Codec<Value>): Codec<Readonly<Record<string, Value>>> {
  return (json, place) =>
    Object.fromEntries(
      Object.entries(readObject(json, place)).map(([name, each]) => [name, read(each, `${place}.${name}`)]),
    );
}

/** Reads null as null, and everything else by `read`. */
export function readNullable<Value>(read: Codec<Value>): Codec<Value | null> {
  return (json, place) => (json === null || json === undefined ? null : read(json, place));
}

/** Reads a member that may be missing; the result is spread into an object, so that it stays missing. */
export function readOptional<Name extends string, Value>(
  stored: JsonObject,
  place: string,
  name: Name,
  read: Codec<Value>,
): { readonly [Key in Name]?: Value } {
  const json = stored[name];
  if (json === undefined || json === null) return {};
  const found: { [Key in Name]?: Value } = {};
  found[name] = read(json, `${place}.${name}`);
  return found;
}
