import { passLeavers, type SnapshotFacts } from "../../core/directory/completeness.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import { type Author, auditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { failImport, orFail, refuseFinding } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { ImportHold, type PartProgress } from "./import-hold.ts";

/**
 * Checks a staged snapshot as a whole and merges it, all or nothing. Leavers that the completeness gate does not
 * let through stay as they are, in their groups too; everything else of the snapshot is merged. `acceptLeavers` is a person's word
 * that up to this many are right.
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
  const taken = await hold.advance("staging", "staged");
  if (taken !== undefined) return taken;
  return orFail(deps, hold, async () => {
    const refused = await checkAndMerge(deps, author, hold, input.acceptLeavers);
    if (refused !== undefined) return failImport(deps, hold, refused);
    await deps.store.imports.discard(hold.org, hold.id);
    await hold.release();
    return getImport(deps, hold.org, hold.id);
  });
}

function refuseUnfinished({ id, progress }: ImportHold): Refusal | undefined {
  for (const part of ["people", "groups"] as const) {
    if (progress[part]?.done === false) {
      return refuse("conflict", "import.upload-unfinished", { import: id, part });
    }
  }
  return progress.people === undefined
    ? refuse("invalid", "import.people-missing", { import: id })
    : undefined;
}

async function checkAndMerge(
  deps: Deps,
  author: Author,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<Refusal | undefined> {
  const { org, id, source } = hold;
  const { imports } = deps.store;
  const finding = await imports.check(org, id);
  if (finding !== undefined) return refuseFinding(hold, finding);
  const withLeavers = await judge(deps, hold, acceptLeavers);
  if (isRefusal(withLeavers)) return withLeavers;
  const detail = { source, withLeavers, acceptLeavers };
  const moved = await hold.advance("staged", "merging", [
    auditWrite(deps, author, { org, category: "import", activity: "merge", target: id, detail }),
  ]);
  if (moved !== undefined) return moved;
  const merged = await imports.merge(org, id, { withLeavers, now: deps.env.now() });
  deps.revocations.happened();
  return merged.kind === "merged" ? undefined : refuseFinding(hold, merged);
}

/**
 * The types of which what is absent leaves. Each is judged by itself, groups only where the snapshot has a file of
 * them; what is held back is noted, with the first reason.
 */
async function judge(
  deps: Deps,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<readonly ObjectType[] | Refusal> {
  const { people, groups } = hold.progress;
  const facts = [await factsOf(deps, hold, "user", people)];
  if (groups !== undefined) facts.push(await factsOf(deps, hold, "group", groups));
  const { passed, held } = passLeavers(facts, acceptLeavers);
  if (held !== undefined) {
    const noted = await hold.commit([], { ...hold.progress, held });
    if (isRefusal(noted)) return noted;
  }
  return passed;
}

async function factsOf(
  deps: Deps,
  { org, id }: ImportHold,
  type: ObjectType,
  part: PartProgress | undefined,
): Promise<SnapshotFacts> {
  const { live, leavers } = await deps.store.imports.leavers(org, id, type);
  return { type, rows: part?.objects ?? 0, live, leavers };
}
