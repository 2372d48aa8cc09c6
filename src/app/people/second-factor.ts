import { INSTANCE, type PersonId } from "../../core/ids.ts";
import type { AuthenticatorRow } from "../../ports/identity-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { Deps } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";

/** The result of the check of a second factor. The writes use the code up, in the commit of what it allows. */
export type SecondFactor =
  | { readonly kind: "none" }
  | { readonly kind: "code-needed" }
  | { readonly kind: "wrong" }
  | { readonly kind: "right"; readonly writes: readonly Write[] };

/** The authenticator app of a person, if there is one that counts. */
export async function findAuthenticator(
  { store }: Pick<Deps, "store">,
  person: PersonId,
): Promise<AuthenticatorRow | undefined> {
  const row = await store.get("authenticator", { org: INSTANCE, person });
  return row === undefined || row.confirmed === null ? undefined : row;
}

/** Checks a code of the person's app, or one of the recovery codes. */
export async function checkSecondFactor(
  deps: Deps,
  person: PersonId,
  code: string | undefined,
): Promise<SecondFactor> {
  const row = await findAuthenticator(deps, person);
  if (row === undefined) return { kind: "none" };
  if (code === undefined) return { kind: "code-needed" };
  const typed = code.replace(/[\s-]+/g, "").toLowerCase();
  const writes = /^\d{6}$/.test(typed)
    ? await prepareUseOfCode(deps, row, typed)
    : await prepareUseOfRecoveryCode(deps, person, typed);
  return writes === undefined ? { kind: "wrong" } : { kind: "right", writes };
}

/** The write that uses a code of the app up; undefined for a wrong code and for one of a step that was used. */
export async function prepareUseOfCode(
  deps: Deps,
  row: AuthenticatorRow,
  code: string,
): Promise<readonly Write[] | undefined> {
  const { secrets, env, oneTimeCodes, store } = deps;
  const sealed = await store.get("secret", { org: INSTANCE, id: row.secret });
  if (sealed === undefined) return undefined;
  const secret = secrets.open(INSTANCE, row.secret, { keyId: sealed.key_id, sealed: sealed.sealed });
  const step = oneTimeCodes.findStep(secret, code, env.now());
  if (step === undefined || step <= row.step) return undefined;
  const key = { org: INSTANCE, person: row.person };
  return [{ op: "update", table: "authenticator", key, set: { step }, expect: { step: row.step } }];
}

async function prepareUseOfRecoveryCode(
  deps: Deps,
  person: PersonId,
  code: string,
): Promise<readonly Write[] | undefined> {
  const key = { org: INSTANCE, person, hash: hashRecoveryCode(deps, person, code) };
  const row = await deps.store.get("recovery_code", key);
  return row === undefined
    ? undefined
    : [{ op: "delete", table: "recovery_code", key, expect: { hash: key.hash } }];
}

/** The hash of a recovery code, without its dashes. Codes have 80 bits of chance, so that a fast hash is enough. */
export function hashRecoveryCode({ env }: Pick<Deps, "env">, person: PersonId, code: string): string {
  return env.hash(`recovery code of ${person}: ${code.replaceAll("-", "")}`);
}

/** The number of recovery codes that a person has left. */
export function countRecoveryCodes({ store }: Pick<Deps, "store">, person: PersonId): Promise<number> {
  return store.count("recovery_code", { org: INSTANCE, person });
}

/** The writes that remove the app of a person with its secret and the recovery codes. */
export async function prepareEndOfAuthenticator(
  { store }: Pick<Deps, "store">,
  person: PersonId,
): Promise<readonly Write[]> {
  const key = { org: INSTANCE, person };
  const row = await store.get("authenticator", key);
  return [
    ...(row === undefined
      ? []
      : [
          { op: "delete", table: "authenticator", key } as const,
          { op: "delete", table: "secret", key: { org: INSTANCE, id: row.secret } } as const,
        ]),
    ...(await prepareEndOfRecoveryCodes({ store }, person)),
  ];
}

/** The writes that end the recovery codes of a person. */
export async function prepareEndOfRecoveryCodes(
  { store }: Pick<Deps, "store">,
  person: PersonId,
): Promise<readonly Write[]> {
  const key = { org: INSTANCE, person };
  const codes = await collectRows(readEachPage(store, "recovery_code", key));
  return codes.map(({ hash }): Write => ({ op: "delete", table: "recovery_code", key: { ...key, hash } }));
}
