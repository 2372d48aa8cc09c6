import type { AttributeCount } from "../../../core/provisioning/cycle-balance.ts";
import type { Facts } from "../../../core/provisioning/decide.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { ObjectType } from "../../../ports/kinds.ts";

/** Counts, for one plan, the accounts that change in each attribute, and the accounts that were evaluated. */
export class AttributeCounts {
  readonly #evaluated: Record<ObjectType, number> = { user: 0, group: 0 };
  readonly #changed: Record<ObjectType, Map<string, number>> = { user: new Map(), group: new Map() };

  /** Accounts that are made, linked or taken away are counted by their verbs alone. */
  add({ type, link }: Facts, { verb, changes }: Decision): void {
    if (link === undefined || verb === "delete") return;
    this.#evaluated[type] += 1;
    if (verb !== "update" && verb !== "disable") return;
    const counts = this.#changed[type];
    for (const { path } of changes) counts.set(path, (counts.get(path) ?? 0) + 1);
  }

  /** One entry for each attribute that changes, the greatest number first. */
  toCounts(): readonly AttributeCount[] {
    return (["user", "group"] as const)
      .flatMap((type) =>
        [...this.#changed[type]].map(([path, changed]) => ({
          type,
          path,
          changed,
          evaluated: this.#evaluated[type],
        })),
      )
      .sort((left, right) => right.changed - left.changed);
  }
}
