import type { ChangeSet, PageOf } from "../../../ports/store.ts";
import { PRIMARY_KEY } from "../../../ports/tables.ts";
import {
  applyWrite,
  compareKeys,
  type HeldRow,
  isSameRow,
  listKeyValues,
  readRowKey,
} from "../../held-row.ts";
import { isPlanTable, type PlanTable } from "../planning-store.ts";

type Rows = Map<string, NonNullable<HeldRow>>;

/** The decisions and memberships of a plan that is being made, in memory. */
export class PlanRows {
  readonly #rows: Readonly<Record<PlanTable, Rows>> = { decision: new Map(), plan_member: new Map() };
  readonly #sorted = new Map<PlanTable, readonly NonNullable<HeldRow>[]>();

  /** Takes over the writes to these tables; other tables do not belong to the plan. */
  write(changes: ChangeSet): void {
    for (const write of changes) {
      if (!isPlanTable(write.table) || write.op === "requireNone") continue;
      const { table } = write;
      const place = placeOf(table, "row" in write ? write.row : write.key);
      const row = applyWrite(write, this.#rows[table].get(place));
      if (typeof row === "object") this.#rows[table].set(place, row);
      this.#sorted.delete(table);
    }
  }

  get(table: PlanTable, key: object): HeldRow {
    return this.#rows[table].get(placeOf(table, key));
  }

  /** A page in the order of the key. */
  page(table: PlanTable, { where, after, limit }: Omit<PageOf<PlanTable>, "among">): readonly object[] {
    const open = PRIMARY_KEY[table].filter((column) => !Object.hasOwn(where, column));
    const start = after === undefined ? undefined : Array.isArray(after) ? after : [after];
    const isAfter = (row: object) =>
      start === undefined ||
      compareKeys(
        open.map((column) => Reflect.get(row, column)),
        start,
      ) > 0;
    const found: object[] = [];
    for (const row of this.all(table)) {
      if (!isSameRow(row, where) || !isAfter(row)) continue;
      found.push(row);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** All rows in the order of their keys. */
  all(table: PlanTable): readonly NonNullable<HeldRow>[] {
    const known = this.#sorted.get(table);
    if (known !== undefined) return known;
    const sorted = [...this.#rows[table].values()].sort((left, right) =>
      compareKeys(listKeyValues(table, left), listKeyValues(table, right)),
    );
    this.#sorted.set(table, sorted);
    return sorted;
  }
}

function placeOf(table: PlanTable, row: object): string {
  return JSON.stringify(Object.values(readRowKey(table, row)));
}
