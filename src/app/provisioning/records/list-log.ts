import type { AppId, OrgId } from "../../../core/ids.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import type { ListPage } from "../../list-page.ts";
import { readPages, walkRecords } from "../../walk-records.ts";
import { createLogTest, type LogFilter } from "./log-filter.ts";

/** A log of an application, and the entries of it that are wanted. */
export interface LogRequest {
  readonly org: OrgId;
  readonly app: AppId;
  readonly filter: LogFilter;
  readonly after?: string | undefined;
}

/** The provisioning log of an application, newest first. */
export async function listLog(
  deps: Pick<Deps, "store">,
  input: LogRequest & { readonly limit: number },
): Promise<ListPage<ProvisioningLogRow> | Refusal> {
  const { org, app, filter, after, limit } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  return walkRecords(
    {
      period: filter,
      isWanted: createLogTest(filter),
      read: (place, size) => readRows(deps, { ...input, after: place }, size),
    },
    { after, limit },
  );
}

/**
 * The wanted entries, newest first, page by page: all of them, or up to a limit. The log may go on growing meanwhile.
 */
export async function* readLog(
  deps: Pick<Deps, "store">,
  { limit = Number.POSITIVE_INFINITY, ...request }: LogRequest & { readonly limit?: number | undefined },
): AsyncGenerator<readonly ProvisioningLogRow[]> {
  let left = limit;
  const pages = readPages(async (after = request.after, size) => {
    const page = await listLog(deps, { ...request, after, limit: Math.min(size, left) });
    // The application was deleted meanwhile, and its log with it.
    return isRefusal(page) ? undefined : page;
  });
  for await (const rows of pages) {
    yield rows.slice(0, left);
    left -= rows.length;
    if (left <= 0) return;
  }
}

function readRows(
  { store }: Pick<Deps, "store">,
  { org, app, filter, after }: LogRequest,
  limit: number,
): Promise<readonly ProvisioningLogRow[]> {
  const { cycle, object, status, action } = filter;
  return store.page("provisioning_log", {
    where: {
      org,
      app,
      ...(cycle === undefined ? {} : { cycle }),
      ...(object === undefined ? {} : { object }),
      ...(status === undefined ? {} : { status }),
      ...(action === undefined ? {} : { action }),
    },
    descending: true,
    limit,
    ...(after === undefined ? {} : { after }),
  });
}
