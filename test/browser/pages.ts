import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { ExampleInstallation } from "./example-installation.ts";

/** A page with the name of its screenshots. */
export type NamedPage = readonly [name: string, path: string];

/** The entry of a list of the API that a page is opened for. */
type Entry = Readonly<Record<string, unknown>>;

/** Ways to an entry for a page. */
interface Source {
  readonly example: ExampleInstallation;
  /** The id of the application of the example. */
  readonly app: string;
  /** The first entry of a list below the organization. */
  first(list: string): Promise<Entry>;
}

/**
 * Pages join the walk by being in the router: the walk asks the running console for its routes. A page needs a line here
 * only if its address has a parameter that no other page has: what the parameter is in the example installation, read
 * over the API or created there. Without that line the walk fails.
 */
const PARAMETERS: Readonly<Record<string, (source: Source) => Promise<unknown>>> = {
  $user: async ({ first }) => (await first("users"))["userId"],
  $group: async ({ first }) => (await first("groups"))["groupId"],
  $app: async ({ app }) => app,
  $object: async ({ first, app }) => (await first(`applications/${app}/links`))["objectId"],
  $plan: async ({ first, app }) => (await first(`applications/${app}/plans`))["planId"],
  $cycle: async ({ first, app }) => (await first(`applications/${app}/cycles`))["cycleId"],
  $entry: async ({ first, app }) => (await first(`applications/${app}/log`))["id"],
  $exchange: async ({ first, app }) => (await first(`applications/${app}/exchanges`))["id"],
  $import: async ({ first }) => (await first("imports"))["importId"],
  $person: async ({ example }) =>
    (await readFirst(example, `people?organization=${example.muster.orgId}`))["personId"],
  $request: async ({ first, example }) => {
    await sendRejected(example);
    const readId = async () => (await first("rejected-requests"))["requestId"];
    // The server writes such requests down a moment after its answer.
    await expect.poll(readId, { timeout: 10_000 }).toBeDefined();
    return readId();
  },
  $schema: async ({ first }) => (await first("schemas"))["id"],
  $template: async () => "cisco-webex-scim2",
  $token: async ({ first }) => (await first("tokens"))["tokenId"],
  $type: async ({ first }) => (await first("resource-types"))["name"],
  $webhook: async ({ example: { muster } }) =>
    (
      await muster.json(
        ...["webhook", "create", "--url", "https://hooks.example.test/muster", "--name", "Ticket system"],
        ...["--org", muster.orgId],
      )
    )["webhookId"],
};

/** Sends a SCIM request that the server refuses for its content, and keeps. */
async function sendRejected({ muster }: ExampleInstallation): Promise<void> {
  const { token } = await muster.json("token", "create", "--org", muster.orgId);
  await fetch(`${muster.url}/scim/${muster.orgId}/v2/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${String(token)}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], displayName: "No name" }),
  });
}

async function readFirst({ muster }: ExampleInstallation, path: string): Promise<Entry> {
  const headers = { authorization: `Bearer ${muster.adminToken}` };
  const answer = await fetch(`${muster.url}/api/v1/${path}`, { headers });
  const { items } = (await answer.json()) as { readonly items?: readonly Entry[] };
  return items?.[0] ?? {};
}

/** Addresses of an organization without a page or an object behind them. */
export const MISSING: readonly NamedPage[] = [
  ["page-missing", "nothing"],
  ["user-missing", "users/0190a1b2-0000-7000-8000-000000000001"],
  ["application-missing", "applications/0190a1b2-0000-7000-8000-000000000001"],
];

/** Every page of the console, by the routes of the router that runs in this page, at an address of the example. */
export async function findPages(page: Page, example: ExampleInstallation): Promise<readonly NamedPage[]> {
  const routes: unknown = await page.evaluate("Object.keys(self.__TSR_ROUTER__.routesByPath)");
  if (!Array.isArray(routes) || routes.length < 10) throw new Error("the router has no routes");
  const { orgId } = example.muster;
  const app = String((await readFirst(example, `applications?org=${orgId}`))["appId"]);
  const source = {
    example,
    app,
    first: (list: string) => readFirst(example, `organizations/${orgId}/${list}`),
  };
  const values = new Map([["$org", orgId]]);
  const pages: NamedPage[] = [];
  for (const route of routes.map(String)) {
    for (const [name] of route.matchAll(/\$\w+/g)) {
      if (values.has(name)) continue;
      const find = PARAMETERS[name];
      if (find === undefined) throw new Error(`test/browser/pages.ts: ${name} of ${route} has no line`);
      const found = await find(source);
      if (typeof found !== "string") throw new Error(`the example has nothing for ${name} of ${route}`);
      values.set(name, encodeURIComponent(found));
    }
    pages.push([nameOf(route), route.replace(/\$\w+/g, (name) => values.get(name) ?? name)]);
  }
  return pages;
}

/** `/organizations/$org/users/$user` is `users-user`. */
function nameOf(pattern: string): string {
  const parts = pattern.replace("/organizations/$org", "").split(/[/$]+/);
  const name = parts.filter((part) => part !== "").join("-");
  return name === "" ? (pattern === "/" ? "home" : "overview") : name;
}
