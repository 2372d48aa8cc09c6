import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type CryptoKey, jwtVerify } from "jose";
import { bodyOf, startServer } from "./server.ts";

export const CLIENT_ID = "muster client:1";
export const CLIENT_SECRET = "p@ss w0rd/with+signs%&=é-0123456789";

/** A call to the token endpoint. */
export interface TokenCall {
  readonly form: URLSearchParams;
  /** The way in which the client authenticated; undefined when it did not. */
  readonly method: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | undefined;
}

/** An answer in place of a token. */
export interface TokenRefusal {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

export interface AuthorizationServer {
  readonly tokenUrl: string;
  readonly calls: TokenCall[];
  /** Tokens that resources are given for; a test may withdraw some. */
  readonly valid: Set<string>;
  /** Seconds that tokens live; undefined leaves `expires_in` out. */
  expiresIn: number | undefined;
  /** Decides whether a call is refused although the client is known. */
  script: (call: TokenCall, authorization: string) => TokenRefusal | undefined;
  /** The public key of the client, for `private_key_jwt`. */
  key: CryptoKey | undefined;
  stop(): Promise<void>;
}

/** A small authorization server on loopback with one client, which issues opaque tokens (RFC 6749 §4.4). */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const { origin, stop } = await startServer(async (request, response) => {
    const form = new URLSearchParams((await bodyOf(request)).toString("utf8"));
    const method = await authenticate(server, request, form);
    const call: TokenCall = { form, method };
    server.calls.push(call);
    const refused = server.script(call, request.headers.authorization ?? "");
    const answer = (status: number, body: string, type = "application/json") =>
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (refused !== undefined) return answer(refused.status, refused.body, refused.type);
    if (method === undefined) return answer(401, JSON.stringify({ error: "invalid_client" }));
    const grant = form.has("account_id") ? "account_credentials" : "client_credentials";
    if (form.get("grant_type") !== grant) {
      return answer(400, JSON.stringify({ error: "unsupported_grant_type" }));
    }
    const token = `at-${randomUUID()}`;
    server.valid.add(token);
    const lifetime = server.expiresIn === undefined ? {} : { expires_in: server.expiresIn };
    return answer(200, JSON.stringify({ access_token: token, token_type: "Bearer", ...lifetime }));
  });
  const server: AuthorizationServer = {
    tokenUrl: `${origin}/oauth/token`,
    calls: [],
    valid: new Set(),
    expiresIn: 3_600,
    script: () => undefined,
    key: undefined,
    stop,
  };
  return server;
}

async function authenticate(
  server: AuthorizationServer,
  request: IncomingMessage,
  form: URLSearchParams,
): Promise<TokenCall["method"]> {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (basic !== undefined) {
    // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
    const [id, secret] = Buffer.from(basic, "base64")
      .toString("utf8")
      .split(":")
      .map((part) => new URLSearchParams(`x=${part}`).get("x"));
    return id === CLIENT_ID && secret === CLIENT_SECRET ? "client_secret_basic" : undefined;
  }
  const assertion = form.get("client_assertion");
  if (assertion !== null && server.key !== undefined) {
    const expected = { issuer: CLIENT_ID, subject: CLIENT_ID, audience: server.tokenUrl };
    const verified = await jwtVerify(assertion, server.key, expected).catch(() => undefined);
    return verified === undefined ? undefined : "private_key_jwt";
  }
  const isKnown = form.get("client_id") === CLIENT_ID && form.get("client_secret") === CLIENT_SECRET;
  return isKnown ? "client_secret_post" : undefined;
}
