import { availableParallelism } from "node:os";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The servers that files share, one for each process of tests; without them, why none could be started. */
    readonly sharedPostgres: { readonly urls: readonly string[] } | { readonly unavailable: string };
  }
}

/**
 * Starts a PostgreSQL server for each process of tests; its files make databases of their own in it, one file after the other.
 * Two files at once need two servers: a transaction in one database holds back the feed of changes of every other.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.all(Array.from({ length: availableParallelism() }, () => startPostgres()));
  const servers = started.filter((server) => "url" in server);
  const missing = started.find((server) => "unavailable" in server);
  project.provide("sharedPostgres", missing ?? { urls: servers.map(({ url }) => url) });
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}

/** The server of this process. */
export function chooseServer(urls: readonly string[]): string {
  const url = urls[Number(process.env["VITEST_POOL_ID"]) - 1];
  if (url === undefined) throw new Error(`no server for the process ${process.env["VITEST_POOL_ID"]}`);
  return url;
}
