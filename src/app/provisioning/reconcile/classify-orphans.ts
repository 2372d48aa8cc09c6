import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { flattenAccount } from "../../../core/mapping/flat.ts";
import { listSearches } from "../../../core/mapping/match-key.ts";
import { MatchIndex } from "../../../core/provisioning/match-index.ts";
import { findOrphanClass } from "../../../core/provisioning/reconcile.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { gatherFacts } from "../plan/gather-facts.ts";
import type { ScopeRule } from "../read-scope.ts";
import type { OrphanAccount } from "./drifted.ts";

/** Objects that are looked at in one go. */
const AT_ONCE = 100;

interface Candidate {
  readonly account: AccountId;
  readonly name: string | null;
  readonly matches: { readonly isInScope: boolean }[];
}

/** Collects the accounts of one type that have no link, and finds the objects that they may belong to. */
export class OrphanSearch {
  readonly #context: CycleContext;
  readonly #type: ObjectType;
  readonly #candidates: Candidate[] = [];
  readonly #index: MatchIndex<Candidate>;

  constructor(context: CycleContext, type: ObjectType) {
    this.#context = context;
    this.#type = type;
    this.#index = new MatchIndex(context.rules, context.mappings[type].searchPaths);
  }

  add({ id: account, attributes }: Account): void {
    const flat = flattenAccount(this.#context.mappings[this.#type].paths, attributes);
    const name = flat[this.#context.rules.naturalKey[this.#type]];
    const candidate = { account, name: typeof name === "string" ? name : null, matches: [] };
    this.#candidates.push(candidate);
    this.#index.add(flat, candidate);
  }

  /** Compares the collected accounts with every object that has no link. */
  async classify(rule: ScopeRule): Promise<readonly OrphanAccount[]> {
    const { deps, org, app } = this.#context;
    const type = this.#type;
    if (this.#candidates.length > 0) {
      for await (const rows of readEachPage(deps.store, "object", { org, type }, AT_ONCE)) {
        const values = rows.map(({ id }) => id);
        const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values });
        const linked = new Set(links.map(({ object }) => object));
        await this.#match(
          rule,
          values.filter((id) => !linked.has(id)),
        );
        await deps.env.sleep(0);
      }
    }
    return this.#candidates.map(({ account, name, matches }) => ({
      ...{ type, account, name },
      class: findOrphanClass(matches),
    }));
  }

  async #match(rule: ScopeRule, ids: readonly ObjectId[]): Promise<void> {
    if (ids.length === 0) return;
    const evaluated = await gatherFacts(this.#context, rule, { type: this.#type, ids });
    for (const { facts, projection } of evaluated) {
      for (const search of listSearches(projection?.matching ?? [])) {
        for (const { matches } of this.#index.find(search))
          matches.push({ isInScope: facts.scope.length > 0 });
      }
    }
  }
}
