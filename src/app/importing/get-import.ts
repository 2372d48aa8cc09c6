import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ImportRow } from "../../ports/import-tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { getImportRow, type ImportProgress, readProgress } from "./import-hold.ts";

/** An import with its progress; its `result` holds the counts of a merge, or the reason of a failure. */
export interface ImportView {
  readonly row: ImportRow;
  readonly progress: ImportProgress;
}

/** Reads the progress or result of an import. */
export async function getImport(deps: Deps, org: OrgId, id: ImportId): Promise<ImportView | Refusal> {
  const row = await getImportRow(deps, org, id);
  return isRefusal(row) ? row : { row, progress: readProgress(row.progress) };
}
