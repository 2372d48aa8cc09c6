import { StringDecoder } from "node:string_decoder";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";

/** Characters of one entry. */
const ITEM_LENGTH_MAX = 1_048_576;

/** An entry that is not sound JSON, or a file that ends too early. */
export class UnreadableJsonError extends Error {}

/**
 * Reads the objects of a list, one after the other: those of a file that is a list, or of the first list in an object, as the
 * answers of Microsoft Graph have them in `value`. Holds one entry at a time.
 */
export async function* readItems(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<JsonObject> {
  const scanner = new ItemScanner();
  const decoder = new StringDecoder("utf8");
  for await (const piece of bytes) yield* scanner.feed(decoder.write(Buffer.from(piece)));
  yield* scanner.feed(decoder.end());
  if (!scanner.isWhole) throw new UnreadableJsonError("the file ends too early");
}

/** Finds where entries begin and end by counting brackets; each entry is then parsed by itself. */
class ItemScanner {
  #depth = 0;
  /** The depth at which entries stand: 1 in a list, 2 in a list of an object. */
  #itemDepth = 0;
  #isInText = false;
  #isEscaped = false;
  #item = "";
  #isInItem = false;
  #hasBegun = false;

  get isWhole(): boolean {
    return this.#hasBegun && this.#depth === 0;
  }

  *feed(text: string): Generator<JsonObject> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text.charAt(at);
      if (this.#isInText) this.#readText(sign);
      else if (sign === '"') this.#isInText = true;
      else if (sign === "{" || sign === "[") {
        if (this.#opens(sign)) from = at;
      } else if ((sign === "}" || sign === "]") && this.#closes()) {
        yield this.#take(text.slice(from, at + 1));
      }
    }
    if (this.#isInItem) this.#item += text.slice(from);
    if (this.#item.length > ITEM_LENGTH_MAX) throw new UnreadableJsonError("an entry is too long");
  }

  #readText(sign: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (sign === "\\") this.#isEscaped = true;
    else if (sign === '"') this.#isInText = false;
  }

  /** True if an entry begins with this bracket. */
  #opens(sign: "{" | "["): boolean {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#itemDepth = sign === "[" ? 1 : 2;
    }
    const isItem = !this.#isInItem && sign === "{" && this.#depth === this.#itemDepth;
    this.#isInItem ||= isItem;
    this.#depth += 1;
    return isItem;
  }

  /** True if an entry ends with this bracket. */
  #closes(): boolean {
    this.#depth -= 1;
    if (this.#depth < 0) throw new UnreadableJsonError("a bracket closes nothing");
    return this.#isInItem && this.#depth === this.#itemDepth;
  }

  #take(rest: string): JsonObject {
    const text = this.#item + rest;
    this.#item = "";
    this.#isInItem = false;
    const item = parseJson(text);
    if (item === undefined || !isObject(item)) throw new UnreadableJsonError("an entry is not an object");
    return item;
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
