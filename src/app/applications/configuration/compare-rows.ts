import type { OrgId } from "../../../core/ids.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { readRowsAmong } from "../../paging.ts";
import type { ConfigurationChange } from "./application-document.ts";
import type { SectionChange } from "./list-changes.ts";
import type { PreparedSection } from "./prepare-sections.ts";

/** A checked list of a document: what changes, and the edits that change it. */
export interface PreparedRows extends PreparedSection {
  readonly changes: readonly (SectionChange & Pick<ConfigurationChange, "accounts">)[];
}

/** A row that a document wants, with the name of its object. */
export interface NamedRow<Row> {
  readonly row: Row;
  readonly name: string;
}

/** One kind of rows about objects of the directory: assignments, or selected groups. */
export interface RowKind<Row> {
  keyOf(row: Row): string;
  /** The id of the object that the row is about; undefined for everyone. */
  subjectOf(row: Row): string | undefined;
  /** The place of the row in a difference. */
  pathOf(row: Row, name: string): string;
  /** The value of the row in a difference. */
  describe(row: Row): string;
  /** True for a row that a document cannot name, and that therefore stays. */
  isHidden(row: Row, object: ObjectRow | undefined): boolean;
  /** The number of linked accounts that a deletion of the row concerns. */
  countAccounts(row: Row): Promise<number>;
}

/** The stored rows of an application, and those that a document wants, by their keys. */
export interface RowLists<Row> {
  readonly org: OrgId;
  readonly stored: readonly Row[];
  readonly wanted: ReadonlyMap<string, NamedRow<Row>>;
  /** Removes the stored rows that the document does not have. */
  readonly prune: boolean;
}

/** The differences of two lists, with the rows to write and those to remove. */
export interface ComparedRows<Row> extends Pick<PreparedRows, "changes"> {
  readonly set: readonly Row[];
  readonly removed: readonly Row[];
}

/** Compares the list of a document with the stored rows. */
export async function compareRows<Row>(
  deps: Pick<Deps, "store">,
  kind: RowKind<Row>,
  { org, stored, wanted, prune }: RowLists<Row>,
): Promise<ComparedRows<Row>> {
  const before = new Map(stored.map((row) => [kind.keyOf(row), kind.describe(row)]));
  const set = [...wanted].filter(([key, { row }]) => before.get(key) !== kind.describe(row));
  const missing = prune ? stored.filter((row) => !wanted.has(kind.keyOf(row))) : [];
  const values = missing.flatMap((row) => kind.subjectOf(row) ?? []);
  const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values });
  const known = new Map<string | undefined, ObjectRow>(objects.map((row) => [row.id, row]));
  const removed = missing.filter((row) => !kind.isHidden(row, known.get(kind.subjectOf(row))));
  const deletions = await Promise.all(
    removed.map(async (row) => {
      const subject = kind.subjectOf(row);
      const object = known.get(subject);
      // An object that is gone from the directory has its id for a name.
      const path = kind.pathOf(row, object === undefined ? (subject ?? "*") : nameOf(object));
      const accounts = await kind.countAccounts(row);
      return { action: "delete" as const, path, from: kind.describe(row), to: null, accounts };
    }),
  );
  const changes = set.map(([key, { row, name }]) => {
    const from = before.get(key) ?? null;
    const action = from === null ? ("create" as const) : ("change" as const);
    return { action, path: kind.pathOf(row, name), from, to: kind.describe(row), accounts: null };
  });
  return { changes: [...changes, ...deletions], set: set.map(([, { row }]) => row), removed };
}
