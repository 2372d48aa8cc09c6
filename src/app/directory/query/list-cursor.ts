import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { SortKey } from "../../../core/scim/index/sort.ts";
import type { ResourceKind } from "../../../ports/kinds.ts";
import { formatAuthor } from "../../audit.ts";
import type { Deps } from "../../deps.ts";
import type { Caller } from "../directory.ts";
import type { ListPosition } from "./list-query.ts";

/** A walk from page to page: the position that it reached, and the request that it belongs to. */
export interface Walk {
  readonly position: ListPosition;
  /** The number of matches when the walk began. */
  readonly total: number;
  readonly count: number;
  /** Stands for everything in the request that has to stay the same. */
  readonly query: string;
}

const SEALED_AS = "scim-cursor";
const FORM = 2;
/** Leaves room for the longest sort key. */
const LENGTH_MAX = 12_000;

/**
 * The cursor that continues a walk, until that time. It is sealed, so that clients can neither read nor invent one
 * (RFC 9865 §6), and consists of unreserved characters. Only the same token or person of the same organization can use it, and
 * its permissions are checked again for each page.
 */
export function sealCursor({ secrets }: Deps, { actor }: Caller, walk: Walk, expires: number): string {
  const { position, total, count, query } = walk;
  const held: Json = [
    FORM,
    formatAuthor(actor),
    expires,
    query,
    count,
    total,
    position.type,
    position.id,
    position.key,
  ];
  const { keyId, sealed } = secrets.seal(actor.org, SEALED_AS, JSON.stringify(held));
  return `${keyId}.${sealed}`;
}

/** The walk that a cursor continues; `invalid` for one that this caller was not given, or that was changed. */
export function openCursor(deps: Deps, { actor }: Caller, cursor: string): Walk | "invalid" | "expired" {
  const held = unseal(deps, actor.org, cursor);
  if (!Array.isArray(held)) return "invalid";
  const [form, holder, expires, query, count, total, type, id, key] = held as readonly Json[];
  if (form !== FORM || holder !== formatAuthor(actor)) return "invalid";
  if (Number(expires) < deps.env.now()) return "expired";
  const objectId = parseUuid<ObjectId>(String(id));
  if (objectId === undefined) return "invalid";
  return {
    position: { type: String(type) as ResourceKind, id: objectId, key: keyOf(key) },
    total: Number(total),
    count: Number(count),
    query: String(query),
  };
}

function keyOf(key: Json | undefined): SortKey {
  return typeof key === "string" || typeof key === "number" ? key : null;
}

/** The sealed content; undefined when the cursor cannot be opened. */
function unseal({ secrets }: Deps, org: Caller["actor"]["org"], cursor: string): Json | undefined {
  const [, keyId, sealed] = /^([\w-]+)\.([\w-]+)$/.exec(cursor.slice(0, LENGTH_MAX)) ?? [];
  if (keyId === undefined || sealed === undefined) return undefined;
  try {
    return JSON.parse(secrets.open(org, SEALED_AS, { keyId, sealed }).reveal()) as Json;
  } catch {
    return undefined;
  }
}
