import type { RouteSpec } from "../../../src/contract/route.ts";

/** The path and the query of a request to this endpoint. Values that are undefined or empty are left out. */
export function addressOf(
  { path }: RouteSpec,
  {
    params = {},
    query = {},
  }: {
    readonly params?: Readonly<Record<string, unknown>> | undefined;
    readonly query?: Readonly<Record<string, unknown>> | undefined;
  },
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return search.size === 0 ? filled : `${filled}?${search}`;
}
