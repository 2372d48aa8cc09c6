import type { ObjectId, OrgId } from "../../../core/ids.ts";
import { readUserName, SEARCH_PATH } from "../../../core/scim/index/search-texts.ts";
import type { BrowseFilter, EntryWalk } from "../../../ports/browse.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Deps } from "../../deps.ts";

/** With more candidates than this, walking the list finds a page sooner than reading all of them. */
const FEW_MAX = 2_000;
/** The same for a text, which is looked for in the index only when the first parts of the list do not fill the page. */
const FEW_WITH_TEXT_MAX = 20_000;
/** Where texts are looked for. */
const PATHS = { user: SEARCH_PATH, group: "displayName" } as const satisfies Readonly<
  Record<ObjectType, EntryWalk["path"]>
>;

/** The objects in a state or of a source, if they are few; undefined when they are many, or no index helps. */
export async function findFewInState(
  { store }: Deps,
  org: OrgId,
  type: ObjectType,
  { active, source }: BrowseFilter,
): Promise<readonly ObjectId[] | undefined> {
  if (active === false) {
    if (type === "group") return [];
    const inactive = await store.inactiveUsers(org, FEW_MAX + 1);
    if (inactive.length <= FEW_MAX) return inactive;
  }
  if (source !== undefined) {
    const where = { org, source, type };
    const owned = await store.page("source_object", { where, limit: FEW_MAX + 1 });
    if (owned.length <= FEW_MAX) return owned.map(({ object }) => object);
  }
  return undefined;
}

/** The objects with this text in an index entry, if they are not too many; a name only where an entry has it. */
export async function findFewWithText(
  { store }: Deps,
  org: OrgId,
  type: ObjectType,
  text: string,
): Promise<ReadonlyMap<ObjectId, string | undefined> | undefined> {
  const found = new Map<ObjectId, string | undefined>();
  const limit = FEW_WITH_TEXT_MAX + 1;
  const path = PATHS[type];
  let after: EntryWalk["after"];
  do {
    const part = await store.walkEntries(org, type, text, { path, after, limit });
    for (const { id, name } of part.found) {
      if (!found.has(id)) found.set(id, type === "user" ? readUserName(name) : name);
    }
    if (found.size > FEW_WITH_TEXT_MAX || part.found.length === limit) return undefined;
    after = part.next;
  } while (after !== undefined);
  return found;
}
