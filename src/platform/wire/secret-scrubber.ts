import { isObject, type Json, parseJson } from "../../core/json.ts";
import { SECRET_LENGTH_MIN } from "../../core/secret-length.ts";
import { LAYERS, mayBeEscaped, resolveQuoted } from "./escapes.ts";
import { type FoldedText, fold, foldText, replaceFound } from "./folded-text.ts";
import { SignFilter } from "./sign-filter.ts";

/**
 * How thoroughly a text is cleaned. `evidence` is read by people alone, so every trace goes. `data` is worked with: there a
 * short secret, or a short piece of one, may be an ordinary word that has nothing to do with it.
 */
export type Thoroughness = "evidence" | "data";

/** The least length of a form, and of a piece of one, that is replaced. */
const LEAST: Readonly<Record<Thoroughness, { readonly whole: number; readonly piece: number }>> = {
  evidence: { whole: 1, piece: 8 },
  data: { whole: SECRET_LENGTH_MIN, piece: 16 },
};
/** A shorter secret is replaced as a whole only: pieces of it would be found in other words. */
const CUT_LENGTH_MIN = 16;

/**
 * Replaces the secrets in use wherever they turn up in a text that came from outside, in capitals or in small letters. A
 * text that was computed from a secret in another way, by reversing it for example, is not found: there is no end of
 * such ways, and no program is known that repeats a credential so.
 */
export class SecretScrubber {
  /** By form, folded. */
  readonly #standIns = new Map<string, string>();
  readonly #known = new Set<string>();
  /** An access token that is replaced every hour must not stay for good: every text is searched for each secret. */
  static readonly #KNOWN_MAX = 16;
  /** Texts of which every text with a secret, or a piece of one, holds at least one. Empty until needed. */
  readonly #signs = new Map<Thoroughness, Signs>();

