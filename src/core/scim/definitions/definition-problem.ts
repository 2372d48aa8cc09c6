import { isObject, type Json, type JsonObject } from "../../json.ts";
import { isStorable } from "../text.ts";

/** The kinds of errors in a definition. The messages describe each one under `problem.` and its name. */
export type ProblemKind =
  | "not-object"
  | "not-list"
  | "not-text"
  | "not-boolean"
  | "missing"
  | "empty"
  | "too-long"
  | "too-many"
  | "unknown-member"
  | "not-one-of"
  | "repeated"
  | "bad-urn"
  | "reserved-urn"
  | "bad-name"
  | "reserved-name"
  | "bad-spelling"
  | "bad-endpoint"
  | "reserved-endpoint"
  | "endpoint-taken"
  | "wrong-sub-type"
  | "complex-in-complex"
  | "subs-missing"
  | "subs-on-simple"
  | "not-on-complex"
  | "not-text-valued"
  | "not-a-reference"
  | "nothing-to-restrict"
  | "never-set"
  | "never-stored"
  | "unknown-schema"
  | "standard-schema"
  | "standard-type"
  | "attribute-is-schema"
  | "id-is-name";

/**
 * One error: the place (`attributes[3].subAttributes[0].type`), the kind of problem, and the offending value.
 */
export type DefinitionProblem = {
  readonly place: string;
  readonly problem: ProblemKind;
  readonly detail: string;
};

/** The value that was read, or all errors in it. */
export type ReadDefinition<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "wrong"; readonly problems: readonly DefinitionProblem[] };

/** How long a text may be, and its value if it may be left out. */
export type TextRule = { readonly max: number; readonly fallback?: string };

const DETAIL_LENGTH_MAX = 200;

/**
 * Reads the members of a document and notes the errors. Reading continues after an error, to find the others.
 */
export class DefinitionReader {
  readonly #problems: DefinitionProblem[] = [];

  note(place: string, problem: ProblemKind, detail = ""): void {
    this.#problems.push({ place, problem, detail: detail.slice(0, DETAIL_LENGTH_MAX) });
  }

  /** Ends the reading: returns the value, or the errors if there are any. */
  end<Value>(value: Value): ReadDefinition<Value> {
    return this.#problems.length === 0
      ? { kind: "read", value }
      : { kind: "wrong", problems: this.#problems };
  }

  /**
   * Reads an object and notes members other than these. For any other value, notes the error and returns an
   * empty object.
   */
  object(raw: Json | undefined, place: string, members: readonly string[]): JsonObject {
    if (raw === undefined) this.note(place, "missing");
    else if (!isObject(raw)) this.note(place, "not-object");
    else {
      for (const name of Object.keys(raw)) {
        if (!members.includes(name)) this.note(joinPlace(place, name), "unknown-member", members.join(", "));
      }
      return raw;
    }
    return {};
  }

  /** Text of 1 to `max` characters; `fallback` is the value if the member may be left out. */
  text(holder: JsonObject, name: string, place: string, { max, fallback }: TextRule): string {
    const raw = holder[name] ?? undefined;
    const at = joinPlace(place, name);
    if (raw === undefined && fallback !== undefined) return fallback;
    if (raw === undefined) this.note(at, "missing");
    else if (typeof raw !== "string" || !isStorable(raw)) this.note(at, "not-text");
    else if (raw.trim() === "" && fallback === undefined) this.note(at, "empty");
    else if (raw.length > max) this.note(at, "too-long", String(max));
    else return raw;
    return fallback ?? "";
  }

  boolean(holder: JsonObject, name: string, place: string): boolean {
    const raw = holder[name] ?? false;
    if (typeof raw === "boolean") return raw;
    this.note(joinPlace(place, name), "not-boolean");
    return false;
  }

  oneOf<Word extends string>(
    holder: JsonObject,
    name: string,
    place: string,
    { words, fallback }: { readonly words: readonly Word[]; readonly fallback: Word },
  ): Word {
    const raw = holder[name] ?? fallback;
    const word = words.find((each) => each === raw);
    if (word === undefined) this.note(joinPlace(place, name), "not-one-of", words.join(", "));
    return word ?? fallback;
  }

  /** A list of at most `max` elements; empty when it is left out. */
  list(holder: JsonObject, name: string, place: string, max: number): readonly Json[] {
    const raw = holder[name] ?? [];
    const at = joinPlace(place, name);
    if (!Array.isArray(raw)) {
      this.note(at, "not-list");
      return [];
    }
    if (raw.length > max) {
      this.note(at, "too-many", String(max));
      return [];
    }
    return raw as readonly Json[];
  }

  /** A list of texts without duplicates. */
  texts(
    holder: JsonObject,
    name: string,
    place: string,
    most: { readonly items: number; readonly length: number },
  ): readonly string[] {
    const seen = new Set<string>();
    for (const [index, raw] of this.list(holder, name, place, most.items).entries()) {
      const at = `${joinPlace(place, name)}[${index}]`;
      if (typeof raw !== "string" || !isStorable(raw)) this.note(at, "not-text");
      else if (raw.length > most.length) this.note(at, "too-long", String(most.length));
      else if (seen.has(raw)) this.note(at, "repeated", raw);
      else seen.add(raw);
    }
    return [...seen];
  }
}

/** The place of a member: `attributes[0]` and `name` make `attributes[0].name`. */
export function joinPlace(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}
