import type { ObjectId, OrgId } from "../../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../../core/json.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { SourceObjectRow } from "../../../ports/import-tables.ts";
import type { Flag } from "../../../ports/kinds.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { stateOf } from "../../objects.ts";

/** Sources that own one user; one is usual. */
const SOURCES_MAX = 100;

/** The rows by which sources own a user. */
export async function readOwnership(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  object: ObjectId,
): Promise<readonly SourceObjectRow[]> {
  return store.page("source_object", { where: { org, object, type: "user" }, limit: SOURCES_MAX });
}

/** True if an administrator blocked the user: the imports of the source leave the user inactive. */
export function isBlocked(rows: readonly SourceObjectRow[]): boolean {
  return rows.some(({ blocked }) => blocked === 1);
}

/** The block that a change of attributes leads to, with the document that the user has then. */
export interface BlockChange {
  readonly document: Document;
  readonly writes: readonly Write[];
}

/**
 * The change of the block that attributes ask for: `active: false` takes access away from a user of a source, `active:
 * true` lifts such a block and gives the user the state that the source last delivered. Undefined for every other change:
 * whether a user is active is otherwise the word of the source.
 */
export function changeBlock(
  rows: readonly SourceObjectRow[],
  attributes: JsonObject,
  before: ObjectRow,
  document: Document,
): BlockChange | undefined {
  if (rows.length === 0) return undefined;
  if (attributes["active"] === false) {
    const active = stateOf(before) === "active" ? 1 : 0;
    const open = rows.filter(({ blocked }) => blocked === 0);
    return { document, writes: open.map((row) => setBlock(row, { blocked: 1, active })) };
  }
  if (attributes["active"] !== true || !isBlocked(rows)) return undefined;
  const active = rows.every((row) => row.active !== 0);
  return {
    document: withState(before, document, active),
    writes: rows.map((row) => setBlock(row, { blocked: 0, active: null })),
  };
}

/**
 * Keeps a block against a client: a user whom an administrator blocked stays inactive, whatever the request says. The
 * writes refuse the change if the block changes meanwhile.
 */
export async function keepBlock(
  deps: Pick<Deps, "store">,
  before: ObjectRow,
  document: Document,
): Promise<BlockChange> {
  const isActivated =
    before.type === "user" && stateOf(before) === "inactive" && document["active"] !== false;
  const rows = isActivated ? await readOwnership(deps, before.org, before.id) : [];
  if (isBlocked(rows)) return { document: withState(before, document, false), writes: [] };
  return { document, writes: rows.map(requireOpen) };
}

/** The document with this state; the one before if nothing differs from it, which is then no change. */
function withState(before: ObjectRow, document: Document, active: boolean): Document {
  const next = { ...document, active };
  return isSameJson(next, before.doc) ? before.doc : next;
}

function setBlock(
  row: SourceObjectRow,
  set: { readonly blocked: Flag; readonly active: Flag | null },
): Write {
  const { org, source, type, key, blocked, active } = row;
  // An import that delivers another state in between makes the change begin again.
  const expect = { blocked, active };
  return { op: "update", table: "source_object", key: { org, source, type, key }, set, expect };
}

function requireOpen({ org, source, type, key }: SourceObjectRow): Write {
  return { op: "require", table: "source_object", key: { org, source, type, key }, expect: { blocked: 0 } };
}
