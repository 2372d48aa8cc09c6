import type { ImportId, OrgId } from "../../core/ids.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { failImport, refuseFinding, runOrFail } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { ImportHold } from "./import-hold.ts";
import { finishRepeated } from "./repeat-import.ts";
import { refuseUnfinished, reviewSnapshot } from "./review-snapshot.ts";

/**
 * Checks a staged snapshot as a whole and merges it, all or nothing. Leavers that the completeness gate holds stay as
 * they are, in their groups too; everything else of the snapshot is merged. With `acceptLeavers` a person confirms that
 * up to this number of leavers is correct.
 */
export async function finishImport(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly import: ImportId; readonly acceptLeavers: number },
): Promise<ImportView | Refusal> {
  const hold = await ImportHold.takeUp(deps, input.org, input.import);
  if (isRefusal(hold)) return hold;
  const early = refuseUnfinished(hold);
  if (early !== undefined) return early;
  const { repeats } = hold.progress;
  if (repeats !== undefined) {
    const { acceptLeavers } = input;
    const repeated = await finishRepeated(deps, author, hold, { last: repeats, acceptLeavers });
    logMerged(deps, repeated);
    return repeated;
  }
  const taken = await hold.advance("staging", "staged");
  if (taken !== undefined) return taken;
  return runOrFail(deps, hold, async () => {
    const refused = await checkAndMerge(deps, author, hold, input.acceptLeavers);
    if (refused !== undefined) return failImport(deps, hold, refused);
    await deps.store.imports.discard(hold.org, hold.id);
    await hold.release();
    const merged = await getImport(deps, hold.org, hold.id);
    logMerged(deps, merged);
    return merged;
  });
}

function logMerged({ log }: Deps, merged: ImportView | Refusal): void {
  if (isRefusal(merged)) return;
  const { org, id, result } = merged.row;
  log("info", "import.ended", { organization: org, import: id, state: "merged", counts: result });
}

async function checkAndMerge(
  deps: Deps,
  author: Author,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<Refusal | undefined> {
  const { org, id, source } = hold;
  const { imports } = deps.store;
  const reviewed = await reviewSnapshot(imports, hold, acceptLeavers);
  if (isRefusal(reviewed)) return reviewed;
  const { withLeavers, held, notes } = reviewed;
  if (held !== undefined || notes.length > 0 || hold.progress.preview !== undefined) {
    const noted = await hold.commit([], { ...hold.progress, held, notes, preview: undefined });
    if (isRefusal(noted)) return noted;
  }
  const detail = { source, withLeavers, acceptLeavers };
  const moved = await hold.advance("staged", "merging", [
    createAuditWrite(deps, author, { org, category: "import", activity: "merge", target: id, detail }),
  ]);
  if (moved !== undefined) return moved;
  // With held leavers or members that left, the same files may say something else later, without a change of the source.
  const isFinal = held === undefined && !notes.some(({ code }) => code === "import.members-departed");
  const place = isFinal ? hold.progress.place : null;
  const merged = await imports.merge(org, id, { withLeavers, now: deps.env.now(), place });
  deps.revocations.happened();
  return merged.kind === "merged" ? undefined : refuseFinding(hold, merged);
}
