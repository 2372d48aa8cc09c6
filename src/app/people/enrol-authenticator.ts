import { INSTANCE, type PersonId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { commitIfCurrent, commitOrThrow } from "../commit.ts";
import { type Deps, type PersonActor, type Refusal, refuse } from "../deps.ts";
import { newSecret } from "../secrets.ts";
import {
  checkSecondFactor,
  findAuthenticator,
  hashRecoveryCode,
  prepareEndOfAuthenticator,
  prepareEndOfRecoveryCodes,
  prepareUseOfCode,
} from "./second-factor.ts";
import { beginAttempt, clearAttempt } from "./sign-in-delays.ts";

const RECOVERY_CODES = 10;

/** A wrong code, or one that comes during a delay. */
export type CodeProblem = Refusal | { readonly kind: "delayed"; readonly waitMs: number };

/** Makes a secret for the app of a person. It counts once a code of it was typed; until then it replaces an earlier one. */
export async function createAuthenticator(
  deps: Deps,
  actor: PersonActor,
): Promise<{ readonly kind: "enrolled"; readonly secret: string; readonly uri: string } | Refusal> {
  const { personId: person, name } = actor;
  if ((await findAuthenticator(deps, person)) !== undefined) {
    return refuse("conflict", "second-factor.exists");
  }
  const text = deps.oneTimeCodes.newSecret();
  const secret = newSecret(deps, INSTANCE, text);
  const row = { org: INSTANCE, person, secret: secret.id, confirmed: null, step: 0 } as const;
  await commitOrThrow(deps, [
    ...(await prepareEndOfAuthenticator(deps, person)),
    secret.write,
    { op: "insert", table: "authenticator", row: { ...row, created: deps.env.now() } },
  ]);
  return { kind: "enrolled", secret: text, uri: deps.oneTimeCodes.uriOf(text, name) };
}

/** Makes the app count, after a code of it was typed; returns the recovery codes, which are shown this once. */
export async function validateAuthenticator(
  deps: Deps,
  actor: PersonActor,
  input: { readonly code: string; readonly address: string },
): Promise<{ readonly kind: "confirmed"; readonly recoveryCodes: readonly string[] } | CodeProblem> {
  const { personId: person, name } = actor;
  const key = { org: INSTANCE, person };
  const row = await deps.store.get("authenticator", key);
  if (row === undefined) return refuse("conflict", "second-factor.not-begun");
  if (row.confirmed !== null) return refuse("conflict", "second-factor.exists");
  const attempt = await beginAttempt(deps, { name, address: input.address });
  if (attempt.kind === "delayed") return attempt;
  const used = await prepareUseOfCode(deps, row, input.code.replace(/\s+/g, ""));
  if (used === undefined) return refuse("invalid", "second-factor.wrong-code");
  const renewed = prepareRecoveryCodes(deps, person);
  const isCommitted = await commitIfCurrent(deps, [
    ...used,
    {
      op: "update",
      table: "authenticator",
      key,
      set: { confirmed: deps.env.now() },
      expect: { confirmed: null },
    },
    ...renewed.writes,
    createFactorAudit(deps, actor, "add-second-factor"),
  ]);
  if (!isCommitted) return refuse("invalid", "second-factor.wrong-code");
  await clearAttempt(deps, attempt);
  return { kind: "confirmed", recoveryCodes: renewed.codes };
}

/** Replaces the recovery codes of a person who can type a code; the new ones are shown this once. */
export async function replaceRecoveryCodes(
  deps: Deps,
  actor: PersonActor,
  input: { readonly code: string; readonly address: string },
): Promise<{ readonly kind: "renewed"; readonly recoveryCodes: readonly string[] } | CodeProblem> {
  const { personId: person, name } = actor;
  const attempt = await beginAttempt(deps, { name, address: input.address });
  if (attempt.kind === "delayed") return attempt;
  const checked = await checkSecondFactor(deps, person, input.code);
  if (checked.kind === "none") return refuse("conflict", "second-factor.not-begun");
  if (checked.kind !== "right") return refuse("invalid", "second-factor.wrong-code");
  const renewed = prepareRecoveryCodes(deps, person);
  const isCommitted = await commitIfCurrent(deps, [
    ...checked.writes,
    ...(await prepareEndOfRecoveryCodes(deps, person)),
    ...renewed.writes,
    createFactorAudit(deps, actor, "renew-recovery-codes"),
  ]);
  if (!isCommitted) return refuse("invalid", "second-factor.wrong-code");
  await clearAttempt(deps, attempt);
  return { kind: "renewed", recoveryCodes: renewed.codes };
}

/** Removes the app of a person who can still type a code of it, or a recovery code. */
export async function removeAuthenticator(
  deps: Deps,
  actor: PersonActor,
  input: { readonly code: string; readonly address: string },
): Promise<{ readonly kind: "removed" } | CodeProblem> {
  const { personId: person, name } = actor;
  const attempt = await beginAttempt(deps, { name, address: input.address });
  if (attempt.kind === "delayed") return attempt;
  const checked = await checkSecondFactor(deps, person, input.code);
  if (checked.kind === "none") return refuse("conflict", "second-factor.not-begun");
  if (checked.kind !== "right") return refuse("invalid", "second-factor.wrong-code");
  const isCommitted = await commitIfCurrent(deps, [
    ...checked.writes,
    ...(await prepareEndOfAuthenticator(deps, person)),
    createFactorAudit(deps, actor, "remove-second-factor"),
  ]);
  if (!isCommitted) return refuse("invalid", "second-factor.wrong-code");
  await clearAttempt(deps, attempt);
  return { kind: "removed" };
}

function prepareRecoveryCodes(
  deps: Deps,
  person: PersonId,
): { readonly codes: readonly string[]; readonly writes: readonly Write[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => deps.oneTimeCodes.newRecoveryCode());
  const writes = codes.map(
    (code): Write => ({
      op: "insert",
      table: "recovery_code",
      row: { org: INSTANCE, person, hash: hashRecoveryCode(deps, person, code) },
    }),
  );
  return { codes, writes };
}

function createFactorAudit(deps: Deps, actor: PersonActor, activity: string): Write {
  const { personId: target, name } = actor;
  return createAuditWrite(deps, actor, {
    org: INSTANCE,
    category: "person",
    activity,
    target,
    detail: { name },
  });
}
