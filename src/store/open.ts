import type { Store } from "../ports/store.ts";
import { openPostgresStore } from "./postgres/open.ts";
import { openSqliteStore, type SqliteOptions } from "./sqlite/open.ts";

/** Opens the store at a `postgres://` URL, or the one in a data directory. Rejects with a `StoreError`. */
export async function openStore(where: { readonly url: string } | SqliteOptions): Promise<Store> {
  return "url" in where ? openPostgresStore(where) : openSqliteStore(where);
}
