import type { ObjectId } from "../../../core/ids.ts";

/** A client that takes longer than this between two pages has the offset counted again. */
const KEPT_MS = 300_000;
const PLACES_MAX = 10_000;

/**
 * Remembers the last object of a client's page, so that the next page begins after it without counting from the start.
 * Objects that were created or deleted before it meanwhile neither skip nor repeat an object.
 */
export class OffsetCache {
  readonly #monotonic: () => number;
  readonly #places = new Map<string, { readonly after: ObjectId; readonly until: number }>();

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  remember(walk: string, startIndex: number, after: ObjectId): void {
    if (this.#places.size >= PLACES_MAX) this.#places.clear();
    this.#places.set(`${walk} ${startIndex}`, { after, until: this.#monotonic() + KEPT_MS });
  }

  /** The object after which the page with this start begins, if this client read the page before it. */
  find(walk: string, startIndex: number): ObjectId | undefined {
    const place = this.#places.get(`${walk} ${startIndex}`);
    return place !== undefined && place.until > this.#monotonic() ? place.after : undefined;
  }
}
