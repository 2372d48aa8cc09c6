import { type Passed, passLeavers, type SnapshotFacts } from "../../core/directory/completeness.ts";
import { findGroupRings } from "../../core/directory/group-rings.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ImportReview, ImportTasks } from "../../ports/store.ts";
import { type Refusal, refuse } from "../deps.ts";
import { refuseFinding } from "./fail-import.ts";
import type { HeldLeavers, ImportHold, ImportNote, PartProgress } from "./import-hold.ts";

/** Groups of a ring that a note names. */
const RING_SHOWN_MAX = 10;

/** A staged snapshot that can be merged: the types of which absent objects leave, held leavers, and notes. */
export interface ReviewedSnapshot {
  readonly withLeavers: readonly ObjectType[];
  readonly held: HeldLeavers | undefined;
  readonly notes: readonly ImportNote[];
}

/** Checks a staged snapshot as a whole, and judges its leavers. */
export async function reviewSnapshot(
  tasks: ImportTasks,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<ReviewedSnapshot | Refusal> {
  const { org, id } = hold;
  const finding = await tasks.check(org, id);
  if (finding !== undefined) return refuseFinding(hold, finding);
  const { passed: withLeavers, held } = await judgeLeavers(tasks, hold, acceptLeavers);
  const notes = notesOf(hold, await tasks.review(org, id, withLeavers));
  return { withLeavers, held, notes };
}

/** The refusal of an import whose files are not there as a whole. */
export function refuseUnfinished({ id, progress }: ImportHold): Refusal | undefined {
  for (const part of ["people", "groups"] as const) {
    if (progress[part]?.done === false) {
      return refuse("conflict", "import.upload-unfinished", { import: id, part });
    }
  }
  return progress.people === undefined
    ? refuse("invalid", "import.people-missing", { import: id })
    : undefined;
}

/** Decides of which types the absent objects leave. Groups are judged only when the snapshot has a file of them. */
async function judgeLeavers(tasks: ImportTasks, hold: ImportHold, acceptLeavers: number): Promise<Passed> {
  const { people, groups } = hold.progress;
  const facts = [await factsOf(tasks, hold, "user", people)];
  if (groups !== undefined) facts.push(await factsOf(tasks, hold, "group", groups));
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
  tasks: ImportTasks,
  { org, id }: ImportHold,
  type: ObjectType,
  part: PartProgress | undefined,
): Promise<SnapshotFacts> {
  const { live, leavers } = await tasks.leavers(org, id, type);
  return { type, rows: part?.objects ?? 0, live, leavers };
}
