import { type Passed, passLeavers, type SnapshotFacts } from "../../core/directory/completeness.ts";
import { findGroupRings } from "../../core/directory/group-rings.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ImportReview } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { failImport, refuseFinding, runOrFail } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { ImportHold, type ImportNote, type PartProgress } from "./import-hold.ts";

/** Groups of a ring that a note names. */
const RING_SHOWN_MAX = 10;

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
  const { passed: withLeavers, held } = await judgeLeavers(deps, hold, acceptLeavers);
  const notes = notesOf(hold, await imports.review(org, id, withLeavers));
  if (held !== undefined || notes.length > 0) {
    const noted = await hold.commit([], { ...hold.progress, held, notes });
    if (isRefusal(noted)) return noted;
  }
  const detail = { source, withLeavers, acceptLeavers };
  const moved = await hold.advance("staged", "merging", [
    createAuditWrite(deps, author, { org, category: "import", activity: "merge", target: id, detail }),
  ]);
  if (moved !== undefined) return moved;
  const merged = await imports.merge(org, id, { withLeavers, now: deps.env.now() });
  deps.revocations.happened();
  return merged.kind === "merged" ? undefined : refuseFinding(hold, merged);
}

/** Decides of which types the absent objects leave. Groups are judged only when the snapshot has a file of them. */
async function judgeLeavers(deps: Deps, hold: ImportHold, acceptLeavers: number): Promise<Passed> {
  const { people, groups } = hold.progress;
  const facts = [await factsOf(deps, hold, "user", people)];
  if (groups !== undefined) facts.push(await factsOf(deps, hold, "group", groups));
  return passLeavers(facts, acceptLeavers);
}

/** The notes on columns that are left out, on memberships that the import leaves out, and on groups that contain themselves. */
function notesOf({ progress }: ImportHold, { departed, nestings }: ImportReview): readonly ImportNote[] {
  const file = progress.groups?.file ?? "";
  const notes: ImportNote[] = [];
  for (const part of [progress.people, progress.groups]) {
    if (part === undefined || part.ignored.length === 0) continue;
    const columns = part.ignored.join(", ");
    notes.push({ code: "import.columns-ignored", params: { file: part.file, columns } });
  }
  if (departed !== undefined) {
    notes.push({ code: "import.members-departed", params: { file, ...departed } });
  }
  const rings = findGroupRings(nestings);
  const [first] = rings;
  if (first !== undefined) {
    const shown = first.length > RING_SHOWN_MAX ? [...first.slice(0, RING_SHOWN_MAX), "…"] : first;
    const path = [...shown, first[0]].join(" → ");
    notes.push({ code: "import.group-ring", params: { file, path, count: rings.length } });
  }
  return notes;
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
