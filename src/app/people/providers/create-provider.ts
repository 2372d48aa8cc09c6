import { type OrgId, type ProviderId, trustId } from "../../../core/ids.ts";
import { TOKEN_DAYS } from "../../../core/people/token-rest.ts";
import type { IdentityProviderRow } from "../../../ports/identity-tables.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { newSecret } from "../../secrets.ts";
import { refuseFailure } from "../open-id/refuse-failure.ts";
import { toOpenIdProvider } from "./find-provider.ts";
import { findProviderProblem, type ProviderInput, readIssuer, readProviderInput } from "./provider-input.ts";

/** An organization offers a few providers; the sign-in page shows all of them. */
const PROVIDERS_MAX = 20;

/** A provider to create, for an organization or for the instance. */
export interface NewProvider extends ProviderInput {
  readonly org: OrgId;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The client secret or private key. */
  readonly secret?: string | undefined;
}

/** Creates a provider after its metadata was read, so that a mistyped issuer is found here and not by a visitor. */
export async function createProvider(
  deps: Deps,
  author: Author,
  input: NewProvider,
): Promise<IdentityProviderRow | Refusal> {
  const { org, name } = input;
  const issuer = readIssuer(input.issuer);
  if (isRefusal(issuer)) return issuer;
  const secret = input.secret === undefined ? undefined : newSecret(deps, org, input.secret);
  const row = createRow(deps, input, { issuer, secret: secret?.id ?? null });
  const problem = findProviderProblem(row);
  if (problem !== undefined) return problem;
  if ((await deps.store.count("identity_provider", { org })) >= PROVIDERS_MAX) {
    return refuse("conflict", "identity-provider.too-many", { limit: PROVIDERS_MAX });
  }
  const text = input.secret === undefined ? undefined : deps.secrets.wrap(input.secret);
  const failure = await deps.openId.check(toOpenIdProvider(row, text));
  if (failure !== undefined) return refuseFailure(failure, name);
  const committed = await deps.store.commit([
    { op: "insert", table: "identity_provider", row },
    ...(secret === undefined ? [] : [secret.write]),
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "create-identity-provider",
      target: row.id,
      detail: { name, issuer, clientId: row.client_id },
    }),
  ]);
  return committed.kind === "committed" ? row : refuse("conflict", "identity-provider.name-taken", { name });
}

function createRow(
  { env }: Deps,
  input: NewProvider,
  { issuer, secret }: Pick<IdentityProviderRow, "issuer" | "secret">,
): IdentityProviderRow {
  const now = env.now();
  return {
    org: input.org,
    id: trustId<ProviderId>(env.newId()),
    name: input.name,
    name_key: "",
    issuer,
    client_id: input.clientId,
    method: secret === null ? "none" : "client_secret_basic",
    key_id: null,
    secret,
    scope: "openid profile email",
    role_claim: null,
    claim_roles: [],
    state: "on",
    token_days: TOKEN_DAYS.default,
    version: 1,
    created: now,
    modified: now,
    ...readProviderInput(input),
  };
}
