import { randomBytes } from "node:crypto";
import type { TestPostgres } from "../contract/store/postgres.ts";
import { Installation } from "./muster.ts";

const LEASE_SECONDS = 3;

/** Two servers for one database, neither of them started. The second takes over what the first one stops doing. */
export interface TwoServers {
  readonly first: Installation;
  readonly second: Installation;
  /** Ends both, also a first one that was stopped by a signal. */
  remove(): Promise<void>;
}

/** Initializes an installation with short leases on a new database. */
export async function installTwoServers(
  postgres: TestPostgres | undefined,
  more: { readonly environment?: Readonly<Record<string, string>>; readonly targetToken?: string },
): Promise<TwoServers> {
  const url = (await postgres?.createDatabase()) ?? "";
  const first = new Installation({
    // A transaction of the stopped server must not keep its locks for as long as it is stopped.
    MUSTER_DATABASE_URL: `${url}?options=-c%20idle_in_transaction_session_timeout%3D1000`,
    MUSTER_MASTER_KEY: randomBytes(32).toString("base64"),
    MUSTER_LEASE_SECONDS: String(LEASE_SECONDS),
    MUSTER_LOG_LEVEL: "warn",
    ...more.environment,
  });
  first.targetToken = more.targetToken ?? "";
  await first.init();
  const second = first.beside();
  return {
    first,
    second,
    async remove() {
      first.signal("SIGCONT");
      await Promise.all([first.remove(), second.remove()]);
    },
  };
}
