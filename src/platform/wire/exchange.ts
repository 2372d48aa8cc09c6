import type { AppId, OrgId } from "../../core/ids.ts";
import { cutText, type JsonObject, toStorableText } from "../../core/json.ts";
import { isSecretName, REDACTED, redactBody, redactText, redactUrl } from "../../core/redact.ts";
import { redactAttributes } from "../../core/redact-attributes.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import type { WireRequest } from "../../ports/wire.ts";
import type { Result } from "./call.ts";
import type { SecretScrubber } from "./secret-scrubber.ts";

/** Bodies of good exchanges are kept up to this length; those of failed ones whole. */
export const GOOD_BODY_LENGTH_MAX = 64 * 1024;

/** Headers that carry credentials; those that `secretHeaders` names are hidden too. */
const CREDENTIAL_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);

/** One attempt as it happened: still with everything in it. */
export interface Happening {
  readonly id: string;
  readonly at: number;
  readonly ms: number;
  readonly request: WireRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly result: Result;
  /** Of a part of a joined request: the exchange of the request that carried it. */
  readonly carrier?: string;
  /** Of a joined request: the number of its parts. */
  readonly joined?: number;
}

/** The words that must not be stored, and how a fingerprint is made of one that is not ours. */
export interface Taint {
  readonly secrets: SecretScrubber;
  hash(text: string): string;
}

/**
 * The row that records an exchange, with nothing secret in it: credential headers become fingerprints,
 * members and parameters with secret names are blanked, and a known secret is replaced wherever it occurs,
 * also where the target echoes it.
 */
export function exchangeRow(org: OrgId, app: AppId, happening: Happening, taint: Taint): ExchangeRow {
  const { request, result } = happening;
  const isOk = result.kind === "answer" && result.status >= 200 && result.status < 300;
  const hidden = new Set([
    ...CREDENTIAL_HEADERS,
    ...Object.keys(request.secretHeaders ?? {}).map((name) => name.toLowerCase()),
  ]);
  const clean = (text: string) => taint.secrets.scrub(text, "evidence");
  const cut = (text: string) => (isOk && text.length > GOOD_BODY_LENGTH_MAX ? cutBody(text) : text);
  // What is known is replaced first: a guess could blank a part of a secret and leave the rest.
  const hide = (text: string) => redactAttributes(text, request.hiddenAttributes ?? []);
  // A cut can leave half of a character, and a target can send NUL.
  const body = (text: string) =>
    toStorableText(cut(redactBody(hide(taint.secrets.scrubBody(text, "evidence")))));
  const headers = (given: Readonly<Record<string, string>>) => cleanHeaders(given, hidden, taint, clean);
  const response: JsonObject =
    result.kind === "answer"
      ? { headers: headers(result.headers), body: body(result.body) }
      : {
          failure: {
            cause: result.cause,
            sent: result.sent,
            detail: toStorableText(redactText(clean(result.detail))),
          },
        };
  return {
    org,
    id: happening.id,
    app,
    step: request.step ?? null,
    at: happening.at,
    ms: happening.ms,
    method: request.method,
    url: redactUrl(clean(request.url)),
    status: result.kind === "answer" ? result.status : null,
    ok: isOk ? 1 : 0,
    request: {
      headers: headers(happening.headers),
      ...(happening.body === undefined ? {} : { body: body(happening.body) }),
      ...(happening.carrier === undefined ? {} : { carrier: happening.carrier }),
      ...(happening.joined === undefined ? {} : { joined: happening.joined }),
    },
    response,
  };
}

function cleanHeaders(
  given: Readonly<Record<string, string>>,
  hidden: ReadonlySet<string>,
  taint: Taint,
  clean: (text: string) => string,
): JsonObject {
  const kept = Object.entries(given).map(([name, value]): [string, string] => {
    const folded = name.toLowerCase();
    if (!hidden.has(folded) && !isSecretName(folded)) return [folded, redactText(redactUrl(clean(value)))];
    return [folded, folded.endsWith("cookie") ? printCookies(value, taint) : printCredential(value, taint)];
  });
  return Object.fromEntries(kept);
}

/** `Bearer fp:1a2b3c4d`: the scheme and the fingerprint of the rest. */
function printCredential(value: string, taint: Taint): string {
  const [, scheme = "", secret = ""] = /^([A-Za-z][\w-]{0,20}\s)?\s*(.*)$/s.exec(value) ?? [];
  return `${scheme}${taint.secrets.standInOf(secret) ?? fingerprint(secret, taint)}`;
}

/** Names of cookies are evidence of a session; their values are the session. */
function printCookies(value: string, taint: Taint): string {
  const names = [...value.matchAll(/(?:^|[;,])\s*([^=;,\s]+)=([^;,]*)/g)]
    .filter(([, name = ""]) => !/^(?:path|domain|expires|max-age|samesite)$/i.test(name))
    .map(([, name = "", secret = ""]) => `${name}=${fingerprint(secret, taint)}`);
  return names.length > 0 ? names.join("; ") : fingerprint(value, taint);
}

function fingerprint(text: string, taint: Taint): string {
  return `fp:${taint.hash(text).slice(0, 8)}`;
}

function cutBody(text: string): string {
  return `${cutText(text, GOOD_BODY_LENGTH_MAX)}… [cut, ${text.length} characters]`;
}

/** The stand-in for a secret in a record: its fingerprint, or a blank when it has none. */
export function standInFor(fingerprintOfSecret: string): string {
  return fingerprintOfSecret === "" ? REDACTED : `fp:${fingerprintOfSecret}`;
}
