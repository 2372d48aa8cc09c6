import { INSTANCE, type PasskeyId, trustId } from "../../../core/ids.ts";
import type { PasskeyRow } from "../../../ports/passkey-tables.ts";
import type { CreatedCredential, PasskeySite } from "../../../ports/passkeys.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import { type Deps, isRefusal, type PersonActor, type Refusal, refuse } from "../../deps.ts";
import { createPasskeyAudit, listPasskeys } from "./change-passkey.ts";
import { createChallenge, endChallenge } from "./passkey-challenges.ts";

/** The passkeys that a person can have. */
const PASSKEYS_MAX = 20;

/** A new passkey that a browser is to be asked for. */
export interface PasskeyRequest {
  readonly kind: "begun";
  readonly challenge: string;
  readonly person: MusterPersonRow;
  readonly userHandle: string;
  /** The credentials that the person has already: their authenticators refuse to make another. */
  readonly known: readonly string[];
}

/** Begins to add a passkey to the caller after a recent sign-in. The challenge belongs to the person. */
export async function beginRegistration(
  deps: Deps,
  actor: PersonActor,
  address: string,
): Promise<PasskeyRequest | Refusal | { readonly kind: "delayed"; readonly waitMs: number }> {
  const person = await findRegistrant(deps, actor);
  if (isRefusal(person)) return person;
  const known = (await listPasskeys(deps, person.id)).map(({ credential }) => credential);
  if (known.length >= PASSKEYS_MAX) return refuse("conflict", "passkey.too-many", { limit: PASSKEYS_MAX });
  const created = await createChallenge(deps, { person: person.id, address });
  if (created.kind === "delayed") return created;
  const userHandle = deps.passkeys.toUserHandle(person.id);
  return { kind: "begun", challenge: created.challenge, person, userHandle, known };
}

/** Adds the passkey that an authenticator of the caller made. */
export async function registerPasskey(
  deps: Deps,
  actor: PersonActor,
  input: { readonly site: PasskeySite; readonly name: string; readonly created: CreatedCredential },
): Promise<PasskeyRow | Refusal> {
  const person = await findRegistrant(deps, actor);
  if (isRefusal(person)) return person;
  const challenge = deps.passkeys.readChallenge(input.created);
  if (challenge === undefined || !(await endChallenge(deps, challenge, person.id))) {
    return refuse("conflict", "passkey.challenge-ended");
  }
  const result = await deps.passkeys.verifyCreation(input.site, challenge, input.created);
  if (result.kind === "unverified") return refuse("invalid", "passkey.invalid", { detail: result.detail });
  const { credential, publicKey, counter } = result;
  const row: PasskeyRow = {
    org: INSTANCE,
    id: trustId<PasskeyId>(deps.env.newId()),
    person: person.id,
    credential,
    name: input.name,
    public_key: publicKey,
    counter,
    created: deps.env.now(),
    used: null,
  };
  const { id, version } = person;
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "person",
      key: { org: INSTANCE, id },
      // Raised, so that a passkey does not outlive a link for another password that is used at this moment.
      set: { version: version + 1 },
      expect: { version },
    },
    { op: "insert", table: "passkey", row },
    createPasskeyAudit(deps, actor, "add-passkey", row),
  ]);
  if (committed.kind === "committed") return row;
  return committed.index === 0
    ? refuse("conflict", "person.changed-meanwhile", { name: person.name })
    : refuse("conflict", "passkey.exists");
}

/**
 * A passkey stands in for a password. A person who only comes from an identity provider gets none: the provider decides
 * at each sign-in whether the person still may come in, and a passkey would go past it.
 */
async function findRegistrant({ store }: Deps, actor: PersonActor): Promise<MusterPersonRow | Refusal> {
  const person = await store.get("person", { org: INSTANCE, id: actor.personId });
  return person === undefined || person.password === null
    ? refuse("conflict", "passkey.needs-password")
    : person;
}
