import { INSTANCE, type PasskeyId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { createAuditInAll } from "./audit-in-all.ts";
import { prepareEndOfSessions } from "./end-sessions.ts";
import { findOwnPerson, type PersonView } from "./people-in-reach.ts";
import { findAuthenticator, prepareEndOfAuthenticator } from "./second-factor.ts";

/**
 * Removes the authenticator app of a person who has lost it. The password alone signs in from then on; the sessions end,
 * because the device with the app may be in the hands of a stranger. The caller's own app needs a code of it, which a
 * stranger with the session or a personal token of an owner does not have.
 */
export async function removeSecondFactorOf(
  deps: Deps,
  actor: Actor,
  find: string,
): Promise<Refusal | undefined> {
  const view = await findOwnPerson(deps, actor, find);
  if (isRefusal(view)) return view;
  const { id, name } = view.row;
  if (actor.kind === "person" && actor.personId === id) return refuse("conflict", "second-factor.own");
  if ((await findAuthenticator(deps, id)) === undefined) {
    return refuse("conflict", "person.no-second-factor", { name });
  }
  const ends = await prepareEndOfAuthenticator(deps, id);
  return commitRemoval(deps, actor, view, { ends, activity: "reset-second-factor" });
}

/**
 * Removes a passkey of a person whose device was lost, and ends the sessions. The caller's own are removed on the account
 * page after a recent sign-in.
 */
export async function removePasskeyOf(
  deps: Deps,
  actor: Actor,
  { find, passkey: id }: { readonly find: string; readonly passkey: PasskeyId },
): Promise<Refusal | undefined> {
  const view = await findOwnPerson(deps, actor, find);
  if (isRefusal(view)) return view;
  const person = view.row.id;
  if (actor.kind === "person" && actor.personId === person) return refuse("conflict", "passkey.own");
  const row = await deps.store.get("passkey", { org: INSTANCE, id });
  if (row?.person !== person) return refuse("not-found", "person.no-passkey", { name: view.row.name });
  const key = { org: INSTANCE, id };
  const ends: readonly Write[] = [{ op: "delete", table: "passkey", key, expect: { person } }];
  return commitRemoval(deps, actor, view, { ends, activity: "reset-passkey" });
}

async function commitRemoval(
  deps: Deps,
  actor: Actor,
  view: PersonView,
  { ends, activity }: { readonly ends: readonly Write[]; readonly activity: string },
): Promise<Refusal | undefined> {
  const committed = await deps.store.commit([
    ...ends,
    ...(await prepareEndOfSessions(deps, actor, view.row.id)),
    ...createAuditInAll(deps, actor, view, activity),
  ]);
  if (committed.kind === "conflict") {
    return refuse("conflict", "person.changed-meanwhile", { name: view.row.name });
  }
  deps.revocations.happened();
  return undefined;
}
