import { type Actor, isRefusal, type PersonActor } from "../../app/deps.ts";
import { listPasskeys, removePasskey, renamePasskey } from "../../app/people/passkeys/change-passkey.ts";
import { CHALLENGE_MS, createChallenge } from "../../app/people/passkeys/passkey-challenges.ts";
import { beginRegistration, registerPasskey } from "../../app/people/passkeys/register-passkey.ts";
import { signInWithPasskey } from "../../app/people/passkeys/sign-in-with-passkey.ts";
import type { PasskeyShape } from "../../contract/passkeys.ts";
import type { PasskeyId } from "../../core/ids.ts";
import type { PasskeyRow } from "../../ports/passkey-tables.ts";
import { PASSKEY_ALGORITHMS } from "../../ports/passkeys.ts";
import { ApiError } from "../api-error.ts";
import { getPasskeySite } from "../sign-in/passkey-site.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";
import { answerSignedIn, createDelayed, originOf } from "./sign-in.ts";

type PasskeyRoute =
  | "beginPasskeySignIn"
  | "signInWithPasskey"
  | "listPasskeys"
  | "beginPasskey"
  | "addPasskey"
  | "renamePasskey"
  | "removePasskey";

const KEY = { type: "public-key" } as const;
const VERIFIED = { userVerification: "required" } as const;

/** Serves signing in with a passkey, and the caller's own passkeys. */
export const passkeyHandlers: Pick<Handlers, PasskeyRoute> = {
  async beginPasskeySignIn(call) {
    const { host: rpId } = getPasskeySite(call);
    const created = await createChallenge(call.context.deps, { person: null, address: call.request.ip });
    if (created.kind === "delayed") throw createDelayed(created.waitMs);
    return { challenge: created.challenge, timeout: CHALLENGE_MS, rpId, ...VERIFIED };
  },

  async signInWithPasskey(call) {
    const { id, response } = call.body.credential;
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    const signed = { id, clientDataJSON, authenticatorData, signature, userHandle };
    const input = { site: getPasskeySite(call), signed };
    const result = await signInWithPasskey(call.context.deps, input, originOf(call));
    if (result.kind === "delayed") throw createDelayed(result.waitMs);
    if (result.kind === "refused") throw new ApiError(401, "sign-in.passkey-refused");
    return answerSignedIn(call, result);
  },

  async listPasskeys({ context: { deps }, actor }) {
    return { items: (await listPasskeys(deps, personOf(actor).personId)).map(showPasskey) };
  },

  async beginPasskey(call) {
    const site = getPasskeySite(call);
    const begun = await beginRegistration(call.context.deps, personOf(call.actor), call.request.ip);
    if (begun.kind === "delayed") throw createDelayed(begun.waitMs);
    if (isRefusal(begun)) return begun;
    const { challenge, person, userHandle, known } = begun;
    return {
      challenge,
      timeout: CHALLENGE_MS,
      rp: { id: site.host, name: "Muster" },
      user: { id: userHandle, name: person.name, displayName: person.display_name },
      pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ ...KEY, alg })),
      excludeCredentials: known.map((id) => ({ ...KEY, id })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, ...VERIFIED },
      attestation: "none",
    };
  },

  async addPasskey(call) {
    const { name, credential } = call.body;
    const { clientDataJSON, attestationObject } = credential.response;
    const created = { id: credential.id, clientDataJSON, attestationObject };
    const input = { site: getPasskeySite(call), name, created };
    const row = await registerPasskey(call.context.deps, personOf(call.actor), input);
    return isRefusal(row) ? row : showPasskey(row);
  },

  async renamePasskey({ context: { deps }, actor, params, body }) {
    const input = { id: idOf<PasskeyId>(params.passkey), name: body.name };
    const row = await renamePasskey(deps, personOf(actor), input);
    return isRefusal(row) ? row : showPasskey(row);
  },

  async removePasskey({ context: { deps }, actor, params }) {
    return (await removePasskey(deps, personOf(actor), idOf<PasskeyId>(params.passkey))) ?? null;
  },
};

/** A passkey without its key. */
export function showPasskey({ id, name, created, used }: PasskeyRow): PasskeyShape {
  return {
    passkeyId: id,
    name,
    createdAt: formatTime(created),
    usedAt: used === null ? null : formatTime(used),
  };
}

/** The permission `session` lets persons in alone. */
function personOf(actor: Actor): PersonActor {
  if (actor.kind !== "person") throw new Error("a token has no passkeys");
  return actor;
}
