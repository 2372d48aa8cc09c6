import { createAuditWrite } from "../../app/audit.ts";
import { commitOrThrow } from "../../app/commit.ts";
import { isRefusal, type Refusal, refuse, type TokenActor } from "../../app/deps.ts";
import { deleteRejected } from "../../app/rejected-requests/delete-rejected.ts";
import { getRejected, listRejected } from "../../app/rejected-requests/list-rejected.ts";
import { findSendingActor, isIllegible, replayActor } from "../../app/rejected-requests/replay-input.ts";
import { change } from "../../contract/parts.ts";
import type { RejectedRequestShape, ReplayResult } from "../../contract/rejected-requests.ts";
import { tokenProfile } from "../../contract/tokens.ts";
import type { TokenId } from "../../core/ids.ts";
import { PROFILE_KINDS } from "../../core/scim/profile.ts";
import { sensitivityOf } from "../../core/scim/request/redact-request.ts";
import type { RejectedRequestRow } from "../../ports/rejection-tables.ts";
import { type Recorded, type ReplayOutcome, sendRequest, tryRequest } from "../scim/replay/replay.ts";
import type { ScimService } from "../scim/request/call.ts";
import { profileOf } from "../scim/request/context.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { buildScimUrl, formatTime } from "./convert.ts";
import { type ContentView, contentViewOf, withoutQuery } from "./show-exchange.ts";

/** Serves rejected SCIM requests and their replay. */
export const refusalHandlers: Pick<
  Handlers,
  | "listRejectedRequests"
  | "getRejectedRequest"
  | "deleteRejectedRequest"
  | "replayRejectedRequest"
  | "replayRequest"
> = {
  async listRejectedRequests({ context, actor, org, query: { token, ...query } }) {
    const filter = token === undefined ? {} : { token: idOf<TokenId>(token) };
    const page = await listRejected(context.deps, { org, ...query, ...filter });
    const view = contentViewOf({ actor, org });
    return { items: page.items.map((row) => showRejected(row, view)), next: page.next };
  },

  async getRejectedRequest({ context, actor, org, params }) {
    const row = await getRejected(context.deps, { org, id: params.request.toLowerCase() });
    if (isRefusal(row)) return row;
    const view = contentViewOf({ actor, org });
    return { ...showRejected(row, view), body: view === "shown" ? row.body : null };
  },

  async deleteRejectedRequest({ context, actor, org, params }) {
    const request = { org, id: params.request.toLowerCase() };
    return (await deleteRejected(context.deps, actor, request)) ?? null;
  },

  async replayRejectedRequest(call) {
    const { deps } = call.context;
    const row = await getRejected(deps, { org: call.org, id: call.params.request.toLowerCase() });
    if (isRefusal(row)) return row;
    const { method, path, token, redacted } = row;
    if (row.body_kept === "cut" || (row.body_kept === "none" && method !== "GET" && method !== "DELETE")) {
      return refuse("conflict", "replay.incomplete", { request: row.id });
    }
    if (isIllegible(row)) return refuse("conflict", "replay.illegible", { request: row.id });
    const recorded = { method, path, headers: headersOf(row), text: row.body ?? undefined };
    if (!call.body.send) return tryAll(call, await replayActor(deps, call.org, token), recorded, redacted);
    if (!(await isSendable(call, redacted))) {
      return refuse("conflict", "replay.redacted", { names: redacted.join(", ") });
    }
    return sendOnce(call, await findSendingActor(deps, call.org, token), recorded, redacted);
  },

  async replayRequest(call) {
    const { deps } = call.context;
    const { request, token, send } = call.body;
    const { method, path, headers, body } = request;
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const recorded = { method, path, headers: Object.fromEntries(lower), text };
    const tokenId = token === undefined ? undefined : idOf<TokenId>(token);
    return send
      ? sendOnce(call, await findSendingActor(deps, call.org, tokenId), recorded, [])
      : tryAll(call, await replayActor(deps, call.org, tokenId), recorded, []);
  },
};

/** The context of SCIM requests, which a replay runs in as well. */
function serviceOf({ context: { directory, scimLimits } }: ReplayCall): ScimService {
  return { directory, limits: scimLimits };
}

type ReplayCall = AdminCall<"replayRejectedRequest"> | AdminCall<"replayRequest">;

async function tryAll(
  call: ReplayCall,
  actor: TokenActor | Refusal,
  recorded: Recorded,
  redacted: readonly string[],
): Promise<ReplayResult | Refusal> {
  if (isRefusal(actor)) return actor;
  const who = { actor, baseUrl: buildScimUrl(call, call.org) };
  const service = serviceOf(call);
  const items: ReplayResult["items"] = [];
  // One after the other, because five readings of a large group at once would need five times its memory.
  for (const profile of new Set(call.body.profiles ?? PROFILE_KINDS)) {
    items.push(showVerdict(await tryRequest(service, who, recorded, profile)));
  }
  return { sent: false, redacted: [...redacted], items };
}

async function sendOnce(
  call: ReplayCall,
  actor: TokenActor | Refusal,
  recorded: Recorded,
  redacted: readonly string[],
): Promise<ReplayResult | Refusal> {
  if (isRefusal(actor)) return actor;
  const { deps } = call.context;
  const who = { actor, baseUrl: buildScimUrl(call, call.org) };
  const verdict = await sendRequest(serviceOf(call), who, recorded, profileOf(actor.profile).kind);
  const { method, path } = recorded;
  await commitOrThrow(deps, [
    createAuditWrite(deps, call.actor, {
      org: call.org,
      category: "token",
      activity: "replay",
      target: actor.tokenId,
      detail: { method, path: path.split("?")[0] ?? "", status: verdict.status },
    }),
  ]);
  return { sent: true, redacted: [...redacted], items: [showVerdict(verdict)] };
}

/** A redacted value may be missing only if it would be dropped anyway, as write-only values are. */
async function isSendable({ org, context }: ReplayCall, redacted: readonly string[]): Promise<boolean> {
  const types = await context.deps.types.of(org);
  const { secret } = sensitivityOf(types.all.map(({ resource }) => resource));
  return redacted.every((name) => secret.has(name.toLowerCase().split(":").at(-1) ?? ""));
}

function headersOf({ headers }: RejectedRequestRow): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function showVerdict({
  profile,
  status,
  scimType,
  detail,
  effect,
}: ReplayOutcome): ReplayResult["items"][number] {
  const { kind, changes } = effect;
  return {
    profile,
    accepted: status < 400,
    status,
    scimType,
    detail,
    effect: kind,
    changes: change.array().parse(changes),
  };
}

function showRejected(row: RejectedRequestRow, view: ContentView): RejectedRequestShape {
  const isWithheld = view === "withheld";
  return {
    requestId: row.id,
    at: formatTime(row.at),
    tokenId: row.token,
    tokenName: row.token_name,
    profile: tokenProfile.parse(row.profile),
    method: row.method,
    path: isWithheld ? withoutQuery(row.path) : row.path,
    withheld: isWithheld,
    headers: isWithheld ? null : headersOf(row),
    userAgent: row.user_agent,
    contentType: row.content_type,
    status: row.status,
    scimType: row.scim_type,
    detail: row.detail,
    bodyKept: row.body_kept,
    redacted: [...row.redacted],
  };
}
