import { INSTANCE, type PersonId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import type { Deps } from "../../deps.ts";
import { CROWDED_MS } from "../sign-in-delays.ts";

/** How long a person has to use the authenticator. */
export const CHALLENGE_MS = 300_000;
/** The challenges of one address that count at the same time, so that strangers do not fill the table. */
const OPEN_MAX = 100;
/** How many rows of other addresses each new challenge looks at. Keys are hashes, so these are rows at random. */
const SWEPT = 20;

/** The person who adds a passkey; null for a challenge to sign in, which is for any person. */
type Asker = PersonId | null;

type NewChallenge =
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "delayed"; readonly waitMs: number };

/**
 * Creates a challenge, or says how long the address has to wait because too many of its challenges are open. The requests
 * of an address take turns: at the same moment all of them would find the same number of open challenges.
 */
export async function createChallenge(
  deps: Deps,
  input: { readonly person: Asker; readonly address: string },
): Promise<NewChallenge> {
  const address = deps.env.hash(`address ${input.address}`);
  const turn = await deps.attemptTurns.tryRun([`challenges ${address}`], () =>
    createNext(deps, input.person, address),
  );
  return turn?.result ?? { kind: "delayed", waitMs: CROWDED_MS };
}

async function createNext(deps: Deps, person: Asker, address: string): Promise<NewChallenge> {
  const { store, env } = deps;
  const now = env.now();
  const challenge = deps.passkeys.newChallenge();
  const hash = hashChallenge(deps, challenge);
  const own = await store.page("passkey_challenge", {
    where: { org: INSTANCE, address },
    limit: OPEN_MAX + SWEPT,
  });
  const open = own.filter(({ expires }) => expires > now);
  if (open.length >= OPEN_MAX) {
    return { kind: "delayed", waitMs: Math.min(...open.map(({ expires }) => expires)) - now };
  }
  const others = await store.page("passkey_challenge", {
    where: { org: INSTANCE },
    after: [hash],
    limit: SWEPT,
  });
  const ended = new Set([...own, ...others].filter(({ expires }) => expires <= now).map((row) => row.hash));
  await commitOrThrow(deps, [
    ...[...ended].map((each): Write => ({ op: "delete", table: "passkey_challenge", key: keyOf(each) })),
    {
      op: "insert",
      table: "passkey_challenge",
      row: { ...keyOf(hash), person, address, expires: now + CHALLENGE_MS },
    },
  ]);
  return { kind: "challenge", challenge };
}

/**
 * Uses a challenge up, before the answer to it is checked: of two answers at the same moment one goes on, and a wrong
 * answer has used it up too. False if it was not created here for this purpose, was used or has expired.
 */
export async function endChallenge(deps: Deps, challenge: string, person: Asker): Promise<boolean> {
  const key = keyOf(hashChallenge(deps, challenge));
  const row = await deps.store.get("passkey_challenge", key);
  if (row === undefined || row.person !== person) return false;
  const isFirst = await commitIfCurrent(deps, [
    { op: "delete", table: "passkey_challenge", key, expect: { hash: key.hash } },
  ]);
  return isFirst && row.expires > deps.env.now();
}

function keyOf(hash: string): { readonly org: typeof INSTANCE; readonly hash: string } {
  return { org: INSTANCE, hash };
}

function hashChallenge({ env }: Pick<Deps, "env">, challenge: string): string {
  return env.hash(`passkey challenge ${challenge}`);
}
