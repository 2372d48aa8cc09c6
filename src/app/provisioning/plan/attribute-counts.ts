import type { AttributeCount } from "../../../core/provisioning/cycle-balance.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Facts } from "../../../core/provisioning/facts.ts";
import type { ObjectType } from "../../../ports/kinds.ts";

/** The accounts in which one attribute changes. */
interface Count {
  changed: number;
  held: number;
}

/** Counts, for one plan, the accounts that change in each attribute, and the accounts that were evaluated. */
export class AttributeCounts {
  readonly #evaluated: Record<ObjectType, number> = { user: 0, group: 0 };
  readonly #counts: Record<ObjectType, Map<string, Count>> = { user: new Map(), group: new Map() };

  /** Accounts that are made, linked or taken away are counted by their verbs alone. */
  add({ type, link }: Facts, { verb, changes }: Decision): void {
    if (link === undefined || verb === "delete") return;
    this.#evaluated[type] += 1;
    if (verb !== "update" && verb !== "disable" && verb !== "hold") return;
    const part = verb === "hold" ? "held" : "changed";
    for (const { path } of changes) {
      const count = this.#counts[type].get(path) ?? { changed: 0, held: 0 };
      count[part] += 1;
      this.#counts[type].set(path, count);
    }
  }

  /** One entry for each attribute that changes or is held, the greatest number first. */
  toCounts(): readonly AttributeCount[] {
    return (["user", "group"] as const)
      .flatMap((type) =>
        [...this.#counts[type]].map(([path, count]) => ({
          ...{ type, path, ...count },
          evaluated: this.#evaluated[type],
        })),
      )
      .sort((left, right) => right.changed + right.held - (left.changed + left.held));
  }
}
