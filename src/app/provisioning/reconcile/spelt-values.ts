import { isSameJson } from "../../../core/json.ts";
import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import { measureSpelling } from "../../../core/provisioning/spelling.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow } from "../../../ports/tables.ts";

/** How many accounts of one type differ in an attribute, and how many show it in the target's spelling. */
export interface AttributeDrift {
  readonly type: ObjectType;
  readonly path: string;
  readonly differing: number;
  readonly spelt: number;
  /** The accounts of this type that were compared. */
  readonly compared: number;
}

/**
 * Tells the target's spelling of a value from a value that was changed there. A spelling is known of an account whose
 * write was seen to give it. From those, the way is learned in which the target spells the attribute, and
 * accounts whose write was not seen are judged by it.
 */
export class SpeltValues {
  /** The largest distance of a known spelling, by path. */
  readonly #distances = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  /** The differences that are not known spellings of this account. */
  takeKnown({ spelt }: Pick<LinkRow, "spelt">, changes: readonly FlatChange[]): readonly FlatChange[] {
    if (!spelt) return changes;
    return changes.filter(({ path, from, to }) => {
      if (!Object.hasOwn(spelt, path) || !isSameJson(spelt[path], to)) return true;
      this.#count(path);
      const distance = measureSpelling(from, to) ?? 0;
      this.#distances.set(path, Math.max(this.#distances.get(path) ?? 0, distance));
      return false;
    });
  }

  /** The differences that are not of the way in which the target is known to spell the attribute. */
  takeAlike(changes: readonly FlatChange[]): readonly FlatChange[] {
    return changes.filter(({ path, from, to }) => {
      const distance = measureSpelling(from, to);
      if (distance === undefined || distance > (this.#distances.get(path) ?? 0)) return true;
      this.#count(path);
      return false;
    });
  }

  /** One entry for each attribute that differs, or is spelt, in at least one account; the most frequent first. */
  sumUp(
    type: ObjectType,
    compared: number,
    drifted: readonly { readonly changes: readonly FlatChange[] }[],
  ): readonly AttributeDrift[] {
    const differing = new Map<string, number>();
    for (const { changes } of drifted)
      for (const { path } of changes) differing.set(path, (differing.get(path) ?? 0) + 1);
    const paths = new Set([...differing.keys(), ...this.#counts.keys()]);
    return [...paths]
      .map((path) => ({
        ...{ type, path, compared },
        differing: differing.get(path) ?? 0,
        spelt: this.#counts.get(path) ?? 0,
      }))
      .sort((one, other) => other.differing - one.differing || other.spelt - one.spelt);
  }

  #count(path: string): void {
    this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
  }
}

/** The spellings of a link that its account contradicts: it shows the value as it was sent. Undefined if none. */
export function dropContradicted(
  { spelt, projected }: Pick<LinkRow, "spelt" | "projected">,
  shown: FlatAttributes,
): FlatAttributes | undefined {
  const entries = Object.entries(spelt ?? {});
  const kept = entries.filter(([path]) => !isSameJson(shown[path], projected[path]));
  return kept.length === entries.length ? undefined : Object.fromEntries(kept);
}
