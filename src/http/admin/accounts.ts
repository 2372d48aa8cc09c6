import { isRefusal, type Refusal } from "../../app/deps.ts";
import { listTimeline, type TimelineEntry } from "../../app/list-timeline.ts";
import { type AccountView, listAccounts } from "../../app/provisioning/records/list-accounts.ts";
import type { AccountShape, TimelineEntryShape } from "../../contract/accounts.ts";
import { message } from "../../contract/parts.ts";
import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { formatTime, showAuditEntry, showLink } from "./convert.ts";
import { showLogEntry } from "./show-log-entry.ts";

/** Serves the accounts and the timelines of users and groups. */
export const accountHandlers: Pick<
  Handlers,
  "listUserAccounts" | "listGroupAccounts" | "listUserTimeline" | "listGroupTimeline"
> = {
  listUserAccounts: ({ context, org, params }) =>
    accountsOf({ context }, { org, type: "user", object: idOf<ObjectId>(params.user) }),

  listGroupAccounts: ({ context, org, params }) =>
    accountsOf({ context }, { org, type: "group", object: idOf<ObjectId>(params.group) }),

  listUserTimeline: ({ context, org, params, query }) =>
    timelineOf({ context }, { org, type: "user", object: idOf<ObjectId>(params.user), ...query }),

  listGroupTimeline: ({ context, org, params, query }) =>
    timelineOf({ context }, { org, type: "group", object: idOf<ObjectId>(params.group), ...query }),
};

type Where = Pick<AdminCall<"listUserAccounts">, "context">;

interface Wanted {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly object: ObjectId;
}

async function accountsOf({ context }: Where, wanted: Wanted): Promise<{ items: AccountShape[] } | Refusal> {
  const views = await listAccounts(context.deps, wanted);
  return isRefusal(views) ? views : { items: views.map(showAccount) };
}

function showAccount({ application, state, explanation, waiting }: AccountView): AccountShape {
  const { inScope, scope, link, nextAttemptAt, blockers, expected } = explanation;
  return {
    appId: application.id,
    application: application.name,
    state,
    inScope,
    scope: message.array().parse(scope),
    link: showLink(link),
    waiting:
      waiting === undefined
        ? null
        : {
            state: waiting.state,
            reasons: message.array().parse(waiting.reasons),
            since: formatTime(waiting.since),
            attempts: waiting.attempts,
            nextAttemptAt: waiting.nextAttemptAt === null ? null : formatTime(waiting.nextAttemptAt),
            planId: waiting.plan,
          },
    nextAttemptAt: nextAttemptAt === null ? null : formatTime(nextAttemptAt),
    blockers: message.array().parse(blockers),
    expected: expected === undefined ? null : message.parse(expected),
  };
}

async function timelineOf(
  { context }: Where,
  wanted: Wanted & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ items: TimelineEntryShape[]; next: string | null } | Refusal> {
  const page = await listTimeline(context.deps, wanted);
  return isRefusal(page) ? page : { items: page.items.map(showTimelineEntry), next: page.next };
}

function showTimelineEntry(entry: TimelineEntry): TimelineEntryShape {
  const { id, row } = entry;
  const at = formatTime(row.at);
  if (entry.kind === "directory") return { kind: "directory", id, at, audit: showAuditEntry(entry.row) };
  return {
    kind: "provisioning",
    id,
    at,
    application: entry.application.name,
    log: showLogEntry(entry.row),
  };
}
