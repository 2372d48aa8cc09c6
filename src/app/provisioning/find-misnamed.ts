import type { ObjectId } from "../../core/ids.ts";
import { projectMatching } from "../../core/mapping/project.ts";
import { foldValue } from "../../core/provisioning/account-rules.ts";
import { foldText, isStorable } from "../../core/scim/text.ts";
import type { LinkRow, ObjectRow } from "../../ports/tables.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

/** Places in the directory where a name of another object can stand, by type. */
const NAME_PATHS = { user: ["userName", "emails.value"], group: ["displayName"] } as const;

/**
 * Finds, among these links, the objects whose account still has the name that another object has in the directory.
 * People sign in by name, so such an account may be in use by the other person, and must not gain memberships yet. An
 * account with an old name that nothing else bears keeps its owner: some targets never change names.
 */
export async function findMisnamed(
  context: CycleContext,
  links: readonly LinkRow[],
): Promise<ReadonlySet<ObjectId>> {
  const { deps, org } = context;
  const ids = links.map((link) => link.object);
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const objects = new Map(rows.map((row) => [row.id, row]));
  const misnamed = new Set<ObjectId>();
  for (const link of links) {
    for (const name of formerNames(context, objects.get(link.object), link)) {
      if (await isNameOfOther(context, link, name)) misnamed.add(link.object);
    }
  }
  return misnamed;
}

/** The names that an account has and that its object no longer has, folded as the directory's index keeps them. */
function formerNames(
  { mappings, rules, projection }: CycleContext,
  object: ObjectRow | undefined,
  link: LinkRow,
): readonly string[] {
  if (object === undefined || object.deleted !== null) return [];
  const source = { id: object.id, document: object.doc, softDeleted: false };
  const matching = projectMatching(mappings[link.type], source, projection);
  return matching.flatMap(({ path, value }) => {
    const written = link.projected[path];
    // No object of the directory has a name that the store cannot keep.
    if (typeof written !== "string" || value === null || !isStorable(written)) return [];
    const isSame = foldValue(rules, path, written) === foldValue(rules, path, value);
    return isSame ? [] : [foldText(written)];
  });
}

async function isNameOfOther(
  { deps, org }: CycleContext,
  { type, object }: LinkRow,
  value: string,
): Promise<boolean> {
  for (const table of ["unique_value", "index_entry"] as const) {
    for (const path of NAME_PATHS[type]) {
      const found = await deps.store.page(table, { where: { org, type, path, value }, limit: 2 });
      if (found.some(({ id }) => id !== object)) return true;
    }
  }
  return false;
}
