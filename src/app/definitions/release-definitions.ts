import type { Deps } from "../deps.ts";
import { eachPage } from "../paging.ts";
import { readTypeSet } from "../resource-types/type-registry.ts";

const PAGE = 100;

/**
 * Gives the definitions free that a dead process left locked in the middle of a change, instead of waiting until
 * their locks run out; what held before the change holds. For who is alone on the store: nobody else can be at
 * work on them.
 */
export async function releaseDefinitions({ store }: Pick<Deps, "store">): Promise<void> {
  for await (const rows of eachPage(store, "type_set", {}, PAGE)) {
    for (const { org, locked } of rows) {
      if (locked !== null) await readTypeSet(store, org, locked);
    }
  }
}
