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

/** All wanted entries, newest first, page by page; the log may go on growing meanwhile. */
export function readLog(
  deps: Pick<Deps, "store">,
  request: Omit<LogRequest, "after">,
): AsyncGenerator<readonly ProvisioningLogRow[]> {
  return readPages(async (after, limit) => {
    const page = await listLog(deps, { ...request, after, limit });
    // The application was deleted meanwhile, and its log with it.
    return isRefusal(page) ? undefined : page;
  });
}

function readRows(
  { store }: Pick<Deps, "store">,
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
