import { INSTANCE, type OrgId } from "../../../core/ids.ts";
import type { PersonRole } from "../../../core/people/roles.ts";
import type { PersonIdentityRow } from "../../../ports/identity-tables.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { prepareEndOfSessions } from "../end-sessions.ts";
import { readRoles } from "../find-person.ts";
import { requireAnother } from "../last-owner.ts";
import type { SessionOrigin } from "../open-session.ts";
import type { SignedIn } from "../sign-in.ts";
import {
  createIdentityAudit,
  type Identity,
  mappedRoleOf,
  openByIdentity,
  refuseElsewhere,
  requireUnchanged,
} from "./identity.ts";

type KnownIdentity = Identity & { readonly known: PersonIdentityRow };

/** The roles after a sign-in, and the writes that make them so. */
interface Followed {
  readonly roles: ReadonlyMap<OrgId, PersonRole>;
  readonly writes: readonly Write[];
}

/**
 * Signs in a person whom the provider proved before. A role that claims gave follows them at each sign-in; the role of a
 * person who was invited stays as it is, and so does that of the last owner or instance administrator. A person who is left without any role is refused, and earlier sessions end.
 */
export async function enterByIdentity(
  deps: Deps,
  identity: KnownIdentity,
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const { known, provider } = identity;
  const refused = refuse("forbidden", "sign-in.no-access", { provider: provider.name });
  const person = await deps.store.get("person", { org: INSTANCE, id: known.person });
  if (person === undefined || person.disabled !== null) return refused;
  const before = await readRoles(deps, person.id);
  const elsewhere = refuseElsewhere(provider, before);
  if (elsewhere !== undefined) return elsewhere;
  const { roles, writes } = await followClaims(deps, identity, person, before);
  const { org, subject } = { org: INSTANCE, subject: known.subject };
  const used: Write = {
    op: "update",
    table: "person_identity",
    key: { org, provider: provider.id, subject },
    set: { used: deps.env.now() },
    expect: { person: person.id },
  };
  const changes = [requireUnchanged(person), used, ...writes];
  if (roles.size > 0) {
    return openByIdentity(deps, person, { proven: identity.proven, writes: changes }, origin);
  }
  const ends = await prepareEndOfSessions(deps, { kind: "person", personId: person.id }, person.id);
  const committed = await deps.store.commit([...changes, ...ends]);
  deps.revocations.happened();
  return committed.kind === "committed"
    ? refused
    : refuse("conflict", "person.changed-meanwhile", { name: person.name });
}

async function followClaims(
  deps: Deps,
  identity: KnownIdentity,
  row: MusterPersonRow,
  before: ReadonlyMap<OrgId, PersonRole>,
): Promise<Followed> {
  const { known, provider } = identity;
  const { org } = provider;
  const person = known.person;
  const [from, role] = [before.get(org), mappedRoleOf(identity)];
  if (known.role === null || from === role) return { roles: before, writes: [] };
  const others = from === undefined ? [] : await requireAnother(deps, row, org, from);
  if (isRefusal(others)) {
    return {
      roles: before,
      writes: [keepLastRole(deps, identity, { from: from ?? null, role: role ?? null })],
    };
  }
  const roles = new Map(before);
  roles.delete(org);
  if (role !== undefined) roles.set(org, role);
  const key = { org, person };
  const created = deps.env.now();
  const write: Write | undefined =
    role === undefined
      ? { op: "delete", table: "person_role", key, ...(from === undefined ? {} : { expect: { role: from } }) }
      : from === undefined
        ? { op: "insert", table: "person_role", row: { ...key, role, created } }
        : { op: "update", table: "person_role", key, set: { role }, expect: { role: from } };
  const activity = role === undefined ? "remove-role" : "set-role";
  const detail = { from: from ?? null, ...(role === undefined ? {} : { role }) };
  const audit = createIdentityAudit(deps, identity, person, { org, activity, detail });
  return { roles, writes: [write, ...others, audit] };
}

/** The last one who can sign in keeps the role: without it the organization, or the instance, would have no owner left. */
function keepLastRole(
  deps: Deps,
  identity: KnownIdentity,
  detail: { readonly from: PersonRole | null; readonly role: PersonRole | null },
): Write {
  const { known, provider } = identity;
  const { org, name } = provider;
  deps.log("warn", "person.role-kept", {
    organization: org,
    person: known.person,
    provider: name,
    ...detail,
  });
  return createIdentityAudit(deps, identity, known.person, { org, activity: "keep-last-role", detail });
}
