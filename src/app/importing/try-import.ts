import type { ImportId, OrgId } from "../../core/ids.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { failImport, refuseFinding, runOrFail } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { ImportHold } from "./import-hold.ts";
import { tryRepeated } from "./repeat-import.ts";
import { refuseUnfinished, reviewSnapshot } from "./review-snapshot.ts";

/**
 * Checks a staged snapshot as a whole, and counts what its merge would do to the directory as it is now. Nothing in the
 * directory changes, and the import stays open for its merge. A reason to refuse the merge ends the import here.
 */
export async function tryImport(
  deps: Deps,
  input: { readonly org: OrgId; readonly import: ImportId; readonly acceptLeavers: number },
): Promise<ImportView | Refusal> {
  const hold = await ImportHold.takeUp(deps, input.org, input.import);
  if (isRefusal(hold)) return hold;
  const early = refuseUnfinished(hold);
  if (early !== undefined) return early;
  const { repeats } = hold.progress;
  if (repeats !== undefined) return tryRepeated(deps, hold, repeats);
  const taken = await hold.keepForLong();
  if (taken !== undefined) return taken;
  return runOrFail(deps, hold, async () => {
    const refused = await checkAndCount(deps, hold, input.acceptLeavers);
    if (refused !== undefined) return failImport(deps, hold, refused);
    return getImport(deps, hold.org, hold.id);
  });
}

async function checkAndCount(
  deps: Deps,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<Refusal | undefined> {
  const { org, id } = hold;
  const { trial } = deps.store.imports;
  const reviewed = await reviewSnapshot(trial, hold, acceptLeavers);
  if (isRefusal(reviewed)) return reviewed;
  const { withLeavers, held, notes } = reviewed;
  const at = deps.env.now();
  const merged = await trial.merge(org, id, { withLeavers, now: at });
  if (merged.kind !== "merged") return refuseFinding(hold, merged);
  const preview = { at, counts: merged.counts };
  const noted = await hold.commit([], { ...hold.progress, held, notes, preview });
  if (isRefusal(noted)) return noted;
  // A person looks at the result before the merge, which may take longer than a silence between two files.
  return hold.keepForLong();
}
