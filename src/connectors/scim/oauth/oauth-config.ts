import { isObject, type Json } from "../../../core/json.ts";

/** How the client proves its identity at the token endpoint (RFC 6749 §2.3.1, RFC 7523 §2.2). */
export const OAUTH_METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;
export type OAuthMethod = (typeof OAUTH_METHODS)[number];

/** Where and how an access token is obtained with client credentials (RFC 6749 §4.4). */
export interface OAuthConfig {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly method: OAuthMethod;
  readonly scope: string | undefined;
  readonly audience: string | undefined;
  /** RFC 8707. */
  readonly resource: string | undefined;
  /** The `kid` of a signed assertion. */
  readonly keyId: string | undefined;
  /** Requests the token for this account with the grant `account_credentials` of Zoom (seen 2026-11-30). */
  readonly accountId: string | undefined;
}

const TEXT_LENGTH_MAX = 2_000;
const MEMBERS: ReadonlySet<string> = new Set([
  ...["tokenUrl", "clientId", "method", "scope", "audience", "resource", "keyId", "accountId"],
]);

export type ParsedOAuth =
  | { readonly ok: true; readonly oauth: OAuthConfig | undefined }
  | { readonly ok: false; readonly member: string };

/** Reads the setting `oauth`; without it, the secret is a bearer token. The first wrong member is named. */
export function readOAuth(value: Json | undefined): ParsedOAuth {
  if (value === undefined) return { ok: true, oauth: undefined };
  if (!isObject(value)) return { ok: false, member: "oauth" };
  const wrong = Object.entries(value).find(([name, held]) => !MEMBERS.has(name) || !isText(held));
  if (wrong !== undefined) return { ok: false, member: wrong[0] };
  const textOf = (name: string): string | undefined => {
    const held = value[name];
    return typeof held === "string" ? held : undefined;
  };
  const tokenUrl = readTokenUrl(textOf("tokenUrl"));
  const clientId = textOf("clientId");
  const method = OAUTH_METHODS.find((each) => each === (textOf("method") ?? "client_secret_basic"));
  if (tokenUrl === undefined) return { ok: false, member: "tokenUrl" };
  if (clientId === undefined) return { ok: false, member: "clientId" };
  if (method === undefined) return { ok: false, member: "method" };
  const [scope, audience, resource, keyId] = ["scope", "audience", "resource", "keyId"].map(textOf);
  const accountId = textOf("accountId");
  return { ok: true, oauth: { tokenUrl, clientId, method, scope, audience, resource, keyId, accountId } };
}

function isText(value: Json): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= TEXT_LENGTH_MAX;
}

/** Without query, fragment and credentials: settings are shown and logged, and these may hold a secret. */
function readTokenUrl(text: string | undefined): string | undefined {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) return undefined;
  const isBare = url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isBare ? url.href : undefined;
}
