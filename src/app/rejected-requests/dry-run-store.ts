import type { ChangeSet, Committed, Store, Write } from "../../ports/store.ts";
import type { TableName } from "../../ports/tables.ts";
import { applyWrite, type HeldRow, isSameRow, readRowKey } from "../held-row.ts";

/** A row that the change set touched: as it is stored, and as the writes so far would leave it. */
interface Touched {
  readonly table: TableName;
  readonly stored: HeldRow;
  readonly now: HeldRow;
}
type Overlay = Map<string, Touched>;

/** A store that reads and never writes, with the writes that it discarded. */
export interface DryRunStore {
  readonly store: Store;
  readonly writes: readonly Write[];
}

/**
 * A store to try out a request. It accepts or refuses a change set as the real store would do now, and then discards it:
 * later reads do not see it.
 */
export function openDryRunStore(store: Store): DryRunStore {
  const writes: Write[] = [];
  return {
    writes,
    store: {
      ...store,
      async commit(changes) {
        const committed = await check(store, changes);
        if (committed.kind === "committed") writes.push(...changes);
        return committed;
      },
    },
  };
}

/** Checks whether the change set could be committed now; each write sees those before it. */
async function check(store: Store, changes: ChangeSet): Promise<Committed> {
  const overlay: Overlay = new Map();
  for (const [index, write] of changes.entries()) {
    const reason = await refusalOf(store, overlay, write);
    if (reason !== undefined) return { kind: "conflict", index, reason };
  }
  return { kind: "committed" };
}

async function refusalOf(
  store: Store,
  overlay: Overlay,
  write: Write,
): Promise<"exists" | "stale" | undefined> {
  // The feed has no key of its own, so its entries never conflict.
  if (write.table === "feed") return undefined;
  if (write.op === "requireNone") {
    const among = [...overlay.values()].filter(({ table }) => table === write.table);
    const matching = (rows: readonly HeldRow[]) => rows.filter((row) => isSameRow(row, write.where)).length;
    const gone = matching(among.map(({ stored }) => stored));
    const here = matching(among.map(({ now }) => now));
    return (await store.count(write.table, write.where)) - gone + here === 0 ? undefined : "stale";
  }
  const given = "row" in write ? write.row : write.key;
  const key = readRowKey(write.table, given as object);
  const place = `${write.table} ${JSON.stringify(key)}`;
  const touched = overlay.get(place);
  const stored = touched ? touched.stored : ((await store.get(write.table, key as never)) as HeldRow);
  const next = applyWrite(write, touched ? touched.now : stored);
  if (next === "exists" || next === "stale") return next;
  overlay.set(place, { table: write.table, stored, now: next });
  return undefined;
}
