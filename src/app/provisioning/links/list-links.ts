import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { AccountRules } from "../../../core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkEventRow } from "../../../ports/link-tables.ts";
import type { LinkRow, ObjectRow, Provenance } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { findObjects } from "../../objects.ts";
import { CHUNK, readRowsAmong } from "../../paging.ts";
import { displayNameOf } from "../object-name.ts";

/** The conditions of links; one that is left out matches every link. */
export interface LinkFilter {
  readonly type?: ObjectType | undefined;
  readonly provenance?: Provenance | undefined;
  readonly scope?: LinkRow["scope"] | undefined;
  readonly account?: string | undefined;
  /** The id of an object, or its name. */
  readonly find?: string | undefined;
}

/** A link with the name of its object. */
export interface LinkView {
  readonly link: LinkRow;
  readonly name: string;
  /** Undefined for an object that is gone from the directory. */
  readonly object: ObjectRow | undefined;
}

interface Place {
  readonly org: OrgId;
  readonly app: AppId;
}

const COLUMNS = ["type", "provenance", "scope", "account"] as const;

/** Lists the links of an application in the order of their objects' ids. */
export async function listLinks(
  deps: Deps,
  { org, app }: Place,
  page: LinkFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<ListPage<LinkView> | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const given = COLUMNS.flatMap((column) => {
    const value = page[column];
    return value === undefined ? [] : [[column, value] as const];
  });
  const where: Partial<LinkRow> = { org, app, ...Object.fromEntries(given) };
  const { after, limit, find } = page;
  const among = find === undefined ? undefined : await findIds(deps, org, { find, type: page.type });
  if (among?.length === 0) return { items: [], next: null };
  const rows = await deps.store.page("link", {
    where,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
    ...(among === undefined ? {} : { among: { column: "object", values: among } }),
  });
  const listed = listPage(rows, limit, (row) => row.object);
  const rules = deps.connectors.get(application.connector)?.rules;
  return { ...listed, items: await addNames(deps, { org, rules }, listed.items) };
}

async function findIds(
  deps: Deps,
  org: OrgId,
  { find, type }: { readonly find: string; readonly type: ObjectType | undefined },
): Promise<readonly ObjectId[]> {
  const types = type === undefined ? (["user", "group"] as const) : [type];
  const found = await Promise.all(types.map((each) => findObjects(deps, org, each, find)));
  return found.flat().map(({ id }) => id);
}

/** Reads all links of an application with their names, page by page. */
export async function* readLinks(deps: Deps, { org, app }: Place): AsyncGenerator<readonly LinkView[]> {
  let after: string | undefined;
  do {
    const read = await listLinks(
      deps,
      { org, app },
      { limit: CHUNK, ...(after === undefined ? {} : { after }) },
    );
    if (isRefusal(read)) return;
    if (read.items.length > 0) yield read.items;
    after = read.next ?? undefined;
  } while (after !== undefined);
}

async function addNames(
  deps: Deps,
  { org, rules }: { readonly org: OrgId; readonly rules: AccountRules | undefined },
  links: readonly LinkRow[],
): Promise<readonly LinkView[]> {
  const ids = links.map(({ object }) => object);
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const objects = new Map(rows.map((row) => [row.id, row]));
  return links.map((link) => {
    const object = objects.get(link.object);
    return { link, object, name: displayNameOf(object, link, rules) };
  });
}

/** The link of one object and its history, newest first. */
export interface LinkHistory {
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly name: string;
  readonly link: LinkRow | undefined;
  readonly events: readonly LinkEventRow[];
}

/** Changes of one link that are shown. */
const EVENTS_SHOWN = 200;

/** Reads the link of an object with its history. Refused for an object that never had one and is not in the directory. */
export async function showLinkHistory(
  deps: Deps,
  { org, app, object: id }: Place & { readonly object: ObjectId },
): Promise<LinkHistory | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const object = await deps.store.get("object", { org, id });
  const link = await deps.store.get("link", { org, app, object: id });
  const where = { org, app, object: id };
  const events = await deps.store.page("link_event", { where, descending: true, limit: EVENTS_SHOWN });
  const type = link?.type ?? events[0]?.type ?? object?.type;
  if (type !== "user" && type !== "group") {
    return refuse("not-found", "account-link.object-unknown", { object: id });
  }
  const rules = deps.connectors.get(application.connector)?.rules;
  return { object: id, type, name: displayNameOf(object, link, rules) || id, link, events };
}
