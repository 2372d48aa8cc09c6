import type { OrgId, ProviderId } from "../../../core/ids.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";
import type { OpenIdProvider } from "../../../ports/open-id.ts";
import type { SecretText } from "../../../ports/secrets.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";

/** The provider, if the organization or the instance has it. */
export async function getProvider(
  { store }: Deps,
  org: OrgId,
  id: ProviderId,
): Promise<IdentityProviderRow | Refusal> {
  const row = await store.get("identity_provider", { org, id });
  return row ?? refuse("not-found", "identity-provider.not-found", { provider: id });
}

/** The providers of an organization or of the instance, oldest first. */
export async function listProviders({ store }: Deps, org: OrgId): Promise<readonly IdentityProviderRow[]> {
  const rows: IdentityProviderRow[] = [];
  for await (const page of readEachPage(store, "identity_provider", { org })) rows.push(...page);
  return rows;
}

/** The providers that people can sign in with, of the instance and of all organizations, by name. */
export async function listUsableProviders({ store }: Deps): Promise<readonly IdentityProviderRow[]> {
  const rows: IdentityProviderRow[] = [];
  for await (const page of readEachPage(store, "identity_provider", { state: "on" })) rows.push(...page);
  return rows.sort((one, other) => (one.name_key < other.name_key ? -1 : 1));
}

/** The provider with this id in whatever organization, if people can sign in with it. */
export async function findUsableProvider(
  { store }: Deps,
  id: ProviderId,
): Promise<IdentityProviderRow | Refusal> {
  const [row] = await store.page("identity_provider", { where: { id, state: "on" }, limit: 1 });
  return row ?? refuse("not-found", "identity-provider.not-found", { provider: id });
}

/** The provider with its secret, as Muster's client needs it. */
export async function openProvider(deps: Deps, row: IdentityProviderRow): Promise<OpenIdProvider | Refusal> {
  const secret = await openSecret(deps, row);
  if (secret === "unreadable") {
    return refuse("unavailable", "identity-provider.secret-unreadable", { name: row.name });
  }
  return toOpenIdProvider(row, secret);
}

/** A provider with a secret that is in hand. */
export function toOpenIdProvider(row: IdentityProviderRow, secret: SecretText | undefined): OpenIdProvider {
  const { id, version, issuer, client_id: clientId, method, key_id: keyId, scope } = row;
  return { id, version, issuer, clientId, method, keyId, scope, secret };
}

async function openSecret(
  { store, secrets }: Deps,
  { org, secret: id }: IdentityProviderRow,
): Promise<SecretText | "unreadable" | undefined> {
  if (id === null) return undefined;
  const row = await store.get("secret", { org, id });
  if (row === undefined) return "unreadable";
  try {
    return secrets.open(org, id, { keyId: row.key_id, sealed: row.sealed });
  } catch {
    return "unreadable";
  }
}
