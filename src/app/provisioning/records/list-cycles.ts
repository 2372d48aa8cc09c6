import type { AppId, OrgId } from "../../../core/ids.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";

interface OfApplication {
  readonly org: OrgId;
  readonly app: AppId;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Lists the cycles of an application, newest first. */
export async function listCycles(deps: Deps, input: OfApplication): Promise<ListPage<CycleRow> | Refusal> {
  const missing = await refuseMissing(deps, input);
  if (missing !== undefined) return missing;
  const rows = await deps.store.page("cycle", pageOf(input));
  return listPage(rows, input.limit, ({ id }) => id);
}

/** Lists the plans of an application that are kept, newest first. */
export async function listPlans(deps: Deps, input: OfApplication): Promise<ListPage<PlanRow> | Refusal> {
  const missing = await refuseMissing(deps, input);
  if (missing !== undefined) return missing;
  const rows = await deps.store.page("plan", pageOf(input));
  return listPage(rows, input.limit, ({ id }) => id);
}

function pageOf({ org, app, after, limit }: OfApplication) {
  const page = { where: { org, app }, descending: true, limit: limit + 1 };
  return after === undefined ? page : { ...page, after };
}

async function refuseMissing({ store }: Deps, { org, app }: OfApplication): Promise<Refusal | undefined> {
  const row = await store.get("application", { org, id: app });
  return row === undefined ? refuse("not-found", "app.not-found", { app }) : undefined;
}
