import type { OrgId } from "../../core/ids.ts";
import { indexKeys } from "../../core/scim/index/keys.ts";
import type { Write } from "../../ports/store.ts";
import type { IndexEntryRow, ObjectRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { eachPage } from "../paging.ts";
import type { Concerned } from "./survey-objects.ts";

const PAGE = 1_000;

/**
 * Makes the index entries of paths that are to be kept differently. Clients write no objects meanwhile: every
 * change set requires `version`, which is that of the lock. False when the lock is lost.
 */
export async function rekeyObjects(
  deps: Deps,
  org: OrgId,
  concerned: readonly Concerned[],
  version: number,
  renew: () => Promise<boolean>,
): Promise<boolean> {
  const guard = versionGuard(org, version);
  for (const each of concerned) {
    const { kind, after, rekeyed } = each;
    if (after === undefined || rekeyed.length === 0) continue;
    for await (const rows of eachPage(deps.store, "object", { org, type: kind }, PAGE)) {
      const writes = rows.flatMap((row) => entriesOf(org, each, row));
      if (!(await renew())) return false;
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
  { kind: type, after, rekeyed }: Concerned,
  { id, doc, version, deleted }: ObjectRow,
): readonly Write[] {
  if (after === undefined || deleted !== null) return [];
  const paths = new Set(rekeyed.map(({ path }) => path));
  const keys = indexKeys(after, doc).filter(({ path }) => paths.has(path));
  if (keys.length === 0) return [];
  return [
    // Imports write objects without asking for the definitions.
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
 * Removes the entries of rekeyed paths that are not those of `kept`: what was made so far of a change that is not
 * to be, or what a change has left behind. Stops when the definitions have another version than this.
 */
export async function dropEntries(
  deps: Deps,
  org: OrgId,
  concerned: readonly Concerned[],
  { kept, version }: { readonly kept: "before" | "after"; readonly version: number },
): Promise<void> {
  const guard = versionGuard(org, version);
  for (const { kind, rekeyed } of concerned) {
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

function versionGuard(org: OrgId, version: number): Write {
  return { op: "require", table: "organization", key: { org }, expect: { types: version } };
}
