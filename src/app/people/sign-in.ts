import { INSTANCE } from "../../core/ids.ts";
import type { MusterPersonRow, SessionRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { commitIfCurrent, commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { findPersonByName } from "./find-person.ts";
import { prepareSession, type SessionOrigin } from "./open-session.ts";
import { checkSecondFactor } from "./second-factor.ts";
import { beginAttempt, clearAttempt } from "./sign-in-delays.ts";

/** A person who signed in, with the text of the session's cookie. */
export interface SignedIn {
  readonly kind: "signed-in";
  readonly person: MusterPersonRow;
  readonly session: SessionRow;
  readonly token: string;
}

/** A refused attempt. `refused` is the same for a wrong password, an unknown name and a disabled person.
 * The other two come after a right password of a person with an authenticator app. */
export type NotSignedIn =
  | { readonly kind: "refused" }
  | { readonly kind: "code-needed" }
  | { readonly kind: "code-wrong" }
  | { readonly kind: "delayed"; readonly waitMs: number };

/**
 * Signs a person in by name and password. During a delay nothing is checked, so a right password is refused as well: an
 * attempt in a delay must not tell whether the password would have been right. For an unknown name the same work is
 * done as for a known one.
 */
export async function signIn(
  deps: Deps,
  input: { readonly name: string; readonly password: string; readonly code?: string | undefined },
  origin: SessionOrigin,
): Promise<SignedIn | NotSignedIn> {
  const attempt = await beginAttempt(deps, { name: input.name, address: origin.address });
  if (attempt.kind === "delayed") return attempt;
  const person = await findPersonByName(deps, input.name);
  const isUsable = person !== undefined && person.disabled === null;
  const isRight = await deps.passwords.verify(isUsable ? person.password : null, input.password);
  const factor = isUsable && isRight ? await checkSecondFactor(deps, person.id, input.code) : undefined;
  // The attempt stays counted: otherwise a known password would let its owner guess codes without a delay.
  if (factor?.kind === "code-needed") return { kind: "code-needed" };
  const used = factor?.kind === "right" ? factor.writes : [];
  const isProven = factor !== undefined && factor.kind !== "wrong";
  const signedIn = isUsable && isProven ? await openFor(deps, person, used, origin) : undefined;
  if (signedIn === undefined) {
    await recordRefusal(deps, person, origin);
    return { kind: factor === undefined || factor.kind === "none" ? "refused" : "code-wrong" };
  }
  await clearAttempt(deps, attempt);
  return signedIn;
}

/** Undefined if the person was disabled or got another password in between, or if the code was used. */
async function openFor(
  deps: Deps,
  person: MusterPersonRow,
  used: readonly Write[],
  origin: SessionOrigin,
): Promise<SignedIn | undefined> {
  const { id, version } = person;
  const { row, token, writes } = await prepareSession(deps, id, origin, { by: "password" });
  const isCommitted = await commitIfCurrent(deps, [
    // Written unchanged and not only required, so that a change at the same moment conflicts on PostgreSQL too.
    { op: "update", table: "person", key: { org: INSTANCE, id }, set: { version }, expect: { version } },
    ...used,
    ...writes,
  ]);
  return isCommitted ? { kind: "signed-in", person, session: row, token } : undefined;
}

/** The name that was typed is not recorded unless a person has it: some people type their password there. */
async function recordRefusal(
  deps: Deps,
  person: MusterPersonRow | undefined,
  { address }: SessionOrigin,
): Promise<void> {
  const target = person?.id ?? "unknown";
  await commitOrThrow(deps, [
    createAuditWrite(deps, "system", {
      org: INSTANCE,
      category: "session",
      activity: "sign-in-refused",
      target,
      detail: { address },
    }),
  ]);
}
