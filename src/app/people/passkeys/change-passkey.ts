import { INSTANCE, type PasskeyId, type PersonId } from "../../../core/ids.ts";
import type { PasskeyRow } from "../../../ports/passkey-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { createAuditWrite } from "../../audit.ts";
import { commitIfCurrent } from "../../commit.ts";
import { type Deps, isRefusal, type PersonActor, type Refusal, refuse } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";

/** The passkeys of a person, the oldest first. */
export function listPasskeys(
  { store }: Pick<Deps, "store">,
  person: PersonId,
): Promise<readonly PasskeyRow[]> {
  return collectRows(readEachPage(store, "passkey", { org: INSTANCE, person }));
}

/** Gives one of the caller's passkeys another name. */
export async function renamePasskey(
  deps: Deps,
  actor: PersonActor,
  { id, name }: { readonly id: PasskeyId; readonly name: string },
): Promise<PasskeyRow | Refusal> {
  const row = await findOwn(deps, actor, id);
  if (isRefusal(row)) return row;
  const key = { org: INSTANCE, id };
  const renamed = { ...row, name };
  const isCommitted = await commitIfCurrent(deps, [
    { op: "update", table: "passkey", key, set: { name }, expect: { person: row.person } },
    createPasskeyAudit(deps, actor, "rename-passkey", renamed),
  ]);
  return isCommitted ? renamed : refuse("not-found", "passkey.not-found");
}

/** Removes one of the caller's passkeys after a recent sign-in: it does not sign in any more. */
export async function removePasskey(
  deps: Deps,
  actor: PersonActor,
  id: PasskeyId,
): Promise<Refusal | undefined> {
  const row = await findOwn(deps, actor, id);
  if (isRefusal(row)) return row;
  const isCommitted = await commitIfCurrent(deps, [
    { op: "delete", table: "passkey", key: { org: INSTANCE, id }, expect: { person: row.person } },
    createPasskeyAudit(deps, actor, "remove-passkey", row),
  ]);
  return isCommitted ? undefined : refuse("not-found", "passkey.not-found");
}

/** The writes that remove all passkeys of a person. */
export async function prepareEndOfPasskeys(deps: Deps, person: PersonId): Promise<readonly Write[]> {
  const rows = await listPasskeys(deps, person);
  return rows.map(({ id }) => ({ op: "delete", table: "passkey", key: { org: INSTANCE, id } }));
}

/** The audit row about a passkey of the caller. */
export function createPasskeyAudit(
  deps: Deps,
  actor: PersonActor,
  activity: "add-passkey" | "rename-passkey" | "remove-passkey",
  { id, name }: PasskeyRow,
): Write {
  const detail = { passkey: id, name };
  const entry = { org: INSTANCE, category: "person", activity, target: actor.personId, detail } as const;
  return createAuditWrite(deps, actor, entry);
}

/** The passkey of another person is answered like one that does not exist. */
async function findOwn({ store }: Deps, actor: PersonActor, id: PasskeyId): Promise<PasskeyRow | Refusal> {
  const row = await store.get("passkey", { org: INSTANCE, id });
  return row === undefined || row.person !== actor.personId ? refuse("not-found", "passkey.not-found") : row;
}
