import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Rows } from "../../ports/source.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { failImport, orFail, refuseInput } from "./fail-import.ts";
import { ImportHold, type PartProgress } from "./import-hold.ts";

/** What a batch of rows adds to the progress of its file, or why it may not. */
export type Staged = Refusal | { readonly objects: number; readonly live: number };

/** Stages one batch of rows in one change set; `progress` is the file's before it. */
export type StageBatch<Row> = (
  hold: ImportHold,
  rows: readonly Row[],
  progress: PartProgress,
) => Promise<Staged>;

/** Progress of a file after another batch. */
export function advanced(before: PartProgress, rows: number, objects: number, live: number): PartProgress {
  return {
    ...before,
    rows: before.rows + rows,
    objects: before.objects + objects,
    live: before.live + live,
  };
}

/**
 * Reads a file to its end and stages it in batches, each acknowledged by the store. Any problem ends the import
 * and discards what was staged; a file comes once. Returns how many rows it had.
 */
export async function stageRows<Row>(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly part: "people" | "groups";
    readonly file: string;
    readonly rows: Rows<Row>;
    readonly stageBatch: StageBatch<Row>;
  },
): Promise<number | Refusal> {
  const { part, file, rows, stageBatch } = input;
  const hold = await ImportHold.takeUp(deps, input.org, input.import);
  if (isRefusal(hold)) return hold;
  const busy = refuseSecond(hold, part);
  if (busy !== undefined) return busy;
  return orFail(deps, hold, async () => {
    const begin: PartProgress = { file, rows: 0, objects: 0, live: 0, done: false };
    const begun = await hold.commit([], { ...hold.progress, [part]: begin });
    if (isRefusal(begun)) return begun;
    const read = await readAll(deps, hold, begin, rows, stageBatch);
    if (isRefusal(read)) return read;
    const ended = await hold.commit([], { ...hold.progress, [part]: { ...read, done: true } });
    return isRefusal(ended) ? ended : read.rows;
  });
}

async function readAll<Row>(
  deps: Deps,
  hold: ImportHold,
  begun: PartProgress,
  rows: Rows<Row>,
  stageBatch: StageBatch<Row>,
): Promise<PartProgress | Refusal> {
  let progress = begun;
  const iterator = rows[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextEvent(iterator, begun.file);
      if (isRefusal(next)) return await failImport(deps, hold, next);
      if (next === "end") return progress;
      if (next.kind === "problem") return await failImport(deps, hold, refuseInput(next.problem));
      const staged = await stageBatch(hold, next.rows, progress);
      if (isRefusal(staged)) return await failImport(deps, hold, staged);
      progress = advanced(progress, next.rows.length, staged.objects, staged.live);
    }
  } finally {
    await iterator.return?.();
  }
}

function refuseSecond(hold: ImportHold, part: "people" | "groups"): Refusal | undefined {
  const { people, groups } = hold.progress;
  if (hold.progress[part]?.done)
    return refuse("conflict", "import.already-staged", { import: hold.id, part });
  const isOpen = [people, groups].some((each) => each?.done === false);
  return isOpen ? refuse("conflict", "import.upload-unfinished", { import: hold.id, part }) : undefined;
}

/** What the reader throws is a connection that broke off: half a file is no snapshot. */
async function nextEvent<Event>(
  iterator: AsyncIterator<Event>,
  file: string,
): Promise<Event | "end" | Refusal> {
  try {
    const next = await iterator.next();
    return next.done === true ? "end" : next.value;
  } catch {
    return refuse("invalid", "import.interrupted", { file });
  }
}

/** True for text that no store keeps faithfully; the reader gives well-formed Unicode otherwise. */
export function holdsNul(values: Iterable<string | undefined>): boolean {
  for (const value of values) if (value?.includes("\0")) return true;
  return false;
}
