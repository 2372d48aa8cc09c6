import { INSTANCE, type SessionId } from "../../core/ids.ts";
import { isRecent, RECENT_MINUTES } from "../../core/people/session.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/**
 * Refuses to hand out access where the person signed in a while ago: a stranger at an open browser, or with a stolen
 * cookie, would keep access after the session has ended, or take a factor away.
 */
export async function requireRecentSignIn(
  { store, env }: Pick<Deps, "store" | "env">,
  id: SessionId,
): Promise<Refusal | undefined> {
  const session = await store.get("session", { org: INSTANCE, id });
  if (session !== undefined && isRecent(session, env.now())) return undefined;
  return refuse("conflict", "session.too-old", { minutes: RECENT_MINUTES });
}
