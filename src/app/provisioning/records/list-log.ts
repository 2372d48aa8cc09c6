import type { AppId, CycleId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";

/** The provisioning log of an application, newest first. */
export async function listLog(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly cycle?: CycleId | undefined;
    readonly object?: ObjectId | undefined;
    readonly status?: ProvisioningLogRow["status"] | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<ProvisioningLogRow> | Refusal> {
  const { org, app, cycle, object, status, after, limit } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const rows = await deps.store.page("provisioning_log", {
    where: {
      org,
      app,
      ...(cycle === undefined ? {} : { cycle }),
      ...(object === undefined ? {} : { object }),
      ...(status === undefined ? {} : { status }),
    },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return listPage(rows, limit, ({ id }) => id);
}
