import type { AccountId } from "../../../core/ids.ts";
import { listIdentifyingPaths } from "../../../core/mapping/match-key.ts";
import { foldValue } from "../../../core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleRun } from "../context.ts";

/**
 * Accounts by the values that Muster wrote at matching paths. Some targets keep disabled accounts out of searches, and
 * Muster's own links tell what these hold. The links are read once for a run, when the first refusal needs them.
 */
export class LinkedAccounts {
  readonly #context: CycleRun;
  #index: Promise<ReadonlyMap<string, AccountId>> | undefined;

  constructor(context: CycleRun) {
    this.#context = context;
  }

  /** The linked account that was given this value. */
  async find(type: ObjectType, path: string, value: string): Promise<AccountId | undefined> {
    this.#index ??= this.#read();
    return (await this.#index).get(this.#keyOf(type, path, value));
  }

  async #read(): Promise<ReadonlyMap<string, AccountId>> {
    const { deps, org, app, mappings, rules } = this.#context;
    const index = new Map<string, AccountId>();
    for await (const rows of readEachPage(deps.store, "link", { org, app })) {
      for (const { type, account, projected } of rows) {
        for (const path of listIdentifyingPaths(mappings[type].searchPaths, rules.naturalKey[type])) {
          const value = projected[path];
          if (typeof value === "string") index.set(this.#keyOf(type, path, value), account);
        }
      }
    }
    return index;
  }

  // The separator cannot stand in a folded value or a path.
  #keyOf(type: ObjectType, path: string, value: string): string {
    return `${type}\n${path}\n${foldValue(this.#context.rules, path, value)}`;
  }
}
