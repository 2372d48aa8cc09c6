import { type Deps, isRefusal } from "../../app/deps.ts";
import { listAudit } from "../../app/list-audit.ts";
import { countListed } from "../../app/provisioning/records/get-plan.ts";
import { listCycles, listPlans } from "../../app/provisioning/records/list-cycles.ts";
import { readActorNames } from "../../app/read-actor-names.ts";
import type { NamedAuditEntry } from "../../contract/audit.ts";
import { type AppId, INSTANCE } from "../../core/ids.ts";
import type { AuditRow } from "../../ports/trust-tables.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { showAuditEntry, showCycle, showPlan } from "./convert.ts";

type BrowseRoute = "listCycles" | "listPlans" | "listAudit" | "listInstanceAudit";

/** Serves cycles, plans and the audit trails to those who look. */
export const browseHandlers: Pick<Handlers, BrowseRoute> = {
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

  async listAudit({ context, org, query }) {
    const { items, next } = await listAudit(context.deps, { org, ...toAuditInput(query) });
    return { items: await showAuditEntries(context.deps, items), next };
  },

  async listInstanceAudit({ context, query }) {
    const { items, next } = await listAudit(context.deps, { org: INSTANCE, ...toAuditInput(query) });
    return { items: await showAuditEntries(context.deps, items), next };
  },
};

async function showAuditEntries(deps: Deps, rows: readonly AuditRow[]): Promise<NamedAuditEntry[]> {
  const names = await readActorNames(deps, rows);
  return rows.map((row) => ({ ...showAuditEntry(row), actorName: names.get(row.actor) ?? null }));
}

function toAuditInput({ after, limit, since, until, ...columns }: AdminCall<"listAudit">["query"]) {
  const filter = { ...columns, since: millisecondsOf(since), until: millisecondsOf(until) };
  return { after, limit, filter };
}

function millisecondsOf(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}
