import { organizationRoutes } from "../contract/organizations.ts";
import type { Client } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";
import type { Setting } from "./settings.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How a command uses `--org`: see org-option.ts. */
export type OrgUse = "one" | "owner" | "of-token" | "narrow" | "narrow-or-one";

/** The facts that choose the organization of a command, besides the use. */
export interface OrgChoice {
  /** The value of the option. */
  readonly given: string | undefined;
  /** `MUSTER_ORG` or the organization of the login. */
  readonly setting: Setting | undefined;
  /** True if the command names an object whose id is enough, or the whole installation. */
  readonly isNeedless: boolean;
  client(): Client;
}

/** The use of a command that names an application only sometimes: with a name it narrows, and without one it works in one. */
export function findUse(use: OrgUse, find: string | undefined): OrgUse {
  if (use !== "narrow-or-one") return use;
  return find === undefined ? "one" : "narrow";
}

/** Finds the id of the organization that a command works in; undefined where it needs none. Wrong usage if unclear. */
export async function resolveOrg(use: OrgUse, choice: OrgChoice): Promise<string | undefined> {
  const { given, setting, isNeedless, client } = choice;
  if (given !== undefined) return findOrganization(client, given);
  if (isNeedless) return undefined;
  if (setting !== undefined) return findOrganization(client, setting.value);
  if (use === "narrow") return undefined;
  return findOnly(client()).catch((error: unknown) => {
    // A SCIM token may read the events of its organization and no list of organizations.
    if (use === "of-token" && error instanceof CliError && error.code === "auth.forbidden") return undefined;
    throw error;
  });
}

/** Finds the id of the organization with this id or name, without regard to case. An id is not looked up. */
export async function findOrganization(client: () => Client, find: string): Promise<string> {
  if (UUID.test(find)) return find.toLowerCase();
  const { items } = await client().call(organizationRoutes.listOrganizations, {});
  const wanted = find.trim().toLowerCase();
  const [only, ...others] = items.filter(({ name }) => name.toLowerCase() === wanted);
  if (only === undefined) throw new CliError(EXIT.usage, "usage.org-unknown", { find, list: namesOf(items) });
  if (others.length === 0) return only.orgId;
  const list = [only, ...others].map(({ orgId }) => orgId).join(", ");
  throw new CliError(EXIT.usage, "usage.org-ambiguous", { find, list });
}

async function findOnly(api: Client): Promise<string> {
  const { items } = await api.call(organizationRoutes.listOrganizations, {});
  const [only, ...others] = items;
  if (only === undefined) throw new CliError(EXIT.usage, "usage.org-none");
  if (others.length > 0) throw new CliError(EXIT.usage, "usage.org-missing", { list: namesOf(items) });
  return only.orgId;
}

const NAMES_MAX = 10;

function namesOf(items: readonly { readonly name: string }[]): string {
  const names = items.slice(0, NAMES_MAX).map(({ name }) => `"${name}"`);
  return [...names, ...(items.length > NAMES_MAX ? ["…"] : [])].join(", ") || "-";
}
