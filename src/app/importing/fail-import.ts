import type { InputProblem } from "../../ports/source.ts";
import type { ImportFinding } from "../../ports/store.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import type { ImportHold } from "./import-hold.ts";

/** Ends the import without a trace in the directory: nothing staged remains. Gives the refusal back. */
export async function failImport(deps: Deps, hold: ImportHold, because: Refusal): Promise<Refusal> {
  const { org, id } = hold;
  // One that lost its place was ended by whoever took it.
  if (because.code === "import.abandoned") return because;
  const row = await deps.store.get("import", { org, id });
  if (row === undefined || row.state === "merged" || row.state === "failed") return because;
  await deps.store.commit([
    {
      op: "update",
      table: "import",
      key: { org, id },
      set: {
        state: "failed",
        ended: deps.env.now(),
        result: { code: because.code, params: { ...because.params } },
      },
      expect: { state: row.state },
    },
  ]);
  await deps.store.imports.discard(org, id);
  await hold.release();
  return because;
}

/** Runs a piece of an import; whatever it throws ends the import and is thrown on. */
export async function orFail<Value>(
  deps: Deps,
  hold: ImportHold,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    try {
      await failImport(deps, hold, refuse("unavailable", "server.incident"));
    } catch (second) {
      // The store itself fails. The next import of this source finds the rest and discards it.
      deps.log("warn", "import.not-discarded", { org: hold.org, import: hold.id, error: String(second) });
    }
    throw error;
  }
}

/** The refusal that a problem with a file is; `column` is its name where it has one, else its position. */
export function refuseInput({ code, file, line, column, params }: InputProblem): Refusal {
  return refuse("invalid", code, {
    ...(column === undefined ? {} : { column, position: column }),
    ...params,
    file,
    line,
  });
}

/** The refusal that a finding of the whole is. */
export function refuseFinding(hold: ImportHold, finding: ImportFinding): Refusal {
  const { kind, line, other, name } = finding;
  const part = kind === "unknown-member" ? hold.progress.groups : hold.progress.people;
  return refuse(kind === "user-taken" || kind === "value-taken" ? "conflict" : "invalid", `import.${kind}`, {
    file: part?.file ?? "",
    line,
    ...(other === null ? {} : { other }),
    name,
  });
}
