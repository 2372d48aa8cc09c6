import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Problem } from "../contract/problem.ts";
import { LISTED_ERRORS_MAX } from "../core/listed-errors.ts";
import { createMessages, type Language, type Messages } from "../messages/messages.ts";
import type { ApiError } from "./api-error.ts";

const MESSAGES: Readonly<Record<Language, Messages>> = {
  en: createMessages("en"),
  fr: createMessages("fr"),
};

/** The language to answer in: the first of ours that the client names (weights are as good as always in order). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = acceptLanguage?.toLowerCase().match(/(?<![a-z-])(en|fr)(?![a-z])/)?.[1];
  return wanted === "fr" ? "fr" : "en";
}

/**
 * The texts in the language that the request asks for. A browser sends the cookie of its session: its person looks at a
 * page, where a command would be no remedy.
 */
function textsFor({ headers }: Pick<FastifyRequest, "headers">): Messages["text"] {
  const { text, pageText } = MESSAGES[languageOf(headers["accept-language"])];
  return headers.cookie === undefined ? text : pageText;
}

/** The text for a code, for the reader of the answer. */
export function textFor(request: Pick<FastifyRequest, "headers">, error: ApiError): string {
  return textsFor(request)(error.code, error.params);
}

/** The errors of a configuration up to a number that a person can read, each with its text for the reader of the answer. */
function describeErrors(request: FastifyRequest, { errors }: ApiError): Problem["errors"] {
  const find = textsFor(request);
  return errors.slice(0, LISTED_ERRORS_MAX).map(({ code, params, pointer, position, expected }) => ({
    pointer,
    code,
    params: { ...params },
    ...(position === undefined ? {} : { position }),
    ...(expected === undefined ? {} : { expected }),
    detail: find(code, params),
  }));
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: ApiError): FastifyReply {
  const { status, code, params, headers } = error;
  request.refusalCode = code;
  const body: Problem = {
    type: `urn:muster:problem:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    code,
    detail: textFor(request, error),
    ...(Object.keys(params).length === 0 ? {} : { params: { ...params } }),
    ...(error.errors.length === 0 ? {} : { errors: describeErrors(request, error) }),
    trackingId: request.id,
  };
  return reply
    .code(status)
    .headers(headers)
    .header("content-language", languageOf(request.headers["accept-language"]))
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(body));
}
