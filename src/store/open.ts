import type { Store, StoreReader } from "../ports/store.ts";
import { openPostgresReader, openPostgresStore } from "./postgres/open.ts";
import { openSqliteStore, type SqliteOptions } from "./sqlite/open.ts";
import { openSqliteReader } from "./sqlite/open-reader.ts";

/** The place of a store. */
export type StorePlace = { readonly url: string } | { readonly directory: string };

/** Opens a store for reading that this process has opened, from another thread. */
export async function openStoreReader(place: StorePlace): Promise<StoreReader> {
  return "url" in place ? openPostgresReader(place.url) : openSqliteReader(place.directory);
}

/** Opens the store at a `postgres://` URL, or the one in a data directory. Rejects with a `StoreError`. */
export async function openStore(where: StorePlace | SqliteOptions): Promise<Store> {
  return "url" in where ? openPostgresStore(where) : openSqliteStore(where);
}
