import { NodeSqliteDialect } from "@better-auth/kysely-adapter/node-sqlite-dialect";
import { scim } from "@better-auth/scim";
import { DatabaseSync } from "@photostructure/sqlite";
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { Kysely } from "kysely";
import type { ScimTarget } from "./scimmy-target.ts";
import { startServer } from "./server.ts";

/** Starts `@better-auth/scim`, empty, with a database in memory. It requires an e-mail address of each user. */
export async function startBetterAuthTarget(token = "better-auth-3c81f0"): Promise<ScimTarget> {
  const database = new DatabaseSync(":memory:");
  // biome-ignore lint/suspicious/noExplicitAny: its tables are the library's own affair
  const db = new Kysely<any>({ dialect: new NodeSqliteDialect({ database: database as never }) });
  const connection = { id: "muster", credentials: [{ type: "bearer" as const, id: "muster", token }] };
  const options = {
    baseURL: "http://127.0.0.1",
    secret: "a-secret-of-the-test-that-is-long-enough",
    database: { db, type: "sqlite" as const, transaction: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Its types allow an undefined table, which exactOptionalPropertyTypes does not.
    plugins: [scim({ connections: [connection] }) as unknown as BetterAuthPlugin],
  } satisfies BetterAuthOptions;
  await (await getMigrations(options)).runMigrations();
  const handle = toNodeHandler(betterAuth(options));
  const server = await startServer((request, response) => void handle(request, response));
  return {
    url: `${server.origin}/api/auth/scim/v2`,
    token,
    async stop() {
      await server.stop();
      await db.destroy();
    },
  };
}
