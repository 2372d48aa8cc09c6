import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import type { DeliveryRow } from "../../ports/webhook-tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";
import { readRowsAmong } from "../paging.ts";
import { getWebhook } from "./find-webhook.ts";

/** An attempt with what was sent and answered, as far as it is recorded. */
export interface DeliveryView {
  readonly row: DeliveryRow;
  readonly exchange: ExchangeRow | undefined;
}

/** The attempts to deliver to a webhook, newest first. */
export async function listDeliveries(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly webhook: WebhookId;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<DeliveryView> | Refusal> {
  const { org, webhook, after, limit } = input;
  const found = await getWebhook(deps, org, webhook);
  if (isRefusal(found)) return found;
  const rows = await deps.store.page("delivery", {
    where: { org, webhook },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const page = listPage(rows, limit, ({ id }) => id);
  const ids = page.items.map(({ id }) => id);
  const exchanges =
    ids.length === 0
      ? []
      : await readRowsAmong(deps.store, "exchange", { org }, { column: "step", values: ids });
  const byDelivery = new Map(exchanges.map((exchange) => [String(exchange.step), exchange]));
  return { ...page, items: page.items.map((row) => ({ row, exchange: byDelivery.get(row.id) })) };
}
