import { INSTANCE, type PersonId, type TokenId } from "../../core/ids.ts";
import type { TokenRest } from "../../core/people/token-rest.ts";
import type { Write } from "../../ports/store.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, type PersonActor, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { type NewToken, prepareToken } from "../tokens/create-integration-token.ts";
import { revokeToken } from "../tokens/revoke-token.ts";
import { readTokenRest } from "./read-token-rest.ts";

/**
 * Creates a token with which programs act as the person: its rights are those of the person at the time of use, and it
 * ends when the person is disabled.
 */
export async function createPersonalToken(
  deps: Deps,
  actor: PersonActor,
  { name, lifetimeDays }: { readonly name: string; readonly lifetimeDays: number },
): Promise<NewToken | Refusal> {
  const { personId: id } = actor;
  const person = await deps.store.get("person", { org: INSTANCE, id });
  if (person === undefined || person.disabled !== null) {
    return refuse("conflict", "person.disabled", { name: actor.name });
  }
  const wanted = {
    org: INSTANCE,
    kind: "personal",
    profile: "generic",
    name,
    lifetimeDays,
    person: id,
  } as const;
  const { made, writes } = await prepareToken(deps, actor, wanted, null);
  const { version } = person;
  const isCommitted = await commitIfCurrent(deps, [
    // Written unchanged and not only required, so that disabling at the same moment conflicts on PostgreSQL too.
    { op: "update", table: "person", key: { org: INSTANCE, id }, set: { version }, expect: { version } },
    ...writes,
  ]);
  return isCommitted ? made : refuse("conflict", "person.changed-meanwhile", { name: actor.name });
}

/** The personal tokens of a person, newest last, including revoked and expired ones, and from when they rest. */
export async function listPersonalTokens(
  { store }: Pick<Deps, "store">,
  id: PersonId,
): Promise<{ readonly tokens: readonly TokenRow[]; readonly rest: TokenRest | undefined }> {
  const person = await store.get("person", { org: INSTANCE, id });
  const tokens = await collectRows(readEachPage(store, "token", { org: INSTANCE, person: id }));
  return { tokens, rest: person === undefined ? undefined : await readTokenRest({ store }, person) };
}

/** Revokes a personal token of the person for good. */
export async function revokePersonalToken(
  deps: Deps,
  actor: PersonActor,
  token: TokenId,
): Promise<TokenRow | Refusal> {
  const row = await deps.store.get("token", { org: INSTANCE, id: token });
  if (row?.person !== actor.personId) return refuse("not-found", "token.not-found", { token });
  return revokeToken(deps, actor, { org: INSTANCE, token });
}

/**
 * The writes that revoke all personal tokens of a person. They belong into the change set that disables the person, and
 * make it a conflict if a token was created meanwhile.
 */
export async function prepareRevocations(
  deps: Deps,
  author: Author,
  person: PersonId,
): Promise<readonly Write[]> {
  const live = { org: INSTANCE, person, revoked: null };
  const tokens = await collectRows(readEachPage(deps.store, "token", live));
  const revoked = deps.env.now();
  const writes = tokens.flatMap(({ id, name }): Write[] => [
    { op: "update", table: "token", key: { org: INSTANCE, id }, set: { revoked }, expect: { revoked: null } },
    createAuditWrite(deps, author, {
      org: INSTANCE,
      category: "token",
      activity: "revoke",
      target: id,
      detail: { name, person, cause: "disabled" },
    }),
  ]);
  return [...writes, { op: "requireNone", table: "token", where: live }];
}
