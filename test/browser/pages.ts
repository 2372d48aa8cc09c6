import type { Page } from "playwright-core";
import type { ExampleInstallation } from "./example-installation.ts";

/** A page with the name of its screenshots. */
export type NamedPage = readonly [name: string, path: string];

type Read = (path: string) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Pages join the walk by being in the router: the walk asks the running console for its routes. A page needs a line here
 * only if its address has a parameter that no other page has: what the parameter is in the example installation, read
 * over the API. `first` reads the first entry of a list below the organization. Without that line the walk fails.
 */
const PARAMETERS: Readonly<Record<string, (first: Read, app: string) => Promise<unknown>>> = {
  $user: async (first) => (await first("users"))["userId"],
  $group: async (first) => (await first("groups"))["groupId"],
  $app: async (_, app) => app,
  $plan: async (first, app) => (await first(`applications/${app}/plans`))["planId"],
  $cycle: async (first, app) => (await first(`applications/${app}/cycles`))["cycleId"],
};

/** Addresses of an organization without a page or an object behind them. */
export const MISSING: readonly NamedPage[] = [
  ["page-missing", "nothing"],
  ["user-missing", "users/0190a1b2-0000-7000-8000-000000000001"],
  ["application-missing", "applications/0190a1b2-0000-7000-8000-000000000001"],
];

/** Every page of the console, by the routes of the router that runs in this page, at an address of the example. */
export async function findPages(page: Page, { muster }: ExampleInstallation): Promise<readonly NamedPage[]> {
  const routes: unknown = await page.evaluate("Object.keys(self.__TSR_ROUTER__.routesByPath)");
  if (!Array.isArray(routes) || routes.length < 10) throw new Error("the router has no routes");
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${muster.adminToken}` };
    const answer = await fetch(`${muster.url}/api/v1/${path}`, { headers });
    const { items } = (await answer.json()) as { readonly items: Awaited<ReturnType<Read>>[] };
    return items[0] ?? {};
  };
  const app = String((await read(`applications?org=${muster.orgId}`))["appId"]);
  const values = new Map([["$org", muster.orgId]]);
  const fill = async (pattern: string) => {
    for (const [name] of pattern.matchAll(/\$\w+/g)) {
      if (values.has(name)) continue;
      const find = PARAMETERS[name];
      if (find === undefined) throw new Error(`test/browser/pages.ts: ${name} of ${pattern} has no line`);
      const found = await find((list) => read(`organizations/${muster.orgId}/${list}`), app);
      if (typeof found !== "string") throw new Error(`the example has nothing for ${name} of ${pattern}`);
      values.set(name, found);
    }
    return pattern.replace(/\$\w+/g, (name) => values.get(name) ?? name);
  };
  const pages: NamedPage[] = [];
  for (const route of routes.map(String)) pages.push([nameOf(route), await fill(route)]);
  return pages;
}

/** `/organizations/$org/users/$user` is `users-user`. */
function nameOf(pattern: string): string {
  const parts = pattern.replace("/organizations/$org", "").split(/[/$]+/);
  const name = parts.filter((part) => part !== "").join("-");
  return name === "" ? (pattern === "/" ? "home" : "overview") : name;
}
