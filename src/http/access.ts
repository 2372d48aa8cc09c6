import type { Actor, PersonActor, Reach } from "../app/deps.ts";
import type { Permission } from "../contract/route.ts";
import { INSTANCE, type OrgId } from "../core/ids.ts";
import type { PersonRole } from "../core/people/roles.ts";
import type { TokenKind } from "../ports/tables.ts";

/** The holder of a permission: a kind of token, or a role of a person. Instance administrators are both. */
type Holder = Exclude<TokenKind, "personal"> | PersonRole;

const READERS = [
  "instance-admin",
  "organization-admin",
  "reader",
  "helpdesk",
  "provisioning-admin",
  "owner",
] as const;
const HELPERS = ["instance-admin", "organization-admin", "helpdesk", "provisioning-admin", "owner"] as const;
const ADMINISTRATORS = ["instance-admin", "organization-admin", "provisioning-admin", "owner"] as const;
const OWNERS = ["instance-admin", "organization-admin", "owner"] as const;

/** The kinds of token and the roles that hold each permission; contract/route.ts describes them. */
const HOLDERS: Readonly<Record<Exclude<Permission, "public" | "session" | "person">, readonly Holder[]>> = {
  instance: ["instance-admin"],
  "metrics:read": ["instance-admin", "metrics"],
  "organization:read": READERS,
  "organization:write": OWNERS,
  "directory:read": READERS,
  "directory:write": ADMINISTRATORS,
  "directory:import": ADMINISTRATORS,
  "applications:read": READERS,
  "applications:write": ADMINISTRATORS,
  "provisioning:read": READERS,
  "provisioning:retry": HELPERS,
  "provisioning:run": ADMINISTRATORS,
  "exchanges:read": ADMINISTRATORS,
  "people:read": READERS,
  "people:write": OWNERS,
  "sessions:end": HELPERS,
  "events:read": [...READERS, "scim"],
  scim: ["scim"],
};

const ROLE_PERMISSIONS = Object.entries(HOLDERS) as readonly [keyof typeof HOLDERS, readonly Holder[]][];

/** The permissions that a role has, for a console that shows only what the API would do. */
export function permissionsOf(role: PersonRole): readonly Permission[] {
  return ROLE_PERMISSIONS.flatMap(([permission, holders]) => (holders.includes(role) ? [permission] : []));
}

/** The result of the permission check for an actor, a permission and the organization in the path. */
export type Access =
  | { readonly kind: "allowed"; readonly reach: Reach }
  | { readonly kind: "forbidden"; readonly permission: Permission };

/**
 * Decides whether an actor may do what needs this permission. `org` is the organization in the path. A person may have
 * the permission in some organizations and not in others: `reach` names the former, and use cases see no others.
 * An organization out of reach is refused only if the person has a role there; otherwise it is answered like one that does
 * not exist.
 */
export function decideAccess(
  actor: Actor,
  permission: Permission | undefined,
  org: OrgId | undefined,
): Access {
  const forbidden = { kind: "forbidden", permission: permission ?? "instance" } as const;
  if (permission === undefined || permission === "public") return forbidden;
  if (permission === "session") {
    const isSession = actor.kind === "person" && actor.sessionId !== null;
    return isSession ? { kind: "allowed", reach: new Set() } : forbidden;
  }
  if (permission === "person") {
    return actor.kind === "person" ? { kind: "allowed", reach: new Set() } : forbidden;
  }
  const holders = HOLDERS[permission];
  if (actor.kind !== "person") {
    return holders.includes(actor.kind) ? { kind: "allowed", reach: "all" } : forbidden;
  }
  const reach = reachOf(actor, holders);
  if (reach === "all") return { kind: "allowed", reach };
  const isOutside = org !== undefined && !reach.has(org) && actor.roles.has(org);
  return reach.size === 0 || isOutside ? forbidden : { kind: "allowed", reach };
}

function reachOf({ roles }: PersonActor, holders: readonly Holder[]): Reach {
  const ofInstance = roles.get(INSTANCE);
  if (ofInstance !== undefined && holders.includes(ofInstance)) return "all";
  return new Set(
    [...roles].flatMap(([org, role]) => (org !== INSTANCE && holders.includes(role) ? [org] : [])),
  );
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1; the scheme in any letter case), if there is one. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
