import type { FastifyRequest } from "fastify";
import type { Actor, Deps, PersonActor } from "../../app/deps.ts";
import { SessionAuthenticator } from "../../app/people/session-authenticator.ts";
import { Authenticator, isActor } from "../../app/tokens/authenticator.ts";
import type { TokenUsage } from "../../app/tokens/token-usage.ts";
import { type OrgId, parseUuid } from "../../core/ids.ts";
import { bearerOf, decideAccess } from "../access.ts";
import { createForbidden, createUnauthenticated } from "../api-error.ts";
import { csrfTokenOf, refuseForged, refuseOtherSites } from "./csrf.ts";
import { sessionCookieOf } from "./session-cookie.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The token that requests of the caller's session need to change something; undefined without a session. */
    csrfToken: string | undefined;
  }
}

/** Lets callers in, by the token of the request or by the cookie of a session, or throws the refusal. */
export class CallerCheck {
  readonly #deps: Deps;
  readonly #tokens: Authenticator;
  readonly #sessions: SessionAuthenticator;
  readonly #uses: TokenUsage;
  readonly #publicUrl: string | undefined;

  constructor(deps: Deps, uses: TokenUsage, publicUrl: string | undefined) {
    this.#deps = deps;
    this.#tokens = new Authenticator(deps);
    this.#sessions = new SessionAuthenticator(deps);
    this.#uses = uses;
    this.#publicUrl = publicUrl;
  }

  /** Sets the actor of a request to a route that is not public, or throws. */
  async admit(request: FastifyRequest): Promise<void> {
    const { permission } = request.routeOptions.config;
    if (permission === "public") return refuseOtherSites(request, this.#publicUrl);
    const actor = await this.#identify(request);
    const access = decideAccess(actor, permission, orgIn(request));
    if (access.kind === "forbidden") throw createForbidden(actor.kind, access.permission);
    request.actor = actor.kind === "person" ? { ...actor, reach: access.reach } : actor;
    const { org, tokenId } = actor;
    if (tokenId !== null) this.#uses.note({ org, tokenId }, request.headers["user-agent"]);
  }

  async #identify(request: FastifyRequest): Promise<Actor> {
    const { authorization } = request.headers;
    // A request with a token is a program's. A cookie beside it counts for nothing.
    const cookie = authorization === undefined ? sessionCookieOf(request, this.#publicUrl) : undefined;
    if (cookie !== undefined) return this.#identifyPerson(request, cookie);
    const actor = await this.#tokens.authenticate(bearerOf(authorization));
    if (!isActor(actor)) throw createUnauthenticated(actor);
    request.caller = actor;
    return actor;
  }

  async #identifyPerson(request: FastifyRequest, cookie: string): Promise<PersonActor> {
    const actor = await this.#sessions.authenticate(cookie);
    if (actor === undefined) {
      throw createUnauthenticated({ kind: "unauthenticated", code: "auth.session-ended", params: {} });
    }
    request.caller = actor;
    refuseForged(this.#deps.env, request, cookie, this.#publicUrl);
    request.csrfToken = csrfTokenOf(this.#deps.env, cookie);
    return actor;
  }
}

/** The organization in the path, if it has one. */
function orgIn({ params }: FastifyRequest): OrgId | undefined {
  const org = typeof params === "object" && params !== null && "org" in params ? params.org : undefined;
  return typeof org === "string" ? parseUuid<OrgId>(org) : undefined;
}
