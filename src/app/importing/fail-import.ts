import { showInvisible } from "../../core/invisible.ts";
import type { ImportRow } from "../../ports/import-tables.ts";
import type { InputProblem } from "../../ports/source.ts";
import type { ImportFinding } from "../../ports/store.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { reportFailedImport } from "../notices/create-notice.ts";
import type { ImportHold } from "./import-hold.ts";

/** Marks an import as failed and discards its staged rows. */
export async function endFailed(
  deps: Deps,
  row: Pick<ImportRow, "org" | "id" | "state" | "source">,
  because: Refusal,
): Promise<void> {
  const { store, env, log } = deps;
  const { org, id, state } = row;
  const { code, params } = because;
  const result = { code, params: { ...params } };
  const set = { state: "failed", ended: env.now(), result } as const;
  const ended = await commitIfCurrent({ store }, [
    { op: "update", table: "import", key: { org, id }, set, expect: { state } },
    ...reportFailedImport(deps, row, because),
  ]);
  // An import in another state than the one read is at work elsewhere, or has ended.
  if (!ended) return;
  log("warn", "import.ended", { organization: org, import: id, state: "failed", code });
  await store.imports.discard(org, id);
}

/** Ends the import without a trace in the directory, and returns the refusal. */
export async function failImport(deps: Deps, hold: ImportHold, because: Refusal): Promise<Refusal> {
  const { org, id } = hold;
  // An import that lost its place was ended by the import that took it.
  if (because.code === "import.abandoned") return because;
  const row = await deps.store.get("import", { org, id });
  if (row === undefined || row.state === "merged" || row.state === "failed") return because;
  await endFailed(deps, row, because);
  await hold.release();
  return because;
}

/** Runs a part of an import. An error ends the import and is thrown again. */
export async function runOrFail<Value>(
  deps: Deps,
  hold: ImportHold,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    try {
      await failImport(deps, hold, refuse("unavailable", "import.incident"));
    } catch (second) {
      // The store itself fails. The next import of this source discards the staged rows.
      deps.log("warn", "import.not-discarded", { organization: hold.org, import: hold.id, error: second });
    }
    throw error;
  }
}

/** The refusal that reports a problem with a file; `column` is the name of the column, or its position. */
export function refuseInput({ code, file, line, column, params }: InputProblem): Refusal {
  return refuse("invalid", code, {
    ...(column === undefined ? {} : { column, position: column }),
    ...params,
    file,
    line,
  });
}

/** Findings about the directory: the file itself is in order. */
const CONFLICTS: ReadonlySet<ImportFinding["kind"]> = new Set(["user-taken", "user-blocked", "value-taken"]);

/** The refusal that reports a finding about the whole snapshot. */
export function refuseFinding(hold: ImportHold, finding: ImportFinding): Refusal {
  const { kind, line, other, name } = finding;
  const part = kind === "unknown-member" ? hold.progress.groups : hold.progress.people;
  return refuse(CONFLICTS.has(kind) ? "conflict" : "invalid", `import.${kind}`, {
    file: part?.file ?? "",
    line,
    ...(other === null ? {} : { other }),
    name: showInvisible(name),
  });
}
