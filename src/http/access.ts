import type { Actor } from "../app/deps.ts";
import type { Permission } from "../contract/route.ts";

type Kind = Actor["kind"];

/** The kinds of token that hold each permission; contract/route.ts describes them. */
const HOLDERS: Readonly<Record<Exclude<Permission, "public">, readonly Kind[]>> = {
  instance: ["instance-admin"],
  "metrics:read": ["instance-admin", "metrics"],
  "organization:read": ["instance-admin", "organization-admin"],
  "organization:write": ["instance-admin", "organization-admin"],
  "directory:read": ["instance-admin", "organization-admin"],
  "directory:write": ["instance-admin", "organization-admin"],
  "directory:import": ["instance-admin", "organization-admin"],
  "applications:read": ["instance-admin", "organization-admin"],
  "applications:write": ["instance-admin", "organization-admin"],
  "provisioning:read": ["instance-admin", "organization-admin"],
  "provisioning:run": ["instance-admin", "organization-admin"],
  "events:read": ["instance-admin", "organization-admin", "scim"],
  scim: ["scim"],
};

/** True when a token of this kind may do what needs this permission, in the organizations that it may see. */
export function holds(kind: Kind, permission: Permission): boolean {
  return permission === "public" || HOLDERS[permission].includes(kind);
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1; the scheme in any letter case), if there is one. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
