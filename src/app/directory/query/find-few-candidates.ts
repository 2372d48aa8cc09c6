import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { BrowseFilter, EntryWalk } from "../../../ports/browse.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Deps } from "../../deps.ts";

/** With more candidates than this, walking the list finds a page sooner than reading all of them. */
const FEW_MAX = 2_000;
/** Index entries that one statement looks at: some milliseconds. */
const ENTRIES_AT_ONCE = 5_000;
const PATHS = {
  user: ["userName", "displayName", "emails.value"],
  group: ["displayName"],
} as const satisfies Readonly<Record<ObjectType, readonly EntryWalk["path"][]>>;

/** The objects that can satisfy a condition, found by an index; undefined when they are many, or no index helps. */
export async function findFewCandidates(
  deps: Deps,
  org: OrgId,
  type: ObjectType,
  { text, active, source }: BrowseFilter,
): Promise<readonly ObjectId[] | undefined> {
  if (active === false) {
    if (type === "group") return [];
    const inactive = await deps.store.inactiveUsers(org, FEW_MAX + 1);
    if (inactive.length <= FEW_MAX) return inactive;
  }
  if (source !== undefined) {
    const where = { org, source, type };
    const owned = await deps.store.page("source_object", { where, limit: FEW_MAX + 1 });
    if (owned.length <= FEW_MAX) return owned.map(({ object }) => object);
  }
  return text === undefined ? undefined : findByText(deps, org, type, text);
}

async function findByText(
  { store, env }: Deps,
  org: OrgId,
  type: ObjectType,
  text: string,
): Promise<readonly ObjectId[] | undefined> {
  const found = new Set<ObjectId>();
  for (const path of PATHS[type]) {
    let after: EntryWalk["after"];
    do {
      const part = await store.walkEntries(org, type, text, { path, after, rows: ENTRIES_AT_ONCE });
      for (const id of part.ids) found.add(id);
      if (found.size > FEW_MAX) return undefined;
      after = part.next;
      if (after !== undefined) await env.sleep(0);
    } while (after !== undefined);
  }
  return [...found];
}
