import { isRefusal } from "../../app/deps.ts";
import { nameOf } from "../../app/objects.ts";
import { type AccessPart, explainAccess } from "../../app/provisioning/records/explain-access.ts";
import { type Explanation, explainObject } from "../../app/provisioning/records/explain-object.ts";
import { getLogEntry } from "../../app/provisioning/records/get-log-entry.ts";
import { listLog, readLog } from "../../app/provisioning/records/list-log.ts";
import { listWaiting, type WaitingObject } from "../../app/provisioning/records/list-waiting.ts";
import type { LogFilter } from "../../app/provisioning/records/log-filter.ts";
import { message } from "../../contract/parts.ts";
import type { WhyShape } from "../../contract/records.ts";
import type { WaitingShape } from "../../contract/waiting.ts";
import type { AppId, CycleId, ObjectId } from "../../core/ids.ts";
import { languageOf } from "../problem.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime, showHoldAnswer, showLink } from "./convert.ts";
import { writeLogFile } from "./log-files.ts";
import { type ContentView, contentViewOf, showExchange } from "./show-exchange.ts";
import { showLogEntry, showLogEntryDetails } from "./show-log-entry.ts";

/** Serves the log, the waiting objects and explanations. */
export const recordHandlers: Pick<Handlers, "listLog" | "exportLog" | "getLogEntry" | "listWaiting" | "why"> =
  {
    async listLog({ context, org, params, query }) {
      const { after, limit } = query;
      const request = { org, app: idOf<AppId>(params.app), filter: readLogFilter(query), after };
      const page = await listLog(context.deps, { ...request, limit });
      return isRefusal(page) ? page : { items: page.items.map(showLogEntry), next: page.next };
    },

    async exportLog({ context, request, org, params, query }) {
      const { format, language = languageOf(request.headers["accept-language"]), after, limit } = query;
      const wanted = { org, app: idOf<AppId>(params.app), filter: readLogFilter(query), after };
      const found = await listLog(context.deps, { ...wanted, limit: 1 });
      if (isRefusal(found)) return found;
      // A request for the head alone has no body to read the log for.
      const pages = request.method === "HEAD" ? noPages() : readLog(context.deps, { ...wanted, limit });
      return writeLogFile(pages, format, language);
    },

    async getLogEntry({ context, org, params }) {
      const found = await getLogEntry(context.deps, { org, app: idOf<AppId>(params.app), id: params.entry });
      return isRefusal(found) ? found : showLogEntryDetails(found);
    },

    async listWaiting({ context, org, params, query }) {
      const page = await listWaiting(context.deps, { org, app: idOf<AppId>(params.app), ...query });
      return isRefusal(page) ? page : { items: page.items.map(showWaiting), next: page.next };
    },

    async why({ context, actor, org, params, query }) {
      const where = { org, app: idOf<AppId>(params.app) };
      const found = await explainObject(context.deps, { ...where, ...query });
      if (isRefusal(found)) return found;
      const access = found.inScope ? await explainAccess(context.deps, where, found) : [];
      return showWhy(found, access, contentViewOf({ actor, org }));
    },
  };

async function* noPages(): AsyncGenerator<never> {}

interface LogQuery {
  readonly cycle?: string | undefined;
  readonly object?: string | undefined;
  readonly status?: LogFilter["status"];
  readonly action?: string | undefined;
  readonly step?: LogFilter["step"];
  readonly code?: string | undefined;
  readonly search?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function readLogFilter({ cycle, object, since, until, ...rest }: LogQuery): LogFilter {
  const { status, action, step, code, search } = rest;
  return {
    cycle: cycle === undefined ? undefined : idOf<CycleId>(cycle),
    object: object === undefined ? undefined : idOf<ObjectId>(object),
    ...{ status, action, step, code, search },
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  };
}

function showWaiting(found: WaitingObject): WaitingShape {
  const { object, type, name, state, reasons, since, attempts, exchange, nextAttemptAt, plan, answer } =
    found;
  return {
    objectId: object,
    type,
    name,
    state,
    reasons: message.array().parse(reasons),
    since: formatTime(since),
    attempts,
    exchangeId: exchange,
    nextAttemptAt: nextAttemptAt === null ? null : formatTime(nextAttemptAt),
    planId: plan,
    answer: showHoldAnswer(answer),
  };
}

function showWhy(found: Explanation, access: readonly AccessPart[], view: ContentView): WhyShape {
  const { object, type, name, state, inScope, scope, paths, link, last } = found;
  const { nextAttemptAt, blockers, expected } = found;
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
    expected: expected === undefined ? null : message.parse(expected),
    access: access.map(showAccessPart),
  };
}

function showAccessPart({ kind, subject, role, keeps, keptBy }: AccessPart): WhyShape["access"][number] {
  const about =
    subject === undefined
      ? { type: "all" as const, id: "*", name: "*" }
      : {
          type: subject.type === "group" ? ("group" as const) : ("user" as const),
          id: subject.id,
          name: nameOf(subject),
        };
  return { kind, ...about, role: role ?? null, keeps, keptBy: message.array().parse(keptBy) };
}
