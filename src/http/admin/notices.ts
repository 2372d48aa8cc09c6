import { isRefusal, type Refusal } from "../../app/deps.ts";
import { type TestedMail, testMail, testNotice } from "../../app/notices/test-mail.ts";
import type { MailRouteShape, TestNoticeShape } from "../../contract/notices.ts";
import type { AppId } from "../../core/ids.ts";
import type { MailOutcome, MailRoute } from "../../ports/mailer.ts";
import { ApiError } from "../api-error.ts";
import { type Handlers, idOf } from "./call.ts";
import { buildBaseUrl } from "./convert.ts";

/** Serves the tests of mail. */
export const noticeHandlers: Pick<Handlers, "testMail" | "testNotice"> = {
  async testMail(call) {
    const { context, body } = call;
    const input = { ...body, baseUrl: buildBaseUrl(call), signal: context.closing };
    return showTested(await testMail(context.deps, input));
  },

  async testNotice(call) {
    const { context, org, params, body } = call;
    const input = { ...body, org, app: idOf<AppId>(params.app) };
    const way = { baseUrl: buildBaseUrl(call), signal: context.closing };
    const waitSeconds = () => context.mails.takeTest(org);
    const tested = await testNotice(context.deps, { ...input, ...way, waitSeconds });
    if ("seconds" in tested) throw createTooMany("mail.too-many-tests", tested.seconds);
    return showTested(tested);
  },
};

/** 429 for a message that comes too soon after others. */
export function createTooMany(
  code: "mail.too-many-tests" | "mail.too-many-links",
  seconds: number,
): ApiError {
  return new ApiError(429, code, { seconds }, { headers: { "retry-after": String(seconds) } });
}

function showTested(tested: TestedMail | Refusal): TestNoticeShape | Refusal {
  if (isRefusal(tested)) return tested;
  const { to, outcome, mail } = tested;
  const route = showMailRoute(mail.route);
  if (outcome.kind === "accepted")
    return { to, accepted: true, answer: outcome.answer, failure: null, route };
  return { to, accepted: false, answer: null, failure: showFailure(outcome), route };
}

/** Why a mail was not accepted; null if it was. */
export function showFailure(outcome: MailOutcome): TestNoticeShape["failure"] {
  if (outcome.kind === "accepted") return null;
  const { code, params } = outcome;
  return { code, params: { ...params } };
}

/** The way that mail takes, as it is shown. */
export function showMailRoute(route: MailRoute): MailRouteShape {
  const { kind, from } = route;
  if (kind === "sendmail")
    return { kind, from, path: route.path, host: null, port: null, security: null, login: null };
  const { host, port, security, login } = route;
  return { kind, from, path: null, host, port, security, login };
}
