import { INSTANCE } from "../../../core/ids.ts";
import type { IdentityProviderRow, PersonIdentityRow } from "../../../ports/identity-tables.ts";
import { createAuditWrite } from "../../audit.ts";
import { commitOrThrow } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { endSession } from "../end-sessions.ts";
import type { SessionOrigin } from "../open-session.ts";
import { findUsableProvider, openProvider } from "../providers/find-provider.ts";
import type { SignedIn } from "../sign-in.ts";
import { bindByLink } from "./bind-by-link.ts";
import { createByClaims } from "./create-by-claims.ts";
import { enterByIdentity } from "./enter-by-identity.ts";
import { openPending, type PendingSignIn } from "./pending-sign-in.ts";
import { refuseFailure } from "./refuse-failure.ts";

/** A browser that comes back from a provider. */
export interface Return {
  /** The text that the browser kept; undefined if it sends none. */
  readonly pending: string | undefined;
  /** The query with which the provider sent it. */
  readonly query: string;
}

/**
 * Ends a sign-in with a provider. The person is known by issuer and subject alone. Someone unknown comes in by the
 * invitation with which the sign-in was begun, or by a claim that gives a role; an equal e-mail address or name is not
 * enough, because people can often choose those at a provider.
 */
export async function completeOpenId(
  deps: Deps,
  { pending: text, query }: Return,
  origin: SessionOrigin,
): Promise<{ readonly result: SignedIn | Refusal; readonly back: string }> {
  const pending = openPending(deps, text);
  if (pending === undefined) return { result: refuse("invalid", "sign-in.not-begun"), back: "/" };
  const { back } = pending;
  const provider = await findUsableProvider(deps, pending.provider);
  if (isRefusal(provider)) return { result: provider, back };
  const result = await enter(deps, { provider, pending, query }, origin);
  if (isRefusal(result)) await recordRefusal(deps, provider, result, origin);
  else await endReplaced(deps, result, pending);
  return { result, back };
}

async function enter(
  deps: Deps,
  {
    provider: row,
    pending,
    query,
  }: { readonly provider: IdentityProviderRow; readonly pending: PendingSignIn; readonly query: string },
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const provider = await openProvider(deps, row);
  if (isRefusal(provider)) return provider;
  const result = await deps.openId.complete(provider, pending, `${pending.redirectUri}?${query}`);
  if (result.kind !== "claims") return refuseFailure(result, row.name);
  const { issuer, subject, claims, provenAgoMs } = result;
  const proven = provenAgoMs === null ? null : deps.env.now() - provenAgoMs;
  const known = await deps.store.get("person_identity", { org: INSTANCE, provider: row.id, subject });
  const identity = { provider: row, issuer, subject, claims, proven };
  if (known !== undefined && !isSame(known, issuer)) {
    return refuse("forbidden", "sign-in.provider-invalid", { provider: row.name, reason: "issuer" });
  }
  if (pending.link !== null) return bindByLink(deps, { ...identity, link: pending.link, known }, origin);
  return known === undefined
    ? createByClaims(deps, identity, origin)
    : enterByIdentity(deps, { ...identity, known }, origin);
}

function isSame({ issuer }: PersonIdentityRow, given: string): boolean {
  return issuer === given;
}

/** Ends the session in which the person went to the provider: the browser has the new one in its place. */
async function endReplaced(
  deps: Deps,
  { person: { id: person } }: SignedIn,
  { replaces: hash }: PendingSignIn,
): Promise<void> {
  if (hash === null) return;
  const [row] = await deps.store.page("session", { where: { hash }, limit: 1 });
  if (row?.person !== person) return;
  await endSession(deps, { kind: "person", personId: person }, { person, session: row.id });
}

/** The audit trail has the code of the refusal, and neither claims nor the words of the provider. */
async function recordRefusal(
  deps: Deps,
  { id, name }: IdentityProviderRow,
  { code }: Refusal,
  { address }: SessionOrigin,
): Promise<void> {
  await commitOrThrow(deps, [
    createAuditWrite(deps, "system", {
      org: INSTANCE,
      category: "session",
      activity: "sign-in-refused",
      target: id,
      detail: { provider: name, code, address },
    }),
  ]);
}
