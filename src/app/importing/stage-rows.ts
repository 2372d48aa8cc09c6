import type { ImportId, OrgId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import { indexKeys } from "../../core/scim/index/keys.ts";
import { searchKeys } from "../../core/scim/index/search-texts.ts";
import type { ResourceType } from "../../core/scim/schema.ts";
import type { ImportEntry } from "../../ports/import-tables.ts";
import type { Rows } from "../../ports/source.ts";
import type { ChangeSet } from "../../ports/store.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { failImport, refuseInput, runOrFail } from "./fail-import.ts";
import { ImportHold, type PartProgress } from "./import-hold.ts";

/** The writes that stage a batch of rows, and the number of people or groups that it adds to the file. */
export interface Batch {
  readonly writes: ChangeSet;
  readonly objects: number;
}

/** Makes the writes that stage a batch of rows, or refuses it. Called in the order of the file. */
export type PrepareBatch<Row> = (
  hold: ImportHold,
  rows: readonly Row[],
) => Batch | Refusal | Promise<Batch | Refusal>;

/**
 * Reads a file to its end and stages it in batches, each acknowledged by the store. Any problem ends the import and
 * discards the staged rows. Each file can be staged once. Returns the number of its rows.
 */
export async function stageRows<Row>(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly part: "people" | "groups";
    readonly file: string;
    readonly rows: Rows<Row>;
    /** The SHA-256 of the file's bytes in hex; called once they were read to their end. */
    readonly digest?: (() => string) | undefined;
    readonly prepare: PrepareBatch<Row>;
  },
): Promise<number | Refusal> {
  const { part, file, rows, digest, prepare } = input;
  const hold = await ImportHold.takeUp(deps, input.org, input.import);
  if (isRefusal(hold)) return hold;
  const busy = refuseSecond(hold, part);
  if (busy !== undefined) return busy;
  return runOrFail(deps, hold, async () => {
    const begin: PartProgress = { file, rows: 0, objects: 0, ignored: [], done: false };
    // A dry run before this file saw another snapshot: its result no longer says what the merge would do.
    const tried = { held: undefined, notes: undefined, preview: undefined };
    const begun = await hold.commit([], { ...hold.progress, ...tried, [part]: begin });
    if (isRefusal(begun)) return begun;
    const iterator = rows[Symbol.asyncIterator]();
    const read = () => nextBatch(hold, iterator, file, prepare);
    const staged = await stageAll(hold, part, begin, read).finally(() => iterator.return?.());
    if (isRefusal(staged)) return failImport(deps, hold, staged);
    const ended = await hold.commit([], {
      ...hold.progress,
      [part]: { ...staged, done: true, sha256: digest?.() },
    });
    return isRefusal(ended) ? ended : staged.rows;
  });
}

function refuseSecond(hold: ImportHold, part: "people" | "groups"): Refusal | undefined {
  const { people, groups } = hold.progress;
  if (hold.progress[part]?.done)
    return refuse("conflict", "import.already-staged", { import: hold.id, part });
  const isOpen = [people, groups].some((each) => each?.done === false);
  return isOpen ? refuse("conflict", "import.upload-unfinished", { import: hold.id, part }) : undefined;
}

type ReadBatch = Batch & { readonly rows: number; readonly ignored?: readonly string[] };

/** An error of the reader means that the connection broke off: a part of a file is not a snapshot. */
async function nextBatch<Row>(
  hold: ImportHold,
  iterator: AsyncIterator<Rows<Row> extends AsyncIterable<infer Event> ? Event : never>,
  file: string,
  prepare: PrepareBatch<Row>,
): Promise<ReadBatch | "end" | Refusal> {
  const next = await iterator.next().catch(() => refuse("invalid", "import.interrupted", { file }));
  if (isRefusal(next)) return next;
  if (next.done === true) return "end";
  const event = next.value;
  if (event.kind === "problem") return refuseInput(event.problem);
  if (event.kind === "ignored") return { writes: [], objects: 0, rows: 0, ignored: event.columns };
  const batch = await prepare(hold, event.rows);
  return isRefusal(batch) ? batch : { ...batch, rows: event.rows.length };
}

/** Reads one batch ahead while the store writes, and no further, so that memory stays bounded. */
async function stageAll(
  hold: ImportHold,
  part: "people" | "groups",
  begin: PartProgress,
  read: () => Promise<ReadBatch | "end" | Refusal>,
): Promise<PartProgress | Refusal> {
  let progress = begin;
  for (let batch = await read(); ; ) {
    if (batch === "end") return progress;
    if (isRefusal(batch)) return batch;
    const { writes, rows, objects, ignored = progress.ignored } = batch;
    progress = { ...progress, ignored, rows: progress.rows + rows, objects: progress.objects + objects };
    const [committed, next] = await Promise.all([
      hold.commit(writes, { ...hold.progress, [part]: progress }),
      read(),
    ]);
    if (isRefusal(committed)) return committed;
    if (committed !== undefined) throw new Error(`a line was staged twice (write ${committed.index})`);
    batch = next;
  }
}

/** The index entries of a document in the form in which they are staged. */
export function importEntries(type: ResourceType, doc: JsonObject): readonly ImportEntry[] {
  const keys = type === USER ? [...indexKeys(type, doc), ...searchKeys(doc)] : indexKeys(type, doc);
  return keys.map(({ path, value, unique }) => [path, value, unique ? 1 : 0]);
}

/** Refuses a row with NUL, which databases cannot store; the reader returns well-formed Unicode otherwise. */
export function refuseNul(
  file: string,
  line: number,
  values: readonly (string | undefined)[],
): Refusal | undefined {
  if (!values.some((value) => value?.includes("\0"))) return undefined;
  return refuse("invalid", "import.bad-text", { file, line, value: "\\0" });
}
