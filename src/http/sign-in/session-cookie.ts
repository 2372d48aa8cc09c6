import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";

/** Over TLS the name begins with `__Host-`: a browser takes such a cookie only from this host, over TLS, for every path. */
const NAME = "muster-session";

/**
 * True if the browser reaches this server over TLS: the public URL says so, or the request, of which a trusted proxy may
 * say it.
 */
export function isSecure(request: Pick<FastifyRequest, "protocol">, publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") === true || request.protocol === "https";
}

function nameOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return isSecure(request, publicUrl) ? `__Host-${NAME}` : NAME;
}

/** The text of the session's cookie, if one came. */
export function sessionCookieOf(request: FastifyRequest, publicUrl: string | undefined): string | undefined {
  const { cookie } = request.headers;
  if (cookie === undefined) return undefined;
  const value = request.server.parseCookie(cookie)[nameOf(request, publicUrl)];
  return value === "" ? undefined : value;
}

/**
 * `SameSite=Strict`: pages of the console are static and need no cookie, and their requests come from this site, so that
 * a link in a message opens the console signed in all the same.
 */
const ATTRIBUTES = { path: "/", httpOnly: true, sameSite: "strict" } as const;

/** Gives the browser the cookie of a session. It ends with the browser; the server ends the session in any case. */
export function setSessionCookie(reply: FastifyReply, token: string, publicUrl: string | undefined): void {
  const { request } = reply;
  reply.setCookie(nameOf(request, publicUrl), token, {
    ...ATTRIBUTES,
    secure: isSecure(request, publicUrl),
  });
}

/** Removes the cookie of a session that was ended. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string | undefined): void {
  const { request } = reply;
  reply.clearCookie(nameOf(request, publicUrl), { ...ATTRIBUTES, secure: isSecure(request, publicUrl) });
}

/** 403 for a request that another site may have made a browser send. */
export function createForged(): ApiError {
  return new ApiError(403, "request.csrf");
}
