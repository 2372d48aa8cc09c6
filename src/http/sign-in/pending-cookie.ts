import type { FastifyReply, FastifyRequest } from "fastify";
import { PENDING_MS } from "../../app/people/open-id/pending-sign-in.ts";
import { isSecure } from "./session-cookie.ts";

/** The path that providers send browsers back to. It is part of the redirect URI, which providers compare to the letter. */
export const CALLBACK_PATH = "/api/v1/sign-in/oidc/callback";

const NAME = "muster-sign-in";

/**
 * `SameSite=Lax`: the browser comes back from another site, and a cookie that is `Strict` would not be sent. It is sealed,
 * and a session is opened only together with a code of the provider.
 */
const ATTRIBUTES = { path: "/", httpOnly: true, sameSite: "lax" } as const;

/** The redirect URI of this server. */
export function redirectUriOf(
  { protocol, host }: Pick<FastifyRequest, "protocol" | "host">,
  publicUrl: string | undefined,
): string {
  return `${(publicUrl ?? `${protocol}://${host}`).replace(/\/+$/, "")}${CALLBACK_PATH}`;
}

/** Gives the browser the sealed text of a sign-in that was begun. */
export function setPendingCookie(reply: FastifyReply, text: string, publicUrl: string | undefined): void {
  const secure = isSecure(reply.request, publicUrl);
  reply.setCookie(nameOf(reply.request, publicUrl), text, {
    ...ATTRIBUTES,
    secure,
    maxAge: PENDING_MS / 1_000,
  });
}

/** The sealed text that the browser kept, and takes it away from the browser: it counts once. */
export function takePendingCookie(reply: FastifyReply, publicUrl: string | undefined): string | undefined {
  const { request } = reply;
  const { cookie } = request.headers;
  const name = nameOf(request, publicUrl);
  reply.clearCookie(name, { ...ATTRIBUTES, secure: isSecure(request, publicUrl) });
  return cookie === undefined ? undefined : request.server.parseCookie(cookie)[name];
}

function nameOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return isSecure(request, publicUrl) ? `__Host-${NAME}` : NAME;
}
