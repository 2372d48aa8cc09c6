import type { Decision } from "../../../core/provisioning/decision.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";

/** More attributes than these are in the decisions alone. */
const ATTRIBUTES_SHOWN = 12;

/**
 * Counts, for one plan, what becomes of accounts that the target holds already and that are linked: whether they stay
 * as they are, and in which attributes a value of theirs is replaced.
 */
export class AdoptionCounts {
  readonly #overwritten = new Map<string, number>();
  #unchanged = 0;
  #replaced = 0;

  add({ verb, changes }: Decision): void {
    if (verb !== "adopt") return;
    const paths = new Set(changes.filter(({ from }) => from !== null).map(({ path }) => path));
    for (const path of paths) this.#overwritten.set(path, (this.#overwritten.get(path) ?? 0) + 1);
    if (paths.size > 0) this.#replaced += 1;
    if (changes.length === 0) this.#unchanged += 1;
  }

  /** The accounts that stay as they are, those with a replaced value, and each attribute, the most accounts first. */
  toNotes(): readonly Reason[] {
    const attributes = [...this.#overwritten]
      .sort(([, left], [, right]) => right - left)
      .slice(0, ATTRIBUTES_SHOWN);
    return [
      ...(this.#unchanged > 0 ? [createReason("plan.adopted-unchanged", { count: this.#unchanged })] : []),
      ...(this.#replaced > 0 ? [createReason("plan.adopted-overwritten", { count: this.#replaced })] : []),
      ...attributes.map(([path, count]) => createReason("plan.adopted-attribute", { path, count })),
    ];
  }
}
