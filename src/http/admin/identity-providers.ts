import type { FastifyRequest } from "fastify";
import { type Actor, isRefusal, type Refusal } from "../../app/deps.ts";
import { beginOpenId } from "../../app/people/open-id/begin-open-id.ts";
import { removeProvider, updateProvider } from "../../app/people/providers/change-provider.ts";
import { createProvider } from "../../app/people/providers/create-provider.ts";
import { getProvider, listProviders } from "../../app/people/providers/find-provider.ts";
import type { ProviderInput } from "../../app/people/providers/provider-input.ts";
import type { IdentityProviderShape } from "../../contract/identity-providers.ts";
import { INSTANCE, type OrgId, type ProviderId } from "../../core/ids.ts";
import type { ClaimRole } from "../../core/people/claim-roles.ts";
import type { IdentityProviderRow } from "../../ports/identity-tables.ts";
import type { HttpContext } from "../context.ts";
import { redirectUriOf, setPendingCookie } from "../sign-in/pending-cookie.ts";
import { sessionCookieOf } from "../sign-in/session-cookie.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

interface Where {
  readonly context: HttpContext;
  readonly request: FastifyRequest;
}

type ProviderRoute =
  | "beginOpenId"
  | "createIdentityProvider"
  | "listIdentityProviders"
  | "getIdentityProvider"
  | "updateIdentityProvider"
  | "removeIdentityProvider"
  | "createInstanceIdentityProvider"
  | "listInstanceIdentityProviders"
  | "getInstanceIdentityProvider"
  | "updateInstanceIdentityProvider"
  | "removeInstanceIdentityProvider";

/** Serves the OpenID providers of organizations and of the instance, and the begin of a sign-in with one. */
export const identityProviderHandlers: Pick<Handlers, ProviderRoute> = {
  async beginOpenId({ context, request, reply, body }) {
    const begun = await beginOpenId(context.deps, {
      provider: idOf<ProviderId>(body.providerId),
      redirectUri: redirectUriOf(request, context.publicUrl),
      link: body.link,
      back: body.back,
      isAgain: body.again,
      cookie: sessionCookieOf(request, context.publicUrl),
    });
    if (isRefusal(begun)) return begun;
    setPendingCookie(reply, begun.pending, context.publicUrl);
    return { url: begun.url };
  },

  createIdentityProvider: (call) => create(call, call.actor, { org: call.org, ...call.body }),
  listIdentityProviders: (call) => list(call, call.org),
  getIdentityProvider: (call) => show(call, call.org, call.params.provider),
  updateIdentityProvider: (call) =>
    update(call, call.actor, { org: call.org, provider: call.params.provider, body: call.body }),
  removeIdentityProvider: ({ context, actor, org, params }) =>
    remove(context, actor, { org, provider: params.provider }),

  createInstanceIdentityProvider: (call) => create(call, call.actor, { org: INSTANCE, ...call.body }),
  listInstanceIdentityProviders: (call) => list(call, INSTANCE),
  getInstanceIdentityProvider: (call) => show(call, INSTANCE, call.params.provider),
  updateInstanceIdentityProvider: (call) =>
    update(call, call.actor, { org: INSTANCE, provider: call.params.provider, body: call.body }),
  removeInstanceIdentityProvider: ({ context, actor, params }) =>
    remove(context, actor, { org: INSTANCE, provider: params.provider }),
};

type Given = Omit<ProviderInput, "claimRoles"> & {
  readonly secret?: string | undefined;
  readonly roles?: readonly ClaimRole[] | undefined;
};

async function create(
  call: Where,
  actor: Actor,
  body: Given & {
    readonly org: OrgId;
    readonly name: string;
    readonly issuer: string;
    readonly clientId: string;
  },
): Promise<IdentityProviderShape | Refusal> {
  const { roles: claimRoles, ...given } = body;
  const row = await createProvider(call.context.deps, actor, { ...given, claimRoles });
  return isRefusal(row) ? row : showProvider(call, row);
}

async function list(call: Where, org: OrgId): Promise<{ readonly items: IdentityProviderShape[] }> {
  const rows = await listProviders(call.context.deps, org);
  return { items: rows.map((row) => showProvider(call, row)) };
}

async function show(call: Where, org: OrgId, provider: string): Promise<IdentityProviderShape | Refusal> {
  const row = await getProvider(call.context.deps, org, idOf<ProviderId>(provider));
  return isRefusal(row) ? row : showProvider(call, row);
}

async function update(
  call: Where,
  actor: Actor,
  { org, provider, body }: { readonly org: OrgId; readonly provider: string; readonly body: Given },
): Promise<IdentityProviderShape | Refusal> {
  const { roles: claimRoles, ...given } = body;
  const change = { ...given, claimRoles };
  const id = idOf<ProviderId>(provider);
  const row = await updateProvider(call.context.deps, actor, { org, provider: id, change });
  return isRefusal(row) ? row : showProvider(call, row);
}

async function remove(
  { deps }: HttpContext,
  actor: Actor,
  { org, provider }: { readonly org: OrgId; readonly provider: string },
): Promise<null | Refusal> {
  return (await removeProvider(deps, actor, { org, provider: idOf<ProviderId>(provider) })) ?? null;
}

function showProvider({ context, request }: Where, row: IdentityProviderRow): IdentityProviderShape {
  return {
    providerId: row.id,
    orgId: row.org === INSTANCE ? null : row.org,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    method: row.method,
    keyId: row.key_id,
    hasSecret: row.secret !== null,
    scope: row.scope,
    roleClaim: row.role_claim,
    roles: [...row.claim_roles],
    state: row.state,
    tokenDays: row.token_days,
    redirectUri: redirectUriOf(request, context.publicUrl),
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}
