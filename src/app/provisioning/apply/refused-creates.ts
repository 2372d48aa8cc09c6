import type { Fault } from "../../../core/provisioning/fault.ts";
import type { ObjectType } from "../../../ports/kinds.ts";

/** Equal refusals in a row, after which no further account of the type is requested in this cycle. */
const REFUSALS_MAX = 3;

/**
 * Refusals to create accounts of a type at all, as an answer 403 is. They do not depend on the account, so that a few of
 * them stand for all others of the same cycle.
 */
export class RefusedCreates {
  readonly #refusals = new Map<ObjectType, { readonly fault: Fault; readonly count: number }>();

  /** The target's own words, once creating accounts of this type is given up for the cycle. */
  find(type: ObjectType): Fault | undefined {
    const refusal = this.#refusals.get(type);
    return refusal !== undefined && refusal.count >= REFUSALS_MAX ? refusal.fault : undefined;
  }

  /** Takes an answer into account; undefined stands for a new account, or for a refusal of one account alone. */
  note(type: ObjectType, fault: Fault | undefined): void {
    if (fault === undefined || fault.kind !== "forbidden") this.#refusals.delete(type);
    else {
      const before = this.#refusals.get(type);
      const isEqual = before !== undefined && wordsOf(before.fault) === wordsOf(fault);
      this.#refusals.set(type, { fault, count: isEqual ? before.count + 1 : 1 });
    }
  }
}

function wordsOf({ code, status, params }: Fault): string {
  return JSON.stringify([code, status, params["scimType"], params["detail"]]);
}
