import type { OrgId } from "../../core/ids.ts";
import { indexKeys } from "../../core/scim/index/keys.ts";
import type { Write } from "../../ports/store.ts";
import type { IndexEntryRow, ObjectRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import type { AffectedType } from "./survey-objects.ts";

const PAGE = 1_000;

/** A version of the definitions of an organization; while they are locked, that of the lock. */
export interface DefinitionVersion {
  readonly org: OrgId;
  readonly version: number;
}

/**
 * Creates the index entries of paths that are indexed differently from now on. Clients cannot write objects meanwhile:
 * every change set requires the version of the lock. False when the lock is lost.
 */
export async function rekeyObjects(
  deps: Deps,
  held: DefinitionVersion,
  affected: readonly AffectedType[],
  isLost: () => boolean,
): Promise<boolean> {
  const guard = versionGuard(held);
  const { org } = held;
  for (const each of affected) {
    const { kind, after, rekeyed } = each;
    if (after === undefined || rekeyed.length === 0) continue;
    for await (const rows of readEachPage(deps.store, "object", { org, type: kind }, PAGE)) {
      const writes = rows.flatMap((row) => entriesOf(org, each, row));
      if (isLost()) return false;
      if (writes.length === 0) continue;
      const committed = await deps.store.commit([guard, ...writes]);
      if (committed.kind === "conflict") return false;
      await deps.env.sleep(0);
    }
  }
  return true;
}

function entriesOf(
  org: OrgId,
  { kind: type, after, rekeyed }: AffectedType,
  { id, doc, version, deleted }: ObjectRow,
): readonly Write[] {
  if (after === undefined || deleted !== null) return [];
  const paths = new Set(rekeyed.map(({ path }) => path));
  const keys = indexKeys(after, doc).filter(({ path }) => paths.has(path));
  if (keys.length === 0) return [];
  return [
    // Imports write objects without checking the version of the definitions.
    { op: "require", table: "object", key: { org, id }, expect: { version } },
    ...keys.map(({ path, value, unique }): Write => {
      const row = { org, type, path, value, id };
      return unique
        ? { op: "insert", table: "unique_value", row }
        : { op: "ensure", table: "index_entry", row };
    }),
  ];
}

const TABLES = { unique: "unique_value", indexed: "index_entry" } as const;

/**
 * Removes the index entries of rekeyed paths that do not belong to the kept definitions: those of a change that failed,
 * or those that a change made obsolete. Stops when the definitions have another version.
 */
export async function dropEntries(
  deps: Deps,
  held: DefinitionVersion,
  affected: readonly AffectedType[],
  kept: "before" | "after",
): Promise<void> {
  const guard = versionGuard(held);
  const { org } = held;
  for (const { kind, rekeyed } of affected) {
    for (const each of rekeyed) {
      for (const keyKind of ["unique", "indexed"] as const) {
        if (each[kept] !== keyKind)
          await dropPath(deps, guard, TABLES[keyKind], { org, type: kind, path: each.path });
      }
    }
  }
}

async function dropPath(
  deps: Deps,
  guard: Write,
  table: "unique_value" | "index_entry",
  where: Pick<IndexEntryRow, "org" | "type" | "path">,
): Promise<void> {
  for (;;) {
    const rows = await deps.store.page(table, { where, limit: PAGE });
    if (rows.length === 0) return;
    const drops = rows.map((row): Write => ({ op: "delete", table, key: row }));
    const committed = await deps.store.commit([guard, ...drops]);
    if (committed.kind === "conflict") return;
    await deps.env.sleep(0);
  }
}

function versionGuard({ org, version }: DefinitionVersion): Write {
  return { op: "require", table: "organization", key: { org }, expect: { types: version } };
}
