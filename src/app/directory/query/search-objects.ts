import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import { compareText, foldText } from "../../../core/scim/text.ts";
import type { BrowseFilter, BrowseOrder, BrowsePlace } from "../../../ports/browse.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import type { ListPage } from "../../list-page.ts";
import { chunksOf, readRowsAmong } from "../../paging.ts";
import { findFewCandidates } from "./find-few-candidates.ts";

/** Objects that one statement looks at; more of them while few match. */
const STRIDE_FIRST = 256;
const STRIDE_MAX = 2_048;
const AT_ONCE = 400;
const ID_LENGTH = 36;

/** Which users or groups are listed, in which order, and which part of the list. */
export interface BrowseInput {
  readonly org: OrgId;
  readonly type: ObjectType;
  /** Part of the userName, the displayName or an e-mail address, in any letter case. */
  readonly search?: string | undefined;
  readonly state?: "active" | "inactive" | undefined;
  readonly source?: string | undefined;
  readonly order: "created" | "name";
  readonly descending: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A listed object, with the name of the source that it belongs to; null for one that was created here. */
export interface Browsed {
  readonly row: ObjectRow;
  readonly source: string | null;
}

/** A list as the selection works with it. */
interface Listing {
  readonly deps: Deps;
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly filter: BrowseFilter;
  readonly order: BrowseOrder;
  readonly descending: boolean;
  readonly after: BrowsePlace | undefined;
  /** One object more than the page shows. */
  readonly wanted: number;
}

/**
 * Lists live users or groups that satisfy all conditions. When an index says that few objects can match, these
 * alone are read; otherwise the list is walked in its order, in parts between which other requests are served.
 */
export async function searchObjects(deps: Deps, input: BrowseInput): Promise<ListPage<Browsed> | Refusal> {
  const { org, type, limit } = input;
  const order = input.order === "name" ? "names" : "ids";
  const after = readCursor(input.after, order);
  if (isRefusal(after)) return after;
  const listing: Listing = {
    deps,
    org,
    type,
    filter: filterOf(input),
    order,
    descending: input.descending,
    after,
    wanted: limit + 1,
  };
  const few = await findFewCandidates(deps, org, type, listing.filter);
  const places = few === undefined ? await walk(listing) : await sortCandidates(listing, few);
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await readBrowsed(deps, { org, type }, shown),
    next: places.length > limit && last !== undefined ? writeCursor(last) : null,
  };
}

function filterOf({ search, state, source }: BrowseInput): BrowseFilter {
  const text = search === undefined ? "" : foldText(search.trim());
  return {
    text: text === "" ? undefined : text,
    active: state === undefined ? undefined : state === "active",
    source,
  };
}

async function walk(listing: Listing): Promise<readonly BrowsePlace[]> {
  const { deps, org, type, filter, order, descending, wanted } = listing;
  const isOpen = filter.text === undefined && filter.active === undefined && filter.source === undefined;
  const found: BrowsePlace[] = [];
  let { after } = listing;
  let rows = isOpen ? wanted : STRIDE_FIRST;
  for (;;) {
    const part = await deps.store.walkObjects(org, type, filter, { order, descending, after, rows });
    found.push(...part.found);
    if (part.next === undefined || found.length >= wanted) return found.slice(0, wanted);
    after = part.next;
    rows = Math.min(STRIDE_MAX, rows * 2);
    await deps.env.sleep(0);
  }
}

/** The candidates that satisfy the filter, in order, after the place where the page begins. */
async function sortCandidates(
  { deps, org, type, filter, order, descending, after, wanted }: Listing,
  candidates: readonly ObjectId[],
): Promise<readonly BrowsePlace[]> {
  const found: BrowsePlace[] = [];
  for (const ids of chunksOf(candidates, AT_ONCE)) {
    for (const place of await deps.store.filterObjects(org, type, filter, ids)) {
      found.push(order === "ids" ? { id: place.id, name: "" } : place);
    }
  }
  const sign = descending ? -1 : 1;
  const compare = (left: BrowsePlace, right: BrowsePlace) =>
    sign * (compareText(left.name, right.name) || compareText(left.id, right.id));
  return found
    .filter((place) => after === undefined || compare(place, after) > 0)
    .sort(compare)
    .slice(0, wanted);
}

async function readBrowsed(
  { store }: Deps,
  { org, type }: { readonly org: OrgId; readonly type: ObjectType },
  places: readonly BrowsePlace[],
): Promise<readonly Browsed[]> {
  const ids = places.map(({ id }) => id);
  const where = { org, type, deleted: null };
  const rows = new Map(
    (await readRowsAmong(store, "object", where, { column: "id", values: ids })).map((row) => [row.id, row]),
  );
  const sources = await store.sourcesOf(org, ids);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ row, source: sources.get(id) ?? null }];
  });
}

/** The id, and in a list by names the name behind it. */
function writeCursor({ id, name }: BrowsePlace): string {
  return `${id}${name}`;
}

function readCursor(text: string | undefined, order: BrowseOrder): BrowsePlace | undefined | Refusal {
  if (text === undefined) return undefined;
  const id = parseUuid<ObjectId>(text.slice(0, ID_LENGTH));
  const name = text.slice(ID_LENGTH);
  const fits = order === "names" || name === "";
  if (id !== undefined && fits) return { id, name };
  return refuse("invalid", "request.invalid", { place: "query.after", problem: "bad-cursor" });
}
