import type { Permission } from "../../../src/contract/route.ts";
import type { PersonRole } from "../../../src/core/people/roles.ts";
import type { RouteEntry } from "../../../src/http/register-route.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "../sign-in/browser.ts";
import type { AdminServer } from "./server.ts";

/**
 * The permissions of each role as the product promises them, written down a second time: the table of the server is
 * compared with it. Each role has those of the roles before it.
 */
const ADDED: readonly (readonly [role: PersonRole, permissions: readonly Permission[]])[] = [
  [
    "reader",
    [
      "session",
      "person",
      "organization:read",
      "directory:read",
      "applications:read",
      "provisioning:read",
      "people:read",
      "events:read",
    ],
  ],
  ["helpdesk", ["provisioning:retry", "sessions:end"]],
  [
    "provisioning-admin",
    ["provisioning:run", "exchanges:read", "applications:write", "directory:write", "directory:import"],
  ],
  ["owner", ["organization:write", "people:write"]],
  ["instance-admin", ["instance", "metrics:read"]],
];

export const ROLES = ADDED.map(([role]) => role);

/** The permissions that the role is promised. */
export function promisedTo(role: PersonRole): ReadonlySet<Permission> {
  const upto = ROLES.indexOf(role) + 1;
  return new Set(ADDED.slice(0, upto).flatMap(([, permissions]) => permissions));
}

/** A browser for each role in the server's organization; the instance administrator has no role in it. */
export async function openBrowsers(muster: AdminServer): Promise<ReadonlyMap<PersonRole, Browser>> {
  const owner = await openAsOwner(muster, "first owner");
  const browsers = new Map<PersonRole, Browser>();
  for (const role of ROLES) {
    const isInstance = role === "instance-admin";
    const path = isInstance ? "/api/v1/people" : `/api/v1/organizations/${muster.org}/people`;
    const body = { name: `walking ${role}`, ...(isInstance ? {} : { role }) };
    const { link } = (await owner.call("POST", path, body)).body;
    const browser = openBrowser(muster.url);
    await browser.redeem({ link: link.split("#")[1], password: PASSWORD });
    browsers.set(role, browser);
  }
  return browsers;
}

/**
 * Sends a request and reads its status, and the code of a refusal. The rest of the answer is not read, because some routes
 * go on answering.
 */
export async function statusOf(
  url: string,
  request: RequestInit,
): Promise<readonly [status: number, code: string]> {
  const ended = new AbortController();
  const answer = await fetch(url, { ...request, signal: ended.signal });
  const isProblem = answer.headers.get("content-type")?.includes("problem+json") === true;
  const code = isProblem && request.method !== "HEAD" ? ((await answer.json()) as { code: string }).code : "";
  ended.abort();
  return [answer.status, code];
}

/** The media type of a route that takes a file; undefined for one that takes JSON. */
export function uploadTypeOf({ method, path }: Pick<RouteEntry, "method" | "path">): string | undefined {
  if (path.endsWith("/:part")) return "text/csv";
  return method === "POST" && path.endsWith("/link-file") ? "application/octet-stream" : undefined;
}

/** Routes in an order in which the one that signs out comes last. */
export function sortForWalk(routes: readonly RouteEntry[]): readonly RouteEntry[] {
  const last = ({ method, path }: RouteEntry) => Number(method === "DELETE" && path === "/api/v1/session");
  return [...routes].sort((a, b) => last(a) - last(b));
}
