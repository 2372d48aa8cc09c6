import type { Abilities } from "../../../core/provisioning/abilities.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Facts } from "../../../core/provisioning/facts.ts";
import { isOffered } from "../../../core/provisioning/offered-attributes.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";

/** Counts, for one plan, the values to write whose attribute the target neither lists nor was seen to keep. */
export class NotOfferedValues {
  readonly #abilities: Abilities;
  /** Whether an attribute is offered, by type and path. */
  readonly #offered = new Map<string, boolean>();
  readonly #counts = new Map<string, number>();

  constructor(abilities: Abilities) {
    this.#abilities = abilities;
  }

  add({ type, awaited }: Facts, { verb, changes }: Decision): void {
    if (verb !== "create" && verb !== "adopt" && verb !== "update") return;
    const written = changes.filter(({ to }) => to !== null).map(({ path }) => path);
    for (const path of new Set([...written, ...Object.keys(awaited)])) {
      if (!this.isOffered(type, path)) this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
    }
  }

  /** One note for each attribute, the most values first. */
  toNotes(): readonly Reason[] {
    return [...this.#counts]
      .sort(([, left], [, right]) => right - left)
      .map(([attribute, count]) => createReason("plan.not-offered", { attribute, count }));
  }

  /** Whether the target offers the attribute of this path. */
  isOffered(type: Facts["type"], path: string): boolean {
    const key = `${type} ${path}`;
    const known = this.#offered.get(key) ?? isOffered(this.#abilities, type, path);
    this.#offered.set(key, known);
    return known;
  }
}
