import type { ObjectId } from "../../core/ids.ts";
import { projectObject } from "../../core/mapping/project.ts";
import { foldKey } from "../../core/scim/index/keys.ts";
import type { LinkRow, ObjectRow } from "../../ports/tables.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

/**
 * Finds, among these links, the objects whose account still has another name than the directory gives them. People
 * sign in by name, so such an account may be in use by another person, and must not gain memberships yet.
 */
export async function findMisnamed(
  context: CycleContext,
  links: readonly LinkRow[],
): Promise<ReadonlySet<ObjectId>> {
  const { deps, org } = context;
  const ids = links.map((link) => link.object);
  const rows = await readRowsAmong(deps.store, "object", { org }, "id", ids);
  const objects = new Map(rows.map((row) => [row.id, row]));
  return new Set(ids.filter((id, n) => isMisnamed(context, objects.get(id), links[n])));
}

function isMisnamed(
  { mappings, rules }: CycleContext,
  object: ObjectRow | undefined,
  link: LinkRow | undefined,
): boolean {
  if (object === undefined || link === undefined || object.deleted !== null) return false;
  const source = { id: object.id, document: object.doc, softDeleted: false };
  const { matching } = projectObject(mappings[link.type], source, "update");
  return matching.some(({ path, value }) => {
    const written = link.projected[path];
    const isExact = rules.caseExact.includes(path);
    return typeof written === "string" && foldKey(written, isExact) !== foldKey(value, isExact);
  });
}
