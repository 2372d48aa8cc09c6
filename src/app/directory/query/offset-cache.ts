import type { ObjectId } from "../../../core/ids.ts";

/** A client walks from page to page within this time, or the place is looked for anew. */
const KEPT_MS = 300_000;
const PLACES_MAX = 10_000;

/**
 * Remembers where a client's page ended, so that the next page begins there without counting from the start. It
 * also begins there when objects before it came or went meanwhile: none is skipped or told twice.
 */
export class OffsetCache {
  readonly #now: () => number;
  readonly #places = new Map<string, { readonly after: ObjectId; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  remember(walk: string, startIndex: number, after: ObjectId): void {
    if (this.#places.size >= PLACES_MAX) this.#places.clear();
    this.#places.set(`${walk} ${startIndex}`, { after, until: this.#now() + KEPT_MS });
  }

  /** The object after which the page with this start begins, if this client came by there. */
  find(walk: string, startIndex: number): ObjectId | undefined {
    const place = this.#places.get(`${walk} ${startIndex}`);
    return place !== undefined && place.until > this.#now() ? place.after : undefined;
  }
}
