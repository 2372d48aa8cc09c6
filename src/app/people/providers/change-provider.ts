import { INSTANCE, type OrgId, type ProviderId } from "../../../core/ids.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";
import { newSecret } from "../../secrets.ts";
import { prepareEndOfSessions } from "../end-sessions.ts";
import { getProvider } from "./find-provider.ts";
import { requireOwnersWithout } from "./last-owner-of-provider.ts";
import { findProviderProblem, type ProviderInput, readProviderInput } from "./provider-input.ts";

interface Which {
  readonly org: OrgId;
  readonly provider: ProviderId;
}

/** The changes that an administrator requests. The issuer stays, because persons are known by it. */
export interface ProviderChange extends ProviderInput {
  readonly secret?: string | undefined;
}

/** Changes a provider. It holds for the next sign-in; sessions go on. The last owner keeps the way in. */
export async function updateProvider(
  deps: Deps,
  author: Author,
  { org, provider: id, change }: Which & { readonly change: ProviderChange },
): Promise<IdentityProviderRow | Refusal> {
  const before = await getProvider(deps, org, id);
  if (isRefusal(before)) return before;
  const { secret: text, ...given } = change;
  const secret = text === undefined ? undefined : newSecret(deps, org, text);
  const dropsSecret = secret === undefined && given.method === "none";
  const set = {
    ...readProviderInput(given),
    ...(secret === undefined ? {} : { secret: secret.id }),
    ...(dropsSecret ? { secret: null } : {}),
    version: before.version + 1,
    modified: deps.env.now(),
  };
  const row = { ...before, ...set };
  const problem = findProviderProblem(row);
  if (problem !== undefined) return problem;
  const isReplaced = row.secret !== before.secret;
  const kept = row.state === "off" ? await requireOwnersWithout(deps, before) : [];
  if (isRefusal(kept)) return kept;
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "identity_provider",
      key: { org, id },
      set,
      expect: { version: before.version },
    },
    ...(secret === undefined ? [] : [secret.write]),
    ...(isReplaced ? dropSecret(before) : []),
    ...kept,
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "update-identity-provider",
      target: id,
      detail: { name: row.name, changed: Object.keys(change) },
    }),
  ]);
  if (committed.kind === "committed") return row;
  return committed.reason === "exists"
    ? refuse("conflict", "identity-provider.name-taken", { name: row.name })
    : refuse("conflict", "identity-provider.changed-meanwhile", { name: before.name });
}

/**
 * Removes a provider with its secret. Persons stay with their roles, but are not known by it any more: their
 * sessions end, because the provider no longer says who they are. A provider of the last owner stays.
 */
export async function removeProvider(
  deps: Deps,
  author: Author,
  { org, provider: id }: Which,
): Promise<undefined | Refusal> {
  const before = await getProvider(deps, org, id);
  if (isRefusal(before)) return before;
  const { name, issuer, version } = before;
  const kept = await requireOwnersWithout(deps, before);
  if (isRefusal(kept)) return kept;
  const committed = await deps.store.commit([
    { op: "delete", table: "identity_provider", key: { org, id }, expect: { version } },
    ...dropSecret(before),
    ...kept,
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "remove-identity-provider",
      target: id,
      detail: { name, issuer },
    }),
  ]);
  if (committed.kind === "conflict") {
    return refuse("conflict", "identity-provider.changed-meanwhile", { name });
  }
  await forgetIdentities(deps, author, id);
  return undefined;
}

/** Forgets the persons whom a provider knows, and ends their sessions. */
export async function forgetIdentities(deps: Deps, author: Author, provider: ProviderId): Promise<void> {
  for await (const rows of readEachPage(deps.store, "person_identity", { org: INSTANCE, provider })) {
    for (const { subject, person } of rows) {
      const key = { org: INSTANCE, provider, subject };
      // A session that a person opens meanwhile was opened in another way, so that a conflict does no harm.
      await commitOrThrow(deps, [{ op: "delete", table: "person_identity", key }]);
      await commitIfCurrent(deps, await prepareEndOfSessions(deps, author, person));
    }
  }
  deps.revocations.happened();
}

function dropSecret({ org, secret: id }: IdentityProviderRow): readonly Write[] {
  return id === null ? [] : [{ op: "delete", table: "secret", key: { org, id } }];
}
