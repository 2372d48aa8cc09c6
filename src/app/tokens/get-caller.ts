import { INSTANCE } from "../../core/ids.ts";
import { endOf } from "../../core/people/session.ts";
import type { Actor, Deps } from "../deps.ts";

/** By what a caller was let in: a token, or the session of a person. */
export interface CallerView {
  /** The id of the token or of the session. */
  readonly id: string;
  readonly kind: Actor["kind"];
  readonly name: string;
  readonly expires: number;
}

/** Describes by what the caller was let in. It is there: the caller was let in with it a moment ago. */
export async function getCaller({ store }: Deps, actor: Actor): Promise<CallerView> {
  const { kind, name } = actor;
  if (kind === "person" && actor.sessionId !== null) {
    const session = await store.get("session", { org: INSTANCE, id: actor.sessionId });
    if (session === undefined) throw new Error("the caller's session is gone");
    return { id: session.id, kind, name, expires: endOf(session) };
  }
  const { org, tokenId } = actor;
  const row = tokenId === null ? undefined : await store.get("token", { org, id: tokenId });
  if (row === undefined) throw new Error("the caller's token is gone");
  return { id: row.id, kind, name: kind === "person" ? name : row.name, expires: row.expires };
}