  /** From now on this text, in every form that it may be echoed in, is replaced by the stand-in. */
  remember(secret: string, standIn: string): void {
    if (this.#known.has(secret)) return;
    this.#known.add(secret);
    this.#forgetOldest();
    // The longest first: a form may contain another one.
    const forms = [...formsOf(secret)].map((form) => [form, standIn] as const);
    const all = [...this.#standIns, ...forms].sort(([left], [right]) => right.length - left.length);
    this.#standIns.clear();
    for (const [form, shown] of all) this.#standIns.set(form, shown);
    this.#signs.clear();
  }

  #forgetOldest(): void {
    const [oldest] = this.#known;
    if (this.#known.size <= SecretScrubber.#KNOWN_MAX || oldest === undefined) return;
    this.#known.delete(oldest);
    for (const form of formsOf(oldest)) this.#standIns.delete(form);
  }

  /** A scrubber that knows these secrets as well, for one call: what it learns does not stay. */
  extend(secrets: Iterable<readonly [secret: string, standIn: string]>): SecretScrubber {
    const extended = new SecretScrubber();
    for (const secret of this.#known) extended.#known.add(secret);
    for (const [form, standIn] of this.#standIns) extended.#standIns.set(form, standIn);
    for (const [secret, standIn] of secrets) extended.remember(secret, standIn);
    return extended;
  }

  /** The stand-in of a secret in this form, if it is known. */
  standInOf(text: string): string | undefined {
    return this.#standIns.get(fold(text));
  }

  /** The text without secrets, whole or cut off by the limit of a length, also where escapes hide them. */
  scrub(text: string, thoroughness: Thoroughness): string {
    if (!this.#holdsSigns(text, thoroughness)) return text;
    const cleaned = this.#scrubLayers(text, thoroughness);
    const decoded = resolveQuoted(cleaned);
    if (decoded === undefined) return cleaned;
    const replaced = this.#scrubLayers(decoded, thoroughness);
    return replaced === decoded ? cleaned : replaced;
  }

  #scrubLayers(text: string, thoroughness: Thoroughness): string {
    const cleaned = this.#replaceWhole(text, thoroughness);
    let plain = cleaned;
    let isFound = false;
    for (const decode of LAYERS) {
      const decoded = decode(plain);
      if (decoded === plain) continue;
      plain = this.#replaceWhole(decoded, thoroughness);
      isFound ||= plain !== decoded;
    }
    // Pieces come last, when nothing is escaped any more: a piece that is taken too early leaves the rest.
    const replaced = this.#replacePieces(plain, thoroughness);
    return isFound || replaced !== plain ? replaced : cleaned;
  }

  /** A body without secrets. In JSON each text is cleaned by itself, so that the body stays JSON. */
  scrubBody(body: string, thoroughness: Thoroughness): string {
    if (!this.#mayHoldSigns(body, thoroughness)) return body;
    const json = /[\\%&]/.test(body) ? parseJson(body) : undefined;
    if (json === undefined) return this.scrub(body, thoroughness);
    // One look at all texts together costs less than one at each.
    if (!this.#holdsSigns(textsOf(json).join("\0"), thoroughness))
      return this.#replaceWhole(body, thoroughness);
    const text = JSON.stringify(this.#scrubJson(json, thoroughness));
    return text === JSON.stringify(json) ? this.#replaceWhole(body, thoroughness) : text;
  }

  /**
   * False if a body, or a text in it if it is JSON, holds no sign. Most bodies hold none, and JSON is not parsed to find out:
   * each of its texts stands in the body once the escapes of JSON are resolved.
   */
  #mayHoldSigns(body: string, thoroughness: Thoroughness): boolean {
    const { filter } = this.#signsFor(thoroughness);
    const mayHold = (text: string) => filter.mayHold(text);
    if (isFoundDecoded(body, mayHold)) return true;
    return OTHER_THAN_QUOTE.test(body) && isFoundDecoded(decodeJsonTexts(body), mayHold);
  }

  /** False if the text holds no secret and no piece of one, however it is escaped. */
  #holdsSigns(text: string, thoroughness: Thoroughness): boolean {
    const { all, filter } = this.#signsFor(thoroughness);
    return isFoundDecoded(text, (plain) => {
      if (!filter.mayHold(plain)) return false;
      const folded = fold(plain);
      return all.some((sign) => folded.includes(sign));
    });
  }

  #signsFor(thoroughness: Thoroughness): Signs {
    const known = this.#signs.get(thoroughness);
    if (known !== undefined) return known;
    const all = this.#collectSigns(thoroughness);
    const signs = { all, filter: new SignFilter(all) };
    this.#signs.set(thoroughness, signs);
    return signs;
  }

  #collectSigns(thoroughness: Thoroughness): readonly string[] {
    const { whole, piece } = LEAST[thoroughness];
    const signs = [...this.#standIns.keys()].flatMap((form) => {
      if (form.length >= CUT_LENGTH_MIN) return [form.slice(0, piece), form.slice(-piece)];
      return form.length >= whole ? [form] : [];
    });
    return [...new Set(signs)];
  }

  #replaceWhole(text: string, thoroughness: Thoroughness): string {
    const { whole } = LEAST[thoroughness];
    let cleaned = foldText(text);
    for (const [form, standIn] of this.#standIns) {
      if (form.length >= whole) cleaned = replaceFound(cleaned, form, () => [form.length, standIn]);
    }
    return cleaned.text;
  }

  #replacePieces(text: string, thoroughness: Thoroughness): string {
    const { piece } = LEAST[thoroughness];
    const forms = [...this.#standIns].filter(([form]) => form.length >= CUT_LENGTH_MIN);
    return replaceEnds(replaceStarts(foldText(text), forms, piece), forms, piece).text;
  }

  #scrubJson(json: Json, thoroughness: Thoroughness): Json {
    if (typeof json === "string") return this.scrub(json, thoroughness);
    if (Array.isArray(json)) return json.map((each: Json) => this.#scrubJson(each, thoroughness));
    if (!isObject(json)) return json;
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => [
        this.scrub(name, thoroughness),
        this.#scrubJson(value, thoroughness),
      ]),
    );
  }
}

/** Texts to look for, and a quick look that excludes most texts. */
interface Signs {
  readonly all: readonly string[];
  readonly filter: SignFilter;
}

/** True if the text holds what is looked for, as it is or with its escapes resolved, layer by layer. */
function isFoundDecoded(text: string, holds: (plain: string) => boolean): boolean {
  if (isFoundInLayers(text, holds)) return true;
  const decoded = resolveQuoted(text);
  return decoded !== undefined && isFoundInLayers(decoded, holds);
}

