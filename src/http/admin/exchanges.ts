import { isRefusal } from "../../app/deps.ts";
import {
  getExchange,
  listExchanges,
  type RecordedExchange,
} from "../../app/provisioning/records/list-exchanges.ts";
import type { RecordedExchangeShape } from "../../contract/exchanges.ts";
import type { AppId, CycleId, ObjectId, StepId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { type ContentView, contentViewOf, showExchange } from "./show-exchange.ts";

/** Serves the recorded requests to targets, and their answers. */
export const exchangeHandlers: Pick<Handlers, "listExchanges" | "getExchange"> = {
  async listExchanges({ context, actor, org, params, query }) {
    const { failed, status, cycle, object, step, content, after, limit } = query;
    const page = await listExchanges(context.deps, {
      org,
      app: idOf<AppId>(params.app),
      filter: {
        failedOnly: failed === true,
        status,
        step: step === undefined ? undefined : idOf<StepId>(step),
        cycle: cycle === undefined ? undefined : idOf<CycleId>(cycle),
        object: object === undefined ? undefined : idOf<ObjectId>(object),
      },
      after,
      limit,
    });
    if (isRefusal(page)) return page;
    const view = contentViewOf({ actor, org });
    const items = page.items.map((each) => showRecorded(each, params.app, view));
    return { items: content ? items : items.map(withoutContent), next: page.next };
  },

  async getExchange({ context, actor, params }) {
    const found = await getExchange(context.deps, actor, params.exchange.toLowerCase());
    if (isRefusal(found)) return found;
    const { org, app } = found.row;
    const application = await context.deps.store.get("application", { org, id: app });
    return showRecorded(found, application?.id ?? null, contentViewOf({ actor, org }));
  },
};

function showRecorded(
  { row, step, name }: RecordedExchange,
  appId: string | null,
  view: ContentView,
): RecordedExchangeShape {
  return {
    ...showExchange(row, view),
    appId,
    step:
      step === null
        ? null
        : {
            stepId: step.id,
            cycleId: step.cycle,
            objectId: step.object,
            type: step.type,
            name,
            operation: step.operation,
          },
  };
}

function withoutContent(shown: RecordedExchangeShape): RecordedExchangeShape {
  return { ...shown, request: null, response: null };
}
