import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Env } from "../../ports/env.ts";
import { createForged } from "./session-cookie.ts";

/**
 * Protection against requests that another site makes a browser send. A request with a session's cookie that changes
 * something needs a header with a token that only pages of this site can read; and the headers in which a browser says
 * where a request comes from must not name another site.
 *
 * `@fastify/csrf-protection` keeps a secret of its own in a second cookie or in a session store of its family, which
 * would be a second thing to end with the session. Here the token is the hash of the session's cookie: it belongs to
 * exactly this session, ends with it, needs no row, and does not give the cookie away.
 */

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The token of the session with this cookie. */
export function csrfTokenOf({ hash }: Pick<Env, "hash">, cookie: string): string {
  return hash(`csrf token of the session ${cookie}`);
}

/** Throws for a request with a session's cookie that changes something and may come from another site. */
export function refuseForged(
  env: Pick<Env, "hash">,
  request: FastifyRequest,
  cookie: string,
  publicUrl: string | undefined,
): void {
  if (SAFE.has(request.method)) return;
  refuseOtherSites(request, publicUrl);
  const sent = request.headers["x-csrf-token"];
  const expected = Buffer.from(csrfTokenOf(env, cookie));
  const given = Buffer.from(typeof sent === "string" ? sent : "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw createForged();
}

/**
 * Throws for a request that changes something and that a browser sent for another site. Programs send neither header.
 * It covers signing in as well: otherwise another site could sign a visitor in as the attacker.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string | undefined): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") throw createForged();
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = [
    `${request.protocol}://${request.host}`,
    ...(publicUrl === undefined ? [] : [originOf(publicUrl)]),
  ];
  if (!own.includes(origin)) throw createForged();
}

function originOf(url: string): string {
  return new URL(url).origin;
}
