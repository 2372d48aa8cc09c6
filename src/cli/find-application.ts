import { type ApplicationShape, applicationRoutes } from "../contract/applications.ts";
import type { Client } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";

/** Finds the application with this id or name. Wrong usage if several organizations have one of that name. */
export async function findApplication(
  client: Client,
  find: string,
  org: string | undefined,
): Promise<ApplicationShape> {
  const query = org === undefined ? { find } : { find, org };
  const { items } = await client.call(applicationRoutes.findApplications, { query });
  const [only, ...others] = narrow(items, find);
  if (only === undefined) throw new CliError(EXIT.failed, "cli.app-not-found", { find });
  if (others.length > 0) {
    const list = [only, ...others].map((app) => `${app.appId} (${app.name}, --org ${app.orgId})`).join("; ");
    throw new CliError(EXIT.usage, "cli.app-ambiguous", { find, list });
  }
  return only;
}

/** Prefers an exact id; names are compared without regard to case. */
function narrow(items: readonly ApplicationShape[], find: string): readonly ApplicationShape[] {
  const wanted = find.toLowerCase();
  const exact = items.filter((app) => app.appId.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  return items.filter((app) => app.name.toLowerCase() === wanted);
}
