import { isRefusal } from "../../app/deps.ts";
import { countListed } from "../../app/provisioning/records/get-plan.ts";
import { listCycles, listPlans } from "../../app/provisioning/records/list-cycles.ts";
import type { AppId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { showCycle, showPlan } from "./convert.ts";

/** Serves cycles and plans to those who look. */
export const browseHandlers: Pick<Handlers, "listCycles" | "listPlans"> = {
  async listCycles({ context, org, params, query }) {
    const page = await listCycles(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    if (isRefusal(page)) return page;
    return { items: page.items.map((row) => showCycle({ context }, row)), next: page.next };
  },

  async listPlans({ context: { deps }, org, params, query }) {
    const page = await listPlans(deps, { org, app: idOf<AppId>(params.app), ...query });
    if (isRefusal(page)) return page;
    const items = await Promise.all(
      page.items.map(async (row) => showPlan(row, await countListed(deps, row))),
    );
    return { items, next: page.next };
  },
};
