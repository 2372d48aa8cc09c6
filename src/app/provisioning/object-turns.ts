import type { ObjectId } from "../../core/ids.ts";

/**
 * The order among the cycles that run for one application at once: a cycle, and those that take access away beside it. One
 * of them works on an object at a time.
 */
export class ObjectTurns {
  readonly #inHand = new Map<ObjectId, Promise<void>>();
  readonly #changed = new Set<ObjectId>();

  /** Does this once no other work on the object is under way. */
  async take<Result>(object: ObjectId, work: () => Promise<Result>): Promise<Result> {
    for (let other = this.#inHand.get(object); other !== undefined; other = this.#inHand.get(object)) {
      await other;
    }
    let end = () => {};
    const done = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#inHand.set(object, done);
    try {
      return await work();
    } finally {
      this.#inHand.delete(object);
      end();
    }
  }

  /** True while work on the object is under way. */
  isInHand(object: ObjectId): boolean {
    return this.#inHand.has(object);
  }

  /** Notes that the directory changed these objects after the running cycle was planned. */
  noteChanged(objects: Iterable<ObjectId>): void {
    for (const object of objects) this.#changed.add(object);
  }

  /** True if a decision on the object may be out of date. */
  isChanged(object: ObjectId): boolean {
    return this.#changed.has(object);
  }
}
