import { isObject, parseJson } from "../../../core/json.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import type { SecretText } from "../../../ports/secrets.ts";
import type { TokenServices } from "../../../ports/target.ts";
import type { WireAnswer } from "../../../ports/wire.ts";
import { createFault, readRetryAfterMs, toFailureFault } from "../faults.ts";
import { authenticateClient, UnusableKeyError } from "./client-authentication.ts";
import type { OAuthConfig } from "./oauth-config.ts";

/** The lifetime of a token whose server does not state one (RFC 6749 §5.1 recommends that it does). */
const LIFETIME_SECONDS_DEFAULT = 300;
/** A token is replaced this long before it expires, or a tenth of its lifetime if that is shorter. */
const MARGIN_MS_MAX = 60_000;

/** A source of access tokens. It keeps one until shortly before it expires, and makes one request at a time. */
export interface TokenSource {
  get(signal: AbortSignal): Promise<Outcome<SecretText>>;
  /** Another token in place of one that the target refused. */
  renew(refused: SecretText, signal: AbortSignal): Promise<Outcome<SecretText>>;
}

/** Makes a source. `services` reach the token endpoint. */
export function createTokenSource(
  oauth: OAuthConfig,
  secret: SecretText,
  services: TokenServices,
): TokenSource {
  let held: { readonly token: SecretText; readonly until: number } | undefined;
  let pending: Promise<Outcome<SecretText>> | undefined;

  async function get(signal: AbortSignal): Promise<Outcome<SecretText>> {
    if (held !== undefined && services.monotonic() < held.until) return { ok: true, value: held.token };
    pending ??= fetchOnce(signal).finally(() => {
      pending = undefined;
    });
    const outcome = await pending;
    // The request of another caller was called off with that caller; this one makes its own.
    const isOthers = !outcome.ok && outcome.fault.code === "target.aborted" && !signal.aborted;
    return isOthers ? get(signal) : outcome;
  }

  async function fetchOnce(signal: AbortSignal): Promise<Outcome<SecretText>> {
    const granted = await requestToken({ oauth, secret, services }, signal);
    if (!granted.ok) return granted;
    const { token, seconds } = granted.value;
    const lifetimeMs = seconds * 1_000;
    const marginMs = Math.min(MARGIN_MS_MAX, lifetimeMs / 10);
    held = { token, until: services.monotonic() + lifetimeMs - marginMs };
    return { ok: true, value: token };
  }

  return {
    get,
    renew(refused, signal) {
      if (held?.token === refused) held = undefined;
      return get(signal);
    },
  };
}

interface Grant {
  readonly token: SecretText;
  readonly seconds: number;
}

interface TokenRequest {
  readonly oauth: OAuthConfig;
  readonly secret: SecretText;
  readonly services: TokenServices;
}

/** Asks the token endpoint. Every call is recorded by the wire, without secrets. */
async function requestToken(request: TokenRequest, signal: AbortSignal): Promise<Outcome<Grant>> {
  const { oauth, secret, services } = request;
  const client = await import("openid-client");
  const answers: WireAnswer[] = [];
  try {
    const authentication = await authenticateClient(client, oauth, secret, services.now);
    const { origin, protocol } = new URL(oauth.tokenUrl);
    const configuration = new client.Configuration(
      { issuer: origin, token_endpoint: oauth.tokenUrl },
      oauth.clientId,
      undefined,
      authentication,
    );
    if (protocol === "http:") client.allowInsecureRequests(configuration);
    configuration[client.customFetch] = async (_, { method, headers, body }) => {
      const answer = await send(
        request,
        { headers, text: String(body ?? ""), isPost: method === "POST" },
        signal,
      );
      answers.push(answer);
      if (answer.kind === "failure") throw new Error(answer.detail);
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    };
    const parameters = parametersOf(oauth);
    const granted =
      oauth.accountId === undefined
        ? await client.clientCredentialsGrant(configuration, parameters)
        : await client.genericGrantRequest(configuration, "account_credentials", {
            ...parameters,
            account_id: oauth.accountId,
          });
    const seconds = granted.expires_in ?? LIFETIME_SECONDS_DEFAULT;
    return { ok: true, value: { token: services.wrap(granted.access_token), seconds } };
  } catch (error) {
    const [answer] = answers;
    if (error instanceof UnusableKeyError || answer === undefined) {
      return { ok: false, fault: createFault("unauthenticated", "target.token-key", {}) };
    }
    return { ok: false, fault: toTokenFault(answer) };
  }
}

function parametersOf({ scope, audience, resource }: OAuthConfig): Record<string, string> {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(audience === undefined ? {} : { audience }),
    ...(resource === undefined ? {} : { resource }),
  };
}

function send(
  { oauth, secret, services }: TokenRequest,
  {
    headers,
    text,
    isPost,
  }: { readonly headers: Readonly<Record<string, string>>; readonly text: string; readonly isPost: boolean },
  signal: AbortSignal,
): Promise<WireAnswer> {
  const assertion = new URLSearchParams(text).get("client_assertion");
  const basic = headers["authorization"]?.replace(/^Basic /i, "");
  const more = [assertion, basic].filter((each) => typeof each === "string").map(services.wrap);
  return services.wire.send(
    {
      method: isPost ? "POST" : "GET",
      url: oauth.tokenUrl,
      headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
      knownSecrets: [secret, ...more],
      text,
    },
    signal,
  );
}

/** The fault of an answer without a token. The words are those of the token endpoint (RFC 6749 §5.2). */
function toTokenFault(answer: WireAnswer): Fault {
  if (answer.kind === "failure") {
    const { kind, code, params, ...fault } = toFailureFault(answer, { verb: "read" });
    if (code === "target.aborted") return { kind, code, params, ...fault };
    return { ...fault, kind, code: "target.token-unavailable", params };
  }
  const { status, headers, exchange, body } = answer;
  const wait = readRetryAfterMs(headers);
  const place = { status, exchange, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  const json = parseJson(body);
  const [error, description] = ["error", "error_description"].map((name) => {
    const held = isObject(json) ? json[name] : undefined;
    return typeof held === "string" ? held.slice(0, 500) : "";
  });
  if (status === 429 || status >= 500) {
    const params = { status, ...(description ? { detail: description } : {}) };
    return { ...place, kind: "unavailable", code: "target.token-unavailable", params };
  }
  if (status >= 200 && status < 300) {
    return { ...place, kind: "unavailable", code: "target.token-not-understood", params: { status } };
  }
  const params = { status, error: error || "-", ...(description ? { detail: description } : {}) };
  return { ...place, kind: "unauthenticated", code: "target.token-refused", params };
}
