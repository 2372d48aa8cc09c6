import type { AppId, OrgId } from "../../../core/ids.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { CHUNK } from "../../paging.ts";
import { createIdAfter, createLogTest, isPast, type LogFilter } from "./log-filter.ts";

/** Entries that one request looks at; an answer that ends there has fewer entries than requested, and a `next`. */
const LOOKED_AT_MAX = 20_000;

/** A log of an application, and the entries of it that are wanted. */
export interface LogRequest {
  readonly org: OrgId;
  readonly app: AppId;
  readonly filter: LogFilter;
  readonly after?: string | undefined;
}

/** The provisioning log of an application, newest first. */
export async function listLog(
  deps: Deps,
  input: LogRequest & { readonly limit: number },
): Promise<ListPage<ProvisioningLogRow> | Refusal> {
  const { org, app, filter, after, limit } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const isWanted = createLogTest(filter);
  const { search, since, until } = filter;
  const isWhole = search === undefined && since === undefined && until === undefined;
  const size = isWhole ? limit + 1 : CHUNK;
  const found: ProvisioningLogRow[] = [];
  let place = startOf(filter, after);
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += size) {
    const rows = await readRows(deps, { ...input, after: place }, size);
    found.push(...rows.filter(isWanted));
    const last = rows.at(-1);
    if (found.length > limit || rows.length < size || last === undefined || isPast(last, since)) {
      return listPage(found, limit, ({ id }) => id);
    }
    place = last.id;
  }
  return { items: found, next: place ?? null };
}

/** All wanted entries, newest first, page by page; the log may go on growing meanwhile. */
export async function* readLog(
  deps: Deps,
  request: LogRequest,
): AsyncGenerator<readonly ProvisioningLogRow[]> {
  let after = request.after;
  do {
    const page = await listLog(deps, { ...request, after, limit: CHUNK });
    // The application was deleted meanwhile, and its log with it.
    if (isRefusal(page)) return;
    yield page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function startOf({ until }: LogFilter, after: string | undefined): string | undefined {
  if (until === undefined) return after;
  const end = createIdAfter(until);
  return after === undefined || after > end ? end : after;
}

function readRows(
  { store }: Deps,
  { org, app, filter, after }: LogRequest,
  limit: number,
): Promise<readonly ProvisioningLogRow[]> {
  const { cycle, object, status } = filter;
  return store.page("provisioning_log", {
    where: {
      org,
      app,
      ...(cycle === undefined ? {} : { cycle }),
      ...(object === undefined ? {} : { object }),
      ...(status === undefined ? {} : { status }),
    },
    descending: true,
    limit,
    ...(after === undefined ? {} : { after }),
  });
}
