import { expect, test } from "vitest";
import { type CallVerb, diagnoseAnswer, type HttpOutcome } from "./http-outcome.ts";

const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
/** The forms that a body can have. */
const FORMS = {
  scim: { type: "application/scim+json", body: JSON.stringify({ schemas: [ERROR], detail: "no" }) },
  json: { type: "application/json", body: JSON.stringify({ message: "no Route matched" }) },
  page: { type: "text/html; charset=utf-8", body: "<!DOCTYPE html><p>Cannot GET /Users" },
  empty: { type: "", body: "" },
} as const;

type Row = readonly [
  status: number,
  form: keyof typeof FORMS,
  verb: CallVerb,
  kind: HttpOutcome["kind"],
  code: string,
  origin: HttpOutcome["origin"],
];
const ROWS: readonly Row[] = [
  [302, "empty", "create", "invalid", "target.redirect", undefined],
  [400, "scim", "create", "invalid", "target.invalid", "target"],
  [400, "page", "create", "invalid", "target.html", "middlebox"],
  [401, "scim", "find", "unauthenticated", "target.unauthenticated", "target"],
  [401, "page", "find", "unauthenticated", "target.unauthenticated-proxy", "middlebox"],
  [403, "scim", "create", "forbidden", "target.forbidden", "target"],
  [403, "page", "create", "forbidden", "target.forbidden-proxy", "middlebox"],
  [404, "scim", "read", "not-found", "target.not-found", "target"],
  [404, "scim", "change", "not-found", "target.not-found", "target"],
  [404, "scim", "find", "invalid", "target.search-not-found", "target"],
  [404, "scim", "list", "invalid", "target.endpoint-not-found", "target"],
  [404, "scim", "create", "invalid", "target.endpoint-not-found", "target"],
  [404, "json", "read", "invalid", "target.wrong-url", undefined],
  [404, "json", "find", "invalid", "target.wrong-url", undefined],
  [404, "page", "find", "invalid", "target.wrong-url", undefined],
  [404, "page", "remove", "invalid", "target.wrong-url", undefined],
  [404, "empty", "remove", "invalid", "target.wrong-url", undefined],
  [410, "scim", "remove", "not-found", "target.not-found", "target"],
  [405, "empty", "change", "invalid", "target.unsupported", undefined],
  [408, "empty", "change", "unknown-outcome", "target.unknown-outcome", undefined],
  [409, "scim", "create", "already-exists", "target.duplicate", "target"],
  [409, "scim", "change", "conflict", "target.conflict", "target"],
  [412, "scim", "change", "conflict", "target.precondition", "target"],
  [413, "empty", "change", "invalid", "target.too-large-request", undefined],
  [422, "json", "create", "invalid", "target.refused", "target"],
  [429, "empty", "read", "rate-limited", "target.rate-limited", undefined],
  [500, "scim", "read", "unavailable", "target.server-error", "target"],
  [500, "scim", "create", "unknown-outcome", "target.unknown-outcome", "target"],
  [501, "scim", "find", "invalid", "target.filter-refused", "target"],
  [501, "scim", "change", "invalid", "target.unsupported", "target"],
  [502, "page", "list", "unavailable", "target.server-error", "middlebox"],
  [503, "scim", "create", "unavailable", "target.busy", "target"],
  [999, "empty", "read", "invalid", "target.refused", undefined],
];

test.each(ROWS)("%i with a body that is %s, to %s, is %s (%s)", (...row) => {
  const [status, form, verb, kind, code, origin] = row;
  const { type, body } = FORMS[form];
  const answer = { status, headers: { "content-type": type }, body };
  expect(diagnoseAnswer(answer, verb)).toEqual({ kind, code, origin });
});

test.each([
  [400, "uniqueness", "create", "target.duplicate"],
  [400, "invalidFilter", "find", "target.filter-refused"],
  [403, "sensitive", "find", "target.filter-refused"],
  [409, "uniqueness", "change", "target.duplicate"],
] as const)("%i with the type %s, to %s, is %s", (status, scimType, verb, code) => {
  const body = `\uFEFF${JSON.stringify({ schemas: [ERROR], scimType })}`;
  expect(diagnoseAnswer({ status, headers: {}, body }, verb).code).toBe(code);
});

test("a challenge without a body comes from the target", () => {
  const answer = { status: 401, headers: { "www-authenticate": "Bearer" }, body: "" };
  expect(diagnoseAnswer(answer, "read").origin).toBe("target");
});
