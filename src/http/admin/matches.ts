import { isRefusal } from "../../app/deps.ts";
import { answerMatches } from "../../app/provisioning/records/answer-matches.ts";
import { listMatches, type MatchCase } from "../../app/provisioning/records/list-matches.ts";
import type { MatchCaseShape } from "../../contract/matches.ts";
import { change, message } from "../../contract/parts.ts";
import { type AppId, type ObjectId, toAccountId } from "../../core/ids.ts";
import { NEVER_EXPIRES } from "../../core/provisioning/hold-answer.ts";
import { redactChanges } from "../../core/redact-attributes.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves the queue of matching. */
export const matchHandlers: Pick<Handlers, "listMatches" | "answerMatches"> = {
  async listMatches({ context, org, params, query }) {
    const page = await listMatches(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(page) ? page : { items: page.items.map(showCase), next: page.next };
  },

  async answerMatches({ context, actor, org, params, body }) {
    const { accountId, ...input } = body;
    const objects = body.objects === "all" ? body.objects : body.objects.map((id) => idOf<ObjectId>(id));
    const account = accountId === undefined ? undefined : toAccountId(accountId);
    const where = { org, app: idOf<AppId>(params.app) };
    const answered = await answerMatches(context.deps, actor, where, { ...input, objects, account });
    return isRefusal(answered) ? answered : { answered };
  },
};

function showCase({ object, type, name, situation, found, ...rest }: MatchCase): MatchCaseShape {
  return {
    objectId: object,
    type,
    name,
    situation,
    candidates: found.map(({ account, name: shown, isPrivileged = false }) => ({
      accountId: account,
      name: shown,
      privileged: isPrivileged,
    })),
    changes: change.array().parse(redactChanges(rest.changes, rest.hidden)),
    reasons: message.array().parse(rest.reasons),
    since: formatTime(rest.since),
    answer: showAnswer(rest.answer),
  };
}

function showAnswer(given: MatchCase["answer"]): MatchCaseShape["answer"] {
  if (given === undefined) return null;
  const { actor: by, created, expires, comment } = given.row;
  return {
    answer: given.answer,
    accountId: given.account,
    by,
    at: formatTime(created),
    expiresAt: expires === NEVER_EXPIRES ? null : formatTime(expires),
    comment,
  };
}
