import type { z } from "zod";
import {
  type IdentityProviderShape,
  identityProviderRoutes as routes,
} from "../../../../src/contract/identity-providers.ts";
import type { ApiClient } from "../../api/client.ts";

type NewProvider = z.input<typeof routes.createIdentityProvider.body>;
type ProviderChange = z.input<typeof routes.updateIdentityProvider.body>;

/** The providers of an organization; of the instance for one that is undefined. */
export type ProviderOwner = string | undefined;

export async function readProviders(
  client: ApiClient,
  org: ProviderOwner,
  signal: AbortSignal,
): Promise<readonly IdentityProviderShape[]> {
  const { items } = await (org === undefined
    ? client.call(routes.listInstanceIdentityProviders, { signal })
    : client.call(routes.listIdentityProviders, { params: { org }, signal }));
  return items;
}

export function createProvider(
  client: ApiClient,
  org: ProviderOwner,
  body: NewProvider,
): Promise<IdentityProviderShape> {
  return org === undefined
    ? client.call(routes.createInstanceIdentityProvider, { body })
    : client.call(routes.createIdentityProvider, { params: { org }, body });
}

export function changeProvider(
  client: ApiClient,
  { orgId: org, providerId: provider }: IdentityProviderShape,
  body: ProviderChange,
): Promise<IdentityProviderShape> {
  return org === null
    ? client.call(routes.updateInstanceIdentityProvider, { params: { provider }, body })
    : client.call(routes.updateIdentityProvider, { params: { org, provider }, body });
}

export function removeProvider(
  client: ApiClient,
  { orgId: org, providerId: provider }: IdentityProviderShape,
): Promise<null> {
  return org === null
    ? client.call(routes.removeInstanceIdentityProvider, { params: { provider } })
    : client.call(routes.removeIdentityProvider, { params: { org, provider } });
}
