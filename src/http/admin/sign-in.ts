import type { Actor } from "../../app/deps.ts";
import { isRefusal } from "../../app/deps.ts";
import { endOtherSessions, endSession, listSessions } from "../../app/people/end-sessions.ts";
import { enterByLink } from "../../app/people/enter-by-link.ts";
import { readLink } from "../../app/people/one-time-links.ts";
import type { SessionOrigin } from "../../app/people/open-session.ts";
import { listUsableProviders } from "../../app/people/providers/find-provider.ts";
import { type SignedIn, signIn } from "../../app/people/sign-in.ts";
import type { PersonSessionShape, SignedInSession } from "../../contract/sign-in.ts";
import { INSTANCE, type PersonId, type SessionId } from "../../core/ids.ts";
import { endOf } from "../../core/people/session.ts";
import type { SessionRow } from "../../ports/people-tables.ts";
import { ApiError } from "../api-error.ts";
import { csrfTokenOf } from "../sign-in/csrf.ts";
import { findPasskeySite } from "../sign-in/passkey-site.ts";
import { clearSessionCookie, setSessionCookie } from "../sign-in/session-cookie.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";
import { showSession } from "./show-session.ts";

type SignInRoute =
  | "readSignIn"
  | "signIn"
  | "getSession"
  | "signOut"
  | "listSessions"
  | "endSession"
  | "endOtherSessions"
  | "readLink"
  | "redeemLink";
type SignInCall = Pick<AdminCall<SignInRoute>, "context" | "request" | "reply">;

/** Serves signing in and out, and one-time links. */
export const signInHandlers: Pick<Handlers, SignInRoute> = {
  async readSignIn(call) {
    const providers = await listUsableProviders(call.context.deps);
    return {
      password: true,
      passkeys: findPasskeySite(call) !== undefined,
      providers: providers.map(({ id, name }) => ({ providerId: id, name })),
    };
  },

  async signIn(call) {
    const result = await signIn(call.context.deps, call.body, originOf(call));
    switch (result.kind) {
      case "signed-in":
        return answerSignedIn(call, result);
      case "refused":
        throw new ApiError(401, "sign-in.refused");
      case "code-needed":
        throw new ApiError(401, "sign-in.code-needed");
      case "code-wrong":
        throw new ApiError(401, "sign-in.code-wrong");
      case "delayed":
        throw createDelayed(result.waitMs);
    }
  },

  getSession: (call) => showOwnSession(call),

  async signOut(call) {
    const { personId, sessionId } = personOf(call);
    await endSession(call.context.deps, call.actor, { person: personId, session: sessionId });
    clearSessionCookie(call.reply, call.context.publicUrl);
    return null;
  },

  async listSessions(call) {
    const { personId, sessionId } = personOf(call);
    const sessions = await listSessions(call.context.deps, personId);
    return { items: sessions.map((row) => ({ ...showPersonSession(row), isCurrent: row.id === sessionId })) };
  },

  async endSession(call) {
    const { personId } = personOf(call);
    const session = idOf<SessionId>(call.params.session);
    return (await endSession(call.context.deps, call.actor, { person: personId, session })) ?? null;
  },

  async endOtherSessions({ context, actor }) {
    if (actor.kind !== "person") throw new Error("a token has no session");
    return { ended: await endOtherSessions(context.deps, actor) };
  },

  async readLink({ context, body }) {
    const found = await readLink(context.deps, body.link);
    if (isRefusal(found)) return found;
    const { row, name, organization } = found;
    return { purpose: row.purpose, name, organization, expiresAt: formatTime(row.expires) };
  },

  async redeemLink(call) {
    const { context, body } = call;
    const result = await enterByLink(context.deps, body, originOf(call));
    return isRefusal(result) ? result : answerSignedIn(call, result);
  },
};

/** The session that the request came with, as it is now. */
export async function showOwnSession(
  call: Pick<AdminCall<"getSession">, "context" | "request" | "actor">,
): Promise<SignedInSession> {
  const { deps } = call.context;
  const { personId, sessionId } = personOf(call);
  const [person, session] = await Promise.all([
    deps.store.get("person", { org: INSTANCE, id: personId }),
    deps.store.get("session", { org: INSTANCE, id: sessionId }),
  ]);
  const { csrfToken } = call.request;
  if (person === undefined || session === undefined || csrfToken === undefined) {
    throw new Error("the session of the caller is gone");
  }
  return showSession(deps, { person, session, csrfToken });
}

/** A session without the mark of the current one. */
export function showPersonSession(row: SessionRow): Omit<PersonSessionShape, "isCurrent"> {
  return {
    sessionId: row.id,
    createdAt: formatTime(row.created),
    usedAt: formatTime(row.used),
    expiresAt: formatTime(row.expires),
    idleExpiresAt: formatTime(endOf(row)),
    userAgent: row.user_agent,
    address: row.address,
  };
}

/** 429 for an attempt that has to wait. */
export function createDelayed(waitMs: number): ApiError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new ApiError(429, "sign-in.delayed", { seconds }, { headers: { "retry-after": String(seconds) } });
}

/** The person of a session. The permission `session` lets no token in. */
function personOf({ actor }: { readonly actor: Actor }): {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
} {
  if (actor.kind !== "person" || actor.sessionId === null) throw new Error("a token has no session");
  const { personId, sessionId } = actor;
  return { personId, sessionId };
}

/** From where the request comes. */
export function originOf({ request }: Pick<SignInCall, "request">): SessionOrigin {
  return { address: request.ip, userAgent: request.headers["user-agent"] };
}

/** The session that just began, with its cookie. */
export async function answerSignedIn(
  call: SignInCall,
  { person, session, token }: SignedIn,
): Promise<SignedInSession> {
  const { deps, publicUrl } = call.context;
  setSessionCookie(call.reply, token, publicUrl);
  return showSession(deps, { person, session, csrfToken: csrfTokenOf(deps.env, token) });
}
