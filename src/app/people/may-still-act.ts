import { INSTANCE, type OrgId } from "../../core/ids.ts";
import { isLive } from "../../core/people/session.ts";
import type { Actor, Deps } from "../deps.ts";
import { readRoles } from "./find-person.ts";
import { readTokenRest } from "./read-token-rest.ts";

/**
 * True while the token or session of a caller is valid and a person still has a role in the organization. For work that
 * goes on after the request was let in.
 */
export async function mayStillAct(deps: Deps, actor: Actor, org: OrgId): Promise<boolean> {
  const { store, env } = deps;
  if (actor.tokenId !== null) {
    const token = await store.get("token", { org: actor.org, id: actor.tokenId });
    if (token === undefined || token.revoked !== null || token.expires <= env.now()) return false;
  }
  if (actor.kind !== "person") return true;
  if (actor.sessionId !== null) {
    const session = await store.get("session", { org: INSTANCE, id: actor.sessionId });
    if (session === undefined || !isLive(session, env.now())) return false;
  }
  const person = await store.get("person", { org: INSTANCE, id: actor.personId });
  if (person === undefined || person.disabled !== null) return false;
  if (actor.tokenId !== null) {
    const rest = await readTokenRest(deps, person);
    if (rest !== undefined && rest.from <= env.now()) return false;
  }
  const roles = await readRoles(deps, actor.personId);
  return roles.has(org) || roles.has(INSTANCE);
}
