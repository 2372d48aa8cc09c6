import type { AppId, OrgId } from "../../../core/ids.ts";
import type { ExchangeRow } from "../../../ports/cycle-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";

/** Recorded exchanges with an application's target, newest first; all of them, or only failed ones. */
export async function listExchanges(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly failedOnly: boolean;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<ExchangeRow> | Refusal> {
  const { org, app, failedOnly, after, limit } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const rows = await deps.store.page("exchange", {
    where: { org, app, ...(failedOnly ? { ok: 0 as const } : {}) },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return listPage(rows, limit, ({ id }) => id);
}
