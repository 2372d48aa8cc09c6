import { isObject, type Json } from "../../core/json.ts";

/**
 * How thoroughly a text is cleaned. `evidence` is read by people alone, so every trace goes. `data` is worked with: there a
 * short secret, or a short piece of one, may be an ordinary word that has nothing to do with it.
 */
export type Thoroughness = "evidence" | "data";

/** The least length of a form, and of a piece of one, that is replaced. */
const LEAST: Readonly<Record<Thoroughness, { readonly whole: number; readonly piece: number }>> = {
  evidence: { whole: 1, piece: 8 },
  data: { whole: 12, piece: 16 },
};
/** A shorter secret is replaced as a whole only: pieces of it would be found in other words. */
const CUT_LENGTH_MIN = 16;

/** Replaces the secrets in use wherever they turn up in a text that came from outside. */
export class SecretScrubber {
  readonly #standIns = new Map<string, string>();
  readonly #known = new Set<string>();

  /** From now on this text, in every form that it may be echoed in, is replaced by the stand-in. */
  remember(secret: string, standIn: string): void {
    if (this.#known.has(secret)) return;
    this.#known.add(secret);
    // The longest first: a form may contain another one.
    const forms = [...formsOf(secret)].map((form) => [form, standIn] as const);
    const all = [...this.#standIns, ...forms].sort(([left], [right]) => right.length - left.length);
    this.#standIns.clear();
    for (const [form, shown] of all) this.#standIns.set(form, shown);
  }

  /** The stand-in of a secret in this form, if it is known. */
  standInOf(text: string): string | undefined {
    return this.#standIns.get(text);
  }

  /** The text without secrets, whole or cut off by the limit of a length. */
  scrub(text: string, thoroughness: Thoroughness): string {
    const { whole, piece } = LEAST[thoroughness];
    let cleaned = text;
    for (const [form, standIn] of this.#standIns) {
      if (form.length < whole) continue;
      if (cleaned.includes(form)) cleaned = cleaned.replaceAll(form, () => standIn);
      if (form.length < CUT_LENGTH_MIN) continue;
      cleaned = replaceStarts(cleaned, form, standIn, piece);
      cleaned = replaceEnds(cleaned, form, standIn, piece);
    }
    return cleaned;
  }

  /** A body without secrets; in JSON also where escapes hide them. */
  scrubBody(body: string, thoroughness: Thoroughness): string {
    const cleaned = this.scrub(body, thoroughness);
    if (!cleaned.includes("\\")) return cleaned;
    const json = parseJson(cleaned);
    if (json === undefined) return cleaned;
    const text = JSON.stringify(this.#scrubJson(json, thoroughness));
    return text === JSON.stringify(json) ? cleaned : text;
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

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Replaces beginnings of the form that are cut off at their end. */
function replaceStarts(text: string, form: string, standIn: string, least: number): string {
  const start = form.slice(0, least);
  let cleaned = "";
  let after = 0;
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, after)) {
    let length = least;
    while (length < form.length && text[at + length] === form[length]) length += 1;
    cleaned += text.slice(after, at) + standIn;
    after = at + length;
  }
  return cleaned + text.slice(after);
}

/** Replaces ends of the form that are cut off at their beginning. */
function replaceEnds(text: string, form: string, standIn: string, least: number): string {
  const end = form.slice(-least);
  let cleaned = "";
  let after = 0;
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, after)) {
    let length = least;
    while (at + least - length > after && text[at + least - length - 1] === form[form.length - length - 1]) {
      length += 1;
    }
    cleaned += text.slice(after, at + least - length) + standIn;
    after = at + least;
  }
  return cleaned + text.slice(after);
}

/** The forms in which a secret may turn up in a text: plain, in JSON, HTML or a URL, and in base64. */
export function formsOf(secret: string): ReadonlySet<string> {
  const url = encodeURIComponent(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    url.replaceAll("%20", "+"),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    Buffer.from(secret, "utf8").toString("hex"),
    ...base64FormsOf(secret),
  ];
  return new Set(forms.filter((form) => form !== ""));
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
