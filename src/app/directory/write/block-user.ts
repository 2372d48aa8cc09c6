import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { SourceObjectRow } from "../../../ports/import-tables.ts";
import type { Flag } from "../../../ports/kinds.ts";
import { commitOrThrow } from "../../commit.ts";
import type { Deps } from "../../deps.ts";

type Stores = Pick<Deps, "store">;

/** Sources that own one user; one is usual. */
const SOURCES_MAX = 100;

/** The rows by which sources own a user. */
export async function readOwnership(
  { store }: Stores,
  org: OrgId,
  object: ObjectId,
): Promise<readonly SourceObjectRow[]> {
  return store.page("source_object", { where: { org, object, type: "user" }, limit: SOURCES_MAX });
}

/** True if an administrator blocked the user: the imports of the source leave the user inactive. */
export function isBlocked(rows: readonly SourceObjectRow[]): boolean {
  return rows.some(({ blocked }) => blocked === 1);
}

/**
 * The block that a change of attributes asks for: 1 takes access away from a user of a source, 0 lifts such a block.
 * Undefined for every other change: whether a user is active is otherwise the word of the source.
 */
export function findWantedBlock(rows: readonly SourceObjectRow[], attributes: JsonObject): Flag | undefined {
  if (rows.length === 0) return undefined;
  if (attributes["active"] === false) return 1;
  return attributes["active"] === true && isBlocked(rows) ? 0 : undefined;
}

/** Blocks the user for the imports of all sources, or lifts that. */
export async function setBlock(deps: Stores, rows: readonly SourceObjectRow[], blocked: Flag): Promise<void> {
  await commitOrThrow(
    deps,
    rows.map(({ org, source, type, key }) => ({
      op: "update",
      table: "source_object",
      key: { org, source, type, key },
      set: { blocked },
    })),
  );
}
