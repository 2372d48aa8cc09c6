import { INSTANCE, type OrgId } from "../../../core/ids.ts";
import type { ClaimRole } from "../../../core/people/claim-roles.ts";
import { findIssuerProblem } from "../../../core/people/provider-address.ts";
import { INSTANCE_ROLE } from "../../../core/people/roles.ts";
import { stripAddress } from "../../../core/redact.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";
import type { ClientMethod } from "../../../ports/open-id.ts";
import { type Refusal, refuse } from "../../deps.ts";

/** The parts of a provider that an administrator gives. */
export interface ProviderInput {
  readonly name?: string | undefined;
  readonly clientId?: string | undefined;
  readonly method?: ClientMethod | undefined;
  readonly keyId?: string | null | undefined;
  readonly scope?: string | undefined;
  readonly roleClaim?: string | null | undefined;
  readonly claimRoles?: readonly ClaimRole[] | undefined;
  readonly state?: "on" | "off" | undefined;
  readonly tokenDays?: number | undefined;
}

type ProviderValues = Pick<
  IdentityProviderRow,
  | "name"
  | "name_key"
  | "client_id"
  | "method"
  | "key_id"
  | "scope"
  | "role_claim"
  | "claim_roles"
  | "state"
  | "token_days"
>;

/** The given parts as they are stored. */
export function readProviderInput(input: ProviderInput): Partial<ProviderValues> {
  const { name, clientId, method, keyId, scope, roleClaim, claimRoles, state, tokenDays } = input;
  return {
    ...(name === undefined ? {} : { name, name_key: foldText(name) }),
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(method === undefined ? {} : { method }),
    ...(keyId === undefined ? {} : { key_id: keyId }),
    ...(scope === undefined ? {} : { scope: withOpenId(scope) }),
    ...(roleClaim === undefined ? {} : { role_claim: roleClaim }),
    ...(claimRoles === undefined ? {} : { claim_roles: claimRoles }),
    ...(state === undefined ? {} : { state }),
    ...(tokenDays === undefined ? {} : { token_days: tokenDays }),
  };
}

/** Without the scope `openid` a provider sends no ID token (OpenID Connect Core §3.1.2.1). */
function withOpenId(scope: string): string {
  return [...new Set(["openid", ...scope.split(/\s+/).filter((each) => each !== "")])].join(" ");
}

/** Why the values of a provider do not go together, if they do not. */
export function findProviderProblem(
  row: Pick<IdentityProviderRow, "org" | "method" | "secret" | "role_claim" | "claim_roles">,
): Refusal | undefined {
  const { org, method, secret, role_claim: claim, claim_roles: roles } = row;
  if (method !== "none" && secret === null) {
    return refuse("invalid", "identity-provider.secret-missing", { method });
  }
  if (method === "none" && secret !== null) return refuse("invalid", "identity-provider.secret-unused");
  if ((claim === null) !== (roles.length === 0)) return refuse("invalid", "identity-provider.map-incomplete");
  return findRoleProblem(org, roles);
}

function findRoleProblem(org: OrgId, roles: readonly ClaimRole[]): Refusal | undefined {
  const wrong = roles.find(({ role }) => (role === INSTANCE_ROLE) !== (org === INSTANCE));
  return wrong === undefined
    ? undefined
    : refuse("invalid", "identity-provider.role-elsewhere", { role: wrong.role });
}

/** The issuer as it is stored, exactly as given: tokens repeat it to the letter. */
export function readIssuer(text: string): string | Refusal {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const problem =
    url === undefined
      ? "identity-provider.issuer-invalid"
      : findIssuerProblem({
          protocol: url.protocol,
          hostname: url.hostname,
          extra: url.username + url.password + (/[?#]/.test(given) ? "?" : ""),
        });
  return problem === undefined ? given : refuse("invalid", problem, { issuer: stripAddress(given) });
}
