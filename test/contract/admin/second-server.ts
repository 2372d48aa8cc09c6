import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { compose } from "../../../src/commands/compose.ts";
import { readLinks } from "../../../src/commands/read-links.ts";
import { buildServer, closeServer } from "../../../src/http/server.ts";
import { readGroups } from "../../../src/sources/csv/groups.ts";
import { readPeople } from "../../../src/sources/csv/people.ts";

/** A server beside one that `startAdminServer` started; tokens of that one are valid here. */
export interface SecondServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a second server over the same database; with a clock, an engine and caches of its own. */
export async function startSecondServer(databaseUrl: string): Promise<SecondServer> {
  const folder = mkdtempSync(join(tmpdir(), "muster-second-"));
  const settings = { masterKey: undefined, logLevel: "silent", publicUrl: undefined, fault: undefined };
  const instance = await compose(folder, { databaseUrl, ...settings }, "0.0.0-test");
  const { deps, scimLimits, engine, removals, storeKind } = instance;
  const server = buildServer({
    ...{ directory: openDirectory(deps, scimLimits), scimLimits, engine, removals, storeKind },
    ...{ readers: { people: readPeople, groups: readGroups, links: readLinks }, version: "0.0.0-test" },
  });
  return {
    url: await server.listen({ host: "127.0.0.1", port: 0 }),
    async close() {
      await closeServer(server, 1_000);
      await instance.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
