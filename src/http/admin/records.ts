import { isRefusal } from "../../app/deps.ts";
import { type Explanation, explainObject } from "../../app/provisioning/records/explain-object.ts";
import { listExchanges } from "../../app/provisioning/records/list-exchanges.ts";
import { listLog } from "../../app/provisioning/records/list-log.ts";
import { listWaiting, type WaitingObject } from "../../app/provisioning/records/list-waiting.ts";
import { message } from "../../contract/parts.ts";
import type { WhyShape } from "../../contract/records.ts";
import type { WaitingShape } from "../../contract/waiting.ts";
import type { AppId, CycleId, ObjectId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime, showLink, showLogEntry } from "./convert.ts";
import { type ContentView, contentViewOf, showExchange } from "./show-exchange.ts";

/** Serves the log, the recorded exchanges, the waiting objects and explanations. */
export const recordHandlers: Pick<Handlers, "listLog" | "listExchanges" | "listWaiting" | "why"> = {
  async listLog({ context, org, params, query }) {
    const { cycle, object, status, after, limit } = query;
    const page = await listLog(context.deps, {
      org,
      app: idOf<AppId>(params.app),
      cycle: cycle === undefined ? undefined : idOf<CycleId>(cycle),
      object: object === undefined ? undefined : idOf<ObjectId>(object),
      status,
      after,
      limit,
    });
    return isRefusal(page) ? page : { items: page.items.map(showLogEntry), next: page.next };
  },

  async listExchanges({ context, actor, org, params, query }) {
    const { failed, after, limit } = query;
    const app = idOf<AppId>(params.app);
    const page = await listExchanges(context.deps, { org, app, failedOnly: failed === true, after, limit });
    if (isRefusal(page)) return page;
    const view = contentViewOf({ actor, org });
    return { items: page.items.map((row) => showExchange(row, view)), next: page.next };
  },

  async listWaiting({ context, org, params, query }) {
    const page = await listWaiting(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(page) ? page : { items: page.items.map(showWaiting), next: page.next };
  },

  async why({ context, actor, org, params, query }) {
    const found = await explainObject(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(found) ? found : showWhy(found, contentViewOf({ actor, org }));
  },
};

function showWaiting(found: WaitingObject): WaitingShape {
  const { object, type, name, state, reasons, since, attempts, nextAttemptAt, plan } = found;
  return {
    objectId: object,
    type,
    name,
    state,
    reasons: message.array().parse(reasons),
    since: formatTime(since),
    attempts,
    nextAttemptAt: nextAttemptAt === null ? null : formatTime(nextAttemptAt),
    planId: plan,
  };
}

function showWhy(found: Explanation, view: ContentView): WhyShape {
  const { object, type, name, state, inScope, scope, paths, link, last, nextAttemptAt, blockers } = found;
  return {
    objectId: object.id,
    type,
    name,
    state,
    inScope,
    scope: message.array().parse(scope),
    assignedGroups: paths.map(({ groups, counts }) => ({
      path: groups.map((group) => ({ groupId: group.id, name: group.name })),
      counts,
    })),
    link: showLink(link),
    last:
      last === undefined
        ? null
        : {
            entry: showLogEntry(last.entry),
            exchange: last.exchange === undefined ? null : showExchange(last.exchange, view),
          },
    nextAttemptAt: nextAttemptAt === null ? null : formatTime(nextAttemptAt),
    blockers: message.array().parse(blockers),
  };
}
