import type { Store, StoreReader } from "../ports/store.ts";
import type { SqliteOptions } from "./sqlite/open.ts";

/** The place of a store. */
export type StorePlace = { readonly url: string } | { readonly directory: string };

/**
 * Opens a store for reading that this process has opened, from another thread. Each kind of store is loaded when one is
 * opened: the driver of PostgreSQL takes 80 ms of processor time to load, in each thread, and most installations have none.
 */
export async function openStoreReader(place: StorePlace): Promise<StoreReader> {
  if ("url" in place) {
    const { openPostgresReader } = await import("./postgres/open.ts");
    return openPostgresReader(place.url);
  }
  const { openSqliteReader } = await import("./sqlite/open-reader.ts");
  return openSqliteReader(place.directory);
}

/** Opens the store at a `postgres://` URL, or the one in a data directory. Rejects with a `StoreError`. */
export async function openStore(where: StorePlace | SqliteOptions): Promise<Store> {
  if ("url" in where) {
    const { openPostgresStore } = await import("./postgres/open.ts");
    return openPostgresStore(where);
  }
  const { openSqliteStore } = await import("./sqlite/open.ts");
  return openSqliteStore(where);
}
