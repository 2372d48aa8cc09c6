import { type ApplicationOverview, readOverview } from "../../app/applications/read-overview.ts";
import { findAnything } from "../../app/find-anything.ts";
import type { ApplicationOverviewShape } from "../../contract/overview.ts";
import { message } from "../../contract/parts.ts";
import type { AdminCall, Handlers } from "./call.ts";
import { formatTime, showCycle } from "./convert.ts";

/** Serves an organization at a glance, and the search over its objects and records. */
export const overviewHandlers: Pick<Handlers, "showOverview" | "findAnything"> = {
  async showOverview({ context, org }) {
    const { users, groups, applications, expiring } = await readOverview(context.deps, org);
    return {
      users,
      groups,
      applications: applications.map((each) => showOne({ context }, each)),
      expiring: expiring.map(({ id, name, kind, expires }) => {
        return { tokenId: id, name, kind, expiresAt: formatTime(expires) };
      }),
    };
  },

  async findAnything({ context, actor, org, query }) {
    const found = await findAnything(context.deps, { actor, org, text: query.text });
    return { items: found.map(({ kind, id, name, app }) => ({ kind, id, name, appId: app })) };
  },
};

function showOne(
  where: Pick<AdminCall<"showOverview">, "context">,
  each: ApplicationOverview,
): ApplicationOverviewShape {
  const { row, state, running, lastEnded, inStep, waiting, failed, held, deprovisioning } = each;
  return {
    appId: row.id,
    name: row.name,
    template: row.template,
    state,
    attention: message.array().parse(each.attention),
    running: running === undefined ? null : showCycle(where, running),
    lastCycle: lastEnded === undefined ? null : showCycle(where, lastEnded),
    inStep,
    waiting,
    failed,
    held,
    deprovisioning: deprovisioning === null ? null : { ...deprovisioning },
  };
}
