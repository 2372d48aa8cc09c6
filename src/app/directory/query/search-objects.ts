import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import { compareText, foldText } from "../../../core/scim/text.ts";
import type { BrowseFilter, BrowseOrder, BrowsePlace } from "../../../ports/browse.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import type { ListPage } from "../../list-page.ts";
import { chunksOf, readRowsAmong } from "../../paging.ts";
import { sortCooperatively } from "./cooperative-sort.ts";
import { findFewInState, findFewWithText } from "./find-few-candidates.ts";

/** Objects that one statement looks at; more of them while few match. */
const STRIDE_FIRST = 256;
const STRIDE_MAX = 1_024;
/** Parts of the list that are walked before an index is searched for a text: a common text fills the page by then. */
const PARTS_FIRST = 2;
const AT_ONCE = 200;
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

/** A list that was walked through up to some place. */
interface Walked {
  readonly found: readonly BrowsePlace[];
  /** The objects that the next part has. */
  readonly rows: number;
  readonly after: BrowsePlace | undefined;
  /** True when the page is full, or the list has ended. */
  readonly isDone: boolean;
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
  const places = await selectPlaces(listing);
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

async function selectPlaces(listing: Listing): Promise<readonly BrowsePlace[]> {
  const { deps, org, type, filter, after, wanted } = listing;
  const few = await findFewInState(deps, org, type, filter);
  if (few !== undefined) return sortCandidates(listing, new Map(few.map((id) => [id, undefined])));
  const isOpen = filter.text === undefined && filter.active === undefined && filter.source === undefined;
  const start: Walked = { found: [], rows: isOpen ? wanted : STRIDE_FIRST, after, isDone: false };
  if (filter.text === undefined) return (await walk(listing, start, Number.POSITIVE_INFINITY)).found;
  const begun = await walk(listing, start, PARTS_FIRST);
  if (begun.isDone) return begun.found;
  const withText = await findFewWithText(deps, org, type, filter.text);
  if (withText !== undefined) return sortCandidates(listing, withText);
  return (await walk(listing, begun, Number.POSITIVE_INFINITY)).found;
}

/** Goes on through at most this many parts of the list. */
async function walk(listing: Listing, from: Walked, partsMax: number): Promise<Walked> {
  const { deps, org, type, filter, order, descending, wanted } = listing;
  const found = [...from.found];
  let { rows, after } = from;
  for (let part = 0; part < partsMax; part += 1) {
    const limit = wanted - found.length;
    const walked = await deps.store.walkObjects(org, type, filter, { order, descending, after, rows, limit });
    found.push(...walked.found);
    after = walked.next;
    if (after === undefined || found.length >= wanted) return { found, rows, after, isDone: true };
    rows = Math.min(STRIDE_MAX, rows * 2);
  }
  return { found, rows, after, isDone: false };
}

/** The candidates that satisfy the filter, in order, after the place where the page begins. */
async function sortCandidates(
  listing: Listing,
  candidates: ReadonlyMap<ObjectId, string | undefined>,
): Promise<readonly BrowsePlace[]> {
  const { deps, org, type, filter, order, descending, after, wanted } = listing;
  const sign = descending ? -1 : 1;
  const compare = (left: BrowsePlace, right: BrowsePlace) =>
    sign * (compareText(left.name, right.name) || compareText(left.id, right.id));
  const places =
    order === "ids"
      ? [...candidates.keys()].map((id) => ({ id, name: "" }))
      : await readNames(listing, candidates);
  const beyond = places.filter((place) => after === undefined || compare(place, after) > 0);
  const sorted = await sortCooperatively(beyond, compare, () => deps.env.sleep(0));
  // Only as many candidates are read as the page needs.
  const found: BrowsePlace[] = [];
  for (const chunk of chunksOf(sorted, AT_ONCE)) {
    const ids = chunk.map(({ id }) => id);
    const matches = new Set((await deps.store.filterObjects(org, type, filter, ids)).map(({ id }) => id));
    found.push(...chunk.filter(({ id }) => matches.has(id)));
    if (found.length >= wanted) break;
  }
  return found.slice(0, wanted);
}

/** The places in an order of names; candidates whose names are read here and that do not satisfy the filter are left out. */
async function readNames(
  { deps, org, type, filter }: Listing,
  candidates: ReadonlyMap<ObjectId, string | undefined>,
): Promise<readonly BrowsePlace[]> {
  const places: BrowsePlace[] = [];
  const unnamed: ObjectId[] = [];
  for (const [id, name] of candidates) {
    if (name === undefined) unnamed.push(id);
    else places.push({ id, name });
  }
  for (const ids of chunksOf(unnamed, AT_ONCE)) {
    places.push(...(await deps.store.filterObjects(org, type, filter, ids)));
  }
  return places;
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
