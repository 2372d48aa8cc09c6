import type { ImportId, OrgId } from "../../core/ids.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { getImportRow, releaseLease } from "./import-hold.ts";

/**
 * Ends an import whose files are still being staged: nothing of it is kept, and another import of its source may begin
 * at once. Done already if the import has failed; refused once its merge has begun.
 */
export async function releaseImport(
  deps: Deps,
  author: Author,
  { org, import: id }: { readonly org: OrgId; readonly import: ImportId },
): Promise<undefined | Refusal> {
  const row = await getImportRow(deps, org, id);
  if (isRefusal(row)) return row;
  if (row.state === "failed") return undefined;
  const result = { code: "import.released", params: { import: id } };
  const set = { state: "failed" as const, ended: deps.env.now(), result };
  // Without the lease no part of the import can be staged any more, so that nothing is left after the discard.
  const isReleased = await commitIfCurrent(deps, [
    releaseLease(row),
    { op: "update", table: "import", key: { org, id }, set, expect: { state: "staging" } },
    createAuditWrite(deps, author, { org, category: "import", activity: "release", target: id }),
  ]);
  if (!isReleased) {
    // It ended, or moved on, in between.
    const now = await getImportRow(deps, org, id);
    if (isRefusal(now) || now.state === "failed") return undefined;
    return refuse("conflict", "import.not-staging", { import: id, state: now.state });
  }
  deps.log("info", "import.ended", { organization: org, import: id, state: "failed", code: result.code });
  await deps.store.imports.discard(org, id);
  return undefined;
}
