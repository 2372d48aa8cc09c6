import type { Deps } from "../../app/deps.ts";
import { readRoles } from "../../app/people/find-person.ts";
import type { SignedInSession } from "../../contract/sign-in.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import { endOf } from "../../core/people/session.ts";
import type { MusterPersonRow, SessionRow } from "../../ports/people-tables.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { permissionsOf } from "../access.ts";
import { formatTime } from "./convert.ts";

/** The organizations without a role of their own that a session lists; the others are found by search. */
const LISTED_MAX = 100;

interface Shown {
  readonly person: MusterPersonRow;
  readonly session: SessionRow;
  readonly csrfToken: string;
}

/** A session with the permissions that its person has now. */
export async function showSession(
  deps: Pick<Deps, "store">,
  { person, session, csrfToken }: Shown,
): Promise<SignedInSession> {
  const roles = await readRoles(deps, person.id);
  const ofInstance = roles.get(INSTANCE);
  return {
    personId: person.id,
    name: person.name,
    displayName: person.display_name,
    language: person.language === "en" || person.language === "fr" ? person.language : null,
    csrfToken,
    createdAt: formatTime(session.created),
    expiresAt: formatTime(session.expires),
    idleExpiresAt: formatTime(endOf(session)),
    instance: ["session", "person", ...(ofInstance === undefined ? [] : permissionsOf(ofInstance))],
    ...(await showOrganizations(deps, roles)),
  };
}

async function showOrganizations(
  { store }: Pick<Deps, "store">,
  roles: ReadonlyMap<OrgId, PersonRole>,
): Promise<Pick<SignedInSession, "organizations" | "hasMoreOrganizations">> {
  const ofInstance = roles.get(INSTANCE);
  const own = await Promise.all([...roles.keys()].map((org) => store.get("organization", { org })));
  const others =
    ofInstance === undefined ? [] : await store.page("organization", { where: {}, limit: LISTED_MAX + 1 });
  const rows = new Map<OrgId, OrganizationRow>();
  for (const row of [...others.slice(0, LISTED_MAX), ...own]) if (row !== undefined) rows.set(row.org, row);
  const organizations = [...rows.values()].flatMap(({ org: orgId, name }) => {
    const role = roles.get(orgId) ?? ofInstance;
    if (role === undefined) return [];
    const permissions = new Set([...permissionsOf(role), ...(ofInstance ? permissionsOf(ofInstance) : [])]);
    return [{ orgId, name, role, permissions: [...permissions] }];
  });
  return { organizations, hasMoreOrganizations: others.length > LISTED_MAX };
}
