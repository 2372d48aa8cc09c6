import { INSTANCE } from "../../../core/ids.ts";
import { isCopied } from "../../../core/people/passkey.ts";
import type { PasskeyRow } from "../../../ports/passkey-tables.ts";
import type { PasskeySite, SignedChallenge } from "../../../ports/passkeys.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import { createAuditWrite } from "../../audit.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import type { Deps } from "../../deps.ts";
import { requireUnchanged } from "../open-id/identity.ts";
import { prepareSession, type SessionOrigin } from "../open-session.ts";
import type { NotSignedIn, SignedIn } from "../sign-in.ts";
import { beginAttempt, clearAttempt } from "../sign-in-delays.ts";
import { endChallenge } from "./passkey-challenges.ts";

/** Why an answer signs no person in. The audit trail has it; the caller is not informed of it. */
type Reason = "challenge" | "unknown" | "disabled" | "signature" | "copied" | "changed";

interface Refused {
  readonly reason: Reason;
  readonly person?: MusterPersonRow;
}

/**
 * Signs in the person whose passkey signed a challenge. The authenticator has verified its user, so that no code of a
 * second factor is needed. Failures are counted for the passkey and for the address as those of passwords are.
 */
export async function signInWithPasskey(
  deps: Deps,
  { site, signed }: { readonly site: PasskeySite; readonly signed: SignedChallenge },
  origin: SessionOrigin,
): Promise<SignedIn | Extract<NotSignedIn, { readonly kind: "refused" | "delayed" }>> {
  const attempt = await beginAttempt(deps, { name: `passkey ${signed.id}`, address: origin.address });
  if (attempt.kind === "delayed") return attempt;
  const result = await check(deps, site, signed);
  const signedIn = "reason" in result ? result : await openFor(deps, result, origin);
  if ("reason" in signedIn) {
    await recordRefusal(deps, signedIn, origin);
    return { kind: "refused" };
  }
  await clearAttempt(deps, attempt);
  return signedIn;
}

interface Proven {
  readonly person: MusterPersonRow;
  readonly passkey: PasskeyRow;
  readonly counter: number;
}

async function check(deps: Deps, site: PasskeySite, signed: SignedChallenge): Promise<Proven | Refused> {
  const { store, passkeys } = deps;
  const challenge = passkeys.readChallenge(signed);
  if (challenge === undefined || !(await endChallenge(deps, challenge, null))) return { reason: "challenge" };
  const [passkey] = await store.page("passkey", { where: { credential: signed.id }, limit: 1 });
  if (passkey === undefined) return { reason: "unknown" };
  const person = await store.get("person", { org: INSTANCE, id: passkey.person });
  if (person === undefined || signed.userHandle !== passkeys.toUserHandle(person.id)) {
    return { reason: "unknown" };
  }
  const expected = { challenge, publicKey: passkey.public_key };
  const counter = await passkeys.verifySignature(site, expected, signed);
  if (counter === undefined) return { reason: "signature", person };
  if (isCopied(passkey.counter, counter)) return { reason: "copied", person };
  if (person.disabled !== null || person.password === null) return { reason: "disabled", person };
  return { person, passkey, counter };
}

async function openFor(
  deps: Deps,
  { person, passkey, counter }: Proven,
  origin: SessionOrigin,
): Promise<SignedIn | Refused> {
  const { row, token, writes } = await prepareSession(deps, person.id, origin, { by: "passkey" });
  const isCommitted = await commitIfCurrent(deps, [
    requireUnchanged(person),
    {
      op: "update",
      table: "passkey",
      key: { org: INSTANCE, id: passkey.id },
      set: { counter, used: deps.env.now() },
      expect: { person: person.id, counter: passkey.counter },
    },
    ...writes,
  ]);
  return isCommitted ? { kind: "signed-in", person, session: row, token } : { reason: "changed", person };
}

async function recordRefusal(
  deps: Deps,
  { reason, person }: Refused,
  { address }: SessionOrigin,
): Promise<void> {
  await commitOrThrow(deps, [
    createAuditWrite(deps, "system", {
      org: INSTANCE,
      category: "session",
      activity: "sign-in-refused",
      target: person?.id ?? "unknown",
      detail: { by: "passkey", reason, address },
    }),
  ]);
}
