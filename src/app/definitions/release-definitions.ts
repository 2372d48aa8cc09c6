import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { readTypeSet } from "../resource-types/type-registry.ts";

const PAGE = 100;

/**
 * Unlocks the definitions that a dead process left locked in the middle of a change, instead of waiting until the locks
 * expire. The definitions from before the change hold. Only for a process that has the store to itself: no other
 * process can then be changing them.
 */
export async function releaseDefinitions({ store }: Pick<Deps, "store">): Promise<void> {
  for await (const rows of readEachPage(store, "type_set", {}, PAGE)) {
    for (const { org, locked } of rows) {
      if (locked !== null) await readTypeSet(store, org, locked);
    }
  }
}
