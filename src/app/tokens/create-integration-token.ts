import {
  type ObjectId,
  type OrgId,
  type PersonId,
  type PrincipalId,
  type TokenId,
  trustId,
} from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { TokenKind, TokenRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";

const DAY_MS = 86_400_000;

/** A token that was just created. */
export interface NewToken {
  readonly row: TokenRow;
  /** The token itself, which is not stored. */
  readonly token: string;
}

/** The token that is to be created. */
export interface TokenInput {
  /** `INSTANCE` for instance administrators and personal tokens. */
  readonly org: OrgId;
  readonly kind: TokenKind;
  readonly profile: string;
  readonly name: string;
  readonly lifetimeDays: number;
  /** The person of a personal token. */
  readonly person?: PersonId | undefined;
}

/**
 * Creates a bearer token that is not issued to a user. SCIM tokens of one name belong to one integration, so that a
 * token can be replaced without losing the `externalId`s that the old one set.
 */
export async function createIntegrationToken(
  deps: Deps,
  author: Author,
  input: TokenInput,
): Promise<NewToken> {
  const { made, writes } = await prepareToken(deps, author, input, null);
  const committed = await deps.store.commit(writes);
  if (committed.kind === "conflict")
    throw new Error(`a new token has the id of another one (write ${committed.index})`);
  return made;
}

/** Prepares a new token; the writes store it. */
export async function prepareToken(
  deps: Deps,
  author: Author,
  input: TokenInput,
  issuedTo: ObjectId | null,
): Promise<{ readonly made: NewToken; readonly writes: readonly Write[] }> {
  const { env, secrets } = deps;
  const { org, kind, name } = input;
  const { token, hash } = secrets.newToken();
  const integration = kind === "scim" ? await integrationOf(deps, org, name) : undefined;
  const created = env.now();
  const row: TokenRow = {
    org,
    id: trustId<TokenId>(env.newId()),
    hash,
    kind,
    principal: integration?.id ?? null,
    profile: kind === "scim" ? input.profile : null,
    name,
    created,
    expires: created + Math.round(input.lifetimeDays * DAY_MS),
    revoked: null,
    issued_to: issuedTo,
    person: input.person ?? null,
    requests_per_second: null,
  };
  const detail = { kind, name, expires: row.expires, ...(issuedTo === null ? {} : { issuedTo }) };
  const writes: readonly Write[] = [
    ...(integration?.writes ?? []),
    { op: "insert", table: "token", row },
    createAuditWrite(deps, author, { org, category: "token", activity: "create", target: row.id, detail }),
  ];
  return { made: { row, token }, writes };
}

async function integrationOf(
  deps: Deps,
  org: OrgId,
  name: string,
): Promise<{ readonly id: PrincipalId; readonly writes: readonly Write[] }> {
  const where = { org, app: null, kind: "integration", name, removed: null } as const;
  const [known] = await deps.store.page("principal", { where, limit: 1 });
  if (known !== undefined) return { id: known.id, writes: [] };
  const id = trustId<PrincipalId>(deps.env.newId());
  const row = {
    org,
    id,
    app: null,
    kind: "integration",
    name,
    created: deps.env.now(),
    removed: null,
  } as const;
  return { id, writes: [{ op: "insert", table: "principal", row }] };
}