function isFoundInLayers(text: string, holds: (plain: string) => boolean): boolean {
  if (holds(text)) return true;
  let plain = text;
  for (const decode of LAYERS) {
    if (!mayBeEscaped(plain)) return false;
    const decoded = decode(plain);
    if (decoded === plain) continue;
    if (holds(decoded)) return true;
    plain = decoded;
  }
  return false;
}

/** An escape of JSON other than that of a quote: a secret with its quotes escaped is one of the forms looked for. */
const OTHER_THAN_QUOTE = /\\[^"]/;

const JSON_CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The text of a JSON body with the escapes of its texts resolved: what it holds is no longer JSON, and has every text in it. */
function decodeJsonTexts(body: string): string {
  return body.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, other: string) =>
    code === undefined ? (JSON_CONTROLS[other] ?? other) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Every text in a JSON value, names included. */
function textsOf(json: Json): string[] {
  const texts: string[] = [];
  const collect = (each: Json): void => {
    if (typeof each === "string") texts.push(each);
    else if (Array.isArray(each)) for (const element of each) collect(element);
    else if (isObject(each)) {
      for (const [name, value] of Object.entries(each)) {
        texts.push(name);
        collect(value);
      }
    }
  };
  collect(json);
  return texts;
}

type Form = readonly [form: string, standIn: string];

/** Replaces beginnings of the forms that are cut off at their end, as the longest of all that begin alike. */
function replaceStarts(text: FoldedText, forms: readonly Form[], least: number): FoldedText {
  let cleaned = text;
  for (const [start, alike] of groupBy(forms, (form) => form.slice(0, least))) {
    cleaned = replaceFound(cleaned, start, (folded, at) =>
      findLongest(alike, (form) => countEqual(folded, at, form)),
    );
  }
  return cleaned;
}

/** Replaces ends of the forms that are cut off at their beginning. */
function replaceEnds(text: FoldedText, forms: readonly Form[], least: number): FoldedText {
  const turn = (each: string) => [...each].reverse().join("");
  const ends = forms.filter(([form]) => text.folded.includes(form.slice(-least)));
  if (ends.length === 0) return text;
  const turned = ends.map(([form, standIn]): Form => [turn(form), turn(standIn)]);
  const replaced = replaceStarts(foldText(turn(text.text)), turned, least);
  return foldText(turn(replaced.text));
}

function groupBy(
  forms: readonly Form[],
  keyOf: (form: string) => string,
): ReadonlyMap<string, readonly Form[]> {
  const groups = new Map<string, Form[]>();
  for (const each of forms) {
    const key = keyOf(each[0]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function findLongest(
  forms: readonly Form[],
  lengthOf: (form: string) => number,
): readonly [length: number, standIn: string] {
  let longest: readonly [number, string] = [0, ""];
  for (const [form, standIn] of forms) {
    const length = lengthOf(form);
    if (length > longest[0]) longest = [length, standIn];
  }
  return longest;
}

function countEqual(text: string, at: number, form: string): number {
  let length = 0;
  while (length < form.length && text[at + length] === form[length]) length += 1;
  return length;
}

/** The forms in which a secret may turn up in a text, folded: plain, in JSON or JSON in JSON, in a URL, in base64 and in hex. */
function formsOf(secret: string): ReadonlySet<string> {
  const inJson = escapeJson(secret);
  const inUrl = encodeURIComponent(secret);
  const hex = Buffer.from(secret, "utf8").toString("hex");
  const forms = [
    ...[secret, inJson, escapeJson(inJson), escapeJson(escapeJson(inJson))],
    ...[inUrl, inUrl.replaceAll("%20", "+")],
    ...hexFormsOf(hex),
    ...base64FormsOf(secret),
  ];
  return new Set(forms.filter((form) => form !== "").map(fold));
}

/** With what programs write between the bytes: nothing, `-`, `:` or a space. */
function hexFormsOf(hex: string): readonly string[] {
  const bytes = hex.match(/../g) ?? [];
  return [hex, ...["-", ":", " "].map((between) => bytes.join(between))];
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** In base64 a text looks different by what stands before it: by 0, 1 or 2 bytes beyond a group of three. */
function base64FormsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const whole = [bytes.toString("base64"), bytes.toString("base64url")];
  if (bytes.length < 12) return whole;
  const shifted = [0, 1, 2].flatMap((shift) => {
    const skipped = (3 - shift) % 3;
    const inner = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3));
    return [inner.toString("base64"), inner.toString("base64url")];
  });
  return [...whole, ...shifted];
}
