import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type OrgId, trustId } from "../../../src/core/ids.ts";
import type { Store } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { createDatabase, dropDatabase, startPostgres, type TestPostgres } from "./postgres.ts";
import { chooseServer } from "./shared-postgres.ts";

/** What `openStore` takes. */
export type Place = Parameters<typeof openStore>[0];

/** One kind of store under test. */
export interface StoreUnderTest {
  readonly kind: "SQLite" | "PostgreSQL";
  /** The store that the tests of this kind share; each takes an organization of its own. */
  store(): Store;
  /** A place that nothing was stored in yet. */
  newPlace(): Promise<Place>;
}

/** Runs the suite over every store: SQLite, and PostgreSQL where a server can be started. */
export async function overEveryStore(suite: (under: StoreUnderTest) => void): Promise<void> {
  describe("SQLite", () => {
    const folders: string[] = [];
    const newPlace = async () => ({ directory: temporaryFolder(folders) });
    afterAll(() => removeFolders(folders));
    runSuite("SQLite", newPlace, suite);
  });
  const server = findSharedPostgres();
  describe.skipIf(server === undefined)("PostgreSQL", () => {
    const databases: string[] = [];
    const newPlace = async () => {
      const url = await createDatabase(server ?? "");
      databases.push(url);
      return { url };
    };
    afterAll(async () => {
      for (const url of databases) await dropDatabase(server ?? "", url);
    });
    runSuite("PostgreSQL", newPlace, suite);
  });
}

function runSuite(
  kind: StoreUnderTest["kind"],
  newPlace: () => Promise<Place>,
  suite: (under: StoreUnderTest) => void,
): void {
  let store: Store | undefined;
  beforeAll(async () => {
    store = await openStore(await newPlace());
  });
  // Hooks run last first, so the store closes before its server stops.
  afterAll(() => store?.close());
  suite({ kind, store: () => store!, newPlace });
}

function findSharedPostgres(): string | undefined {
  const shared = inject("sharedPostgres");
  return "urls" in shared ? chooseServer(shared.urls) : explain(shared.unavailable);
}

/**
 * Starts a server of the file's own, to stop it or to look at what it counts. In CI a server that does not start is a
 * failure; elsewhere the reason is said and its half skipped.
 */
export async function startOrExplain(): Promise<TestPostgres | undefined> {
  const postgres = await startPostgres();
  return "unavailable" in postgres ? explain(postgres.unavailable) : postgres;
}

function explain(reason: string): undefined {
  if (process.env["CI"]) throw new Error(`PostgreSQL is required in CI: ${reason}`);
  console.warn(`PostgreSQL suite skipped: ${reason}`);
}

export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

export function temporaryFolder(folders: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "muster-store-"));
  folders.push(folder);
  return folder;
}

export function newOrg(): OrgId {
  return trustId<OrgId>(randomUUID());
}
