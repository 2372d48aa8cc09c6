import { passLeavers } from "../../core/directory/completeness.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import { type Json, toCanonicalJson } from "../../core/json.ts";
import type { MergeCounts } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { failImport, runOrFail } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { type ImportHold, type ImportProgress, type PartProgress, readProgress } from "./import-hold.ts";

/** A file that a client is about to send: its name, and the SHA-256 of its bytes in lower-case hex. */
export interface OfferedFile {
  readonly name: string;
  readonly sha256: string;
}

/** The files of a snapshot that a client is about to send. */
export interface OfferedFiles {
  readonly people: OfferedFile;
  readonly groups?: OfferedFile | undefined;
}

/** The options and the version of the program, on which the result of reading a file depends. */
export type Reading = Pick<ImportProgress, "columns" | "dropped" | "reader">;

/**
 * The progress of an import that repeats the last one of its source: the same files, read in the same way, and nothing of the
 * source has changed in the directory since. Undefined if the files have to be sent.
 */
export async function findRepeated(
  { store }: Deps,
  input: {
    readonly org: OrgId;
    readonly source: string;
    readonly reading: Reading;
    readonly files: OfferedFiles;
  },
): Promise<Pick<ImportProgress, "people" | "groups" | "notes" | "repeats"> | undefined> {
  const { org, source, reading, files } = input;
  const last = (await store.get("source", { org, name: source }))?.import ?? null;
  const row = last === null ? undefined : await store.get("import", { org, id: last });
  if (last === null || row?.state !== "merged") return undefined;
  const before = readProgress(row.progress);
  if (keyOf(before) !== keyOf(reading)) return undefined;
  const people = offerPart(before.people, files.people);
  const groups = offerPart(before.groups, files.groups);
  if (people === "differs" || groups === "differs") return undefined;
  // Notes name files.
  const hasNotes = before.notes !== undefined && before.notes.length > 0;
  if (hasNotes && (people?.file !== before.people?.file || groups?.file !== before.groups?.file)) {
    return undefined;
  }
  const isAsImported = await store.imports.trial.isAsImported(org, source, last);
  return isAsImported ? { people, groups, notes: before.notes, repeats: last } : undefined;
}

function keyOf({ columns, dropped, reader }: Reading): string {
  const key: Json = { columns: columns ?? {}, dropped: [...(dropped ?? [])], reader: reader ?? null };
  return toCanonicalJson(key);
}

/** The part under the name of the file that is offered now; undefined where neither snapshot has it. */
function offerPart(
  before: PartProgress | undefined,
  offered: OfferedFile | undefined,
): PartProgress | undefined | "differs" {
  if (before === undefined && offered === undefined) return undefined;
  const isSame = before?.sha256 !== undefined && before.sha256 === offered?.sha256;
  return isSame ? { ...before, file: offered.name } : "differs";
}

/**
 * Ends an import that repeats the last one as merged. Where the source has changed since it began, the import waits for its
 * files instead.
 */
export async function finishRepeated(
  deps: Deps,
  author: Author,
  hold: ImportHold,
  { last, acceptLeavers }: { readonly last: ImportId; readonly acceptLeavers: number },
): Promise<ImportView | Refusal> {
  const { org, id, source, progress } = hold;
  const changed = await refuseChanged(deps, hold, last);
  if (changed !== undefined) return changed;
  const detail = { source, withLeavers: typesOf(progress), acceptLeavers };
  const moved = await hold.advance("staging", "merging", [
    createAuditWrite(deps, author, { org, category: "import", activity: "merge", target: id, detail }),
  ]);
  if (moved !== undefined) return moved;
  return runOrFail(deps, hold, async () => {
    const counts = countsOf(progress);
    const isMerged = await deps.store.imports.repeat(org, id, { last, now: deps.env.now(), counts });
    if (!isMerged) return failImport(deps, hold, refuseFiles(source));
    await hold.release();
    return getImport(deps, org, id);
  });
}

/** Counts what the merge of an import that repeats the last one would do: nothing. */
export async function tryRepeated(
  deps: Deps,
  hold: ImportHold,
  last: ImportId,
): Promise<ImportView | Refusal> {
  const changed = await refuseChanged(deps, hold, last);
  if (changed !== undefined) return changed;
  const preview = { at: deps.env.now(), counts: countsOf(hold.progress) };
  const refused = (await hold.commit([], { ...hold.progress, preview })) ?? (await hold.keepForLong());
  return isRefusal(refused) ? refused : getImport(deps, hold.org, hold.id);
}

async function refuseChanged(
  { store }: Deps,
  hold: ImportHold,
  last: ImportId,
): Promise<Refusal | undefined> {
  const { org, source, progress } = hold;
  if (await store.imports.trial.isAsImported(org, source, last)) return undefined;
  const forgotten = { people: undefined, groups: undefined, notes: undefined, repeats: undefined };
  const reset = await hold.commit([], { ...progress, ...forgotten, preview: undefined });
  return isRefusal(reset) ? reset : refuseFiles(source);
}

function refuseFiles(source: string): Refusal {
  return refuse("conflict", "import.files-needed", { source });
}

function countsOf({ people, groups }: ImportProgress): MergeCounts {
  const unchanged = (people?.objects ?? 0) + (groups?.objects ?? 0);
  return {
    ...{ created: 0, updated: 0, restored: 0, unchanged, leavers: 0 },
    ...{ membersAdded: 0, membersRemoved: 0 },
  };
}

/** The types of which absent objects would leave, if there were any. */
function typesOf({ people, groups }: ImportProgress): readonly ("user" | "group")[] {
  const facts = (type: "user" | "group", part: PartProgress | undefined) =>
    part === undefined ? [] : [{ type, rows: part.objects, live: part.objects, leavers: 0 }];
  return passLeavers([...facts("user", people), ...facts("group", groups)], 0).passed;
}
