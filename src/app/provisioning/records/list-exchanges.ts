import type { AppId, OrgId } from "../../../core/ids.ts";
import type { ExchangeRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { ExchangeFilter } from "../../../ports/exchanges.ts";
import { type Actor, type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { nameOf } from "../../objects.ts";
import { listVisibleOrganizations } from "../../organizations/visible-organizations.ts";
import { readRowsAmong } from "../../paging.ts";

/** A recorded request and answer, with the step of a plan that sent it. */
export interface RecordedExchange {
  readonly row: ExchangeRow;
  /** Null for a request that belongs to no step, such as a search or a test of the connection. */
  readonly step: JournalRow | null;
  /** The name of the user or group that the step is for; null for one that is gone, and without a step. */
  readonly name: string | null;
}

/** Recorded exchanges with an application's target, newest first. */
export async function listExchanges(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly filter: ExchangeFilter;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<RecordedExchange> | Refusal> {
  const { org, app, filter, after, limit } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const rows = await deps.store.findExchanges(org, app, filter, { after, limit: limit + 1 });
  const { items, next } = listPage(rows, limit, ({ id }) => id);
  return { items: await describeAll(deps, org, items), next };
}

/** An exchange with the target of an application, wherever the actor may see it. */
export async function getExchange(deps: Deps, actor: Actor, id: string): Promise<RecordedExchange | Refusal> {
  for (const { org } of await listVisibleOrganizations(deps, actor)) {
    const row = await deps.store.get("exchange", { org, id });
    if (row === undefined) continue;
    const [found] = await describeAll(deps, org, [row]);
    if (found !== undefined) return found;
  }
  return refuse("not-found", "exchange.not-found", { exchange: id });
}

async function describeAll(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  rows: readonly ExchangeRow[],
): Promise<readonly RecordedExchange[]> {
  const ids = [...new Set(rows.flatMap(({ step }) => (step === null ? [] : [step])))];
  const steps = await readRowsAmong(store, "journal", { org }, { column: "id", values: ids });
  const stepOf = new Map(steps.map((step) => [step.id, step]));
  const values = [...new Set(steps.map(({ object }) => object))];
  const objects = await readRowsAmong(store, "object", { org }, { column: "id", values });
  const nameById = new Map(objects.map((object) => [object.id, nameOf(object)]));
  return rows.map((row) => {
    const step = (row.step === null ? undefined : stepOf.get(row.step)) ?? null;
    return { row, step, name: step === null ? null : (nameById.get(step.object) ?? null) };
  });
}
