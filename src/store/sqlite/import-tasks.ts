import type { Transaction } from "../dialect.ts";
import { checkImport } from "../imports/check.ts";
import { countLeavers } from "../imports/leavers.ts";
import { mergeImport } from "../imports/merge.ts";
import { isAsImported, repeatImport } from "../imports/repeat.ts";
import { reviewImport } from "../imports/review.ts";
import type { Connection } from "./connection.ts";
import { rollback } from "./group.ts";
import { copyUniqueValues, dropNames } from "./import-trial.ts";
import type { ImportTask } from "./protocol.ts";
import { createTransaction } from "./transaction.ts";

/** Does a task of an import in one transaction and answers its result. A merge that found a reason not to keeps nothing. */
export function serveImportTask(connection: Connection, task: ImportTask): Promise<unknown> {
  if (task.kind === "repeat") return inTransaction(connection, (tx) => repeatImport(tx, task, task));
  if (task.kind !== "merge") return serveReading(connection, task, {});
  const { org, id } = task;
  return inTransaction(connection, (tx) => mergeImport(tx, org, id, { ...task, isTrial: false }), {
    isKept: ({ kind }) => kind === "merged",
  });
}

/** A task that changes nothing but the names that a check collects. */
function serveReading(
  connection: Connection,
  task: Exclude<ImportTask, { readonly kind: "merge" | "repeat" }>,
  options: { readonly begin?: string },
): Promise<unknown> {
  const { org } = task;
  switch (task.kind) {
    case "check":
      return inTransaction(connection, (tx) => checkImport(tx, org, task.id), options);
    case "isAsImported":
      return inTransaction(connection, (tx) => isAsImported(tx, org, task.source, task.last), options);
    case "leavers":
      return inTransaction(connection, (tx) => countLeavers(tx, org, task.id, task.type), options);
    case "review":
      return inTransaction(connection, (tx) => reviewImport(tx, org, task.id, task.withLeavers), options);
  }
}

/**
 * Does a task of an import as a trial, over a connection of `openTrialConnection`. The names that the check collects stay
 * for the tasks that follow, up to the merge.
 */
export async function serveTrialTask(connection: Connection, task: ImportTask): Promise<unknown> {
  if (task.kind === "repeat") throw new Error("a trial ends no import");
  if (task.kind !== "merge") return serveReading(connection, task, TRIAL);
  const { org, id } = task;
  const merged = await inTransaction(
    connection,
    async (tx) => {
      copyUniqueValues(connection, org);
      return mergeImport(tx, org, id, { ...task, isTrial: true });
    },
    { ...TRIAL, isKept: () => false },
  );
  await inTransaction(connection, (tx) => dropNames(tx, org, id), TRIAL);
  return merged;
}

interface TransactionOptions<Result> {
  readonly begin?: string;
  isKept?(result: Result): boolean;
}

/** A transaction that does not ask for the right to write, which a trial does not have. */
const TRIAL = { begin: "begin" };

/** Runs the work in one transaction, which is kept only where the result says so. Nothing else runs meanwhile. */
async function inTransaction<Result>(
  connection: Connection,
  work: (tx: Transaction) => Promise<Result>,
  { begin = "begin immediate", isKept = () => true }: TransactionOptions<Result> = {},
): Promise<Result> {
  const tx = createTransaction(connection);
  connection.exec(begin);
  try {
    const result = await work(tx);
    connection.exec(isKept(result) ? "commit" : "rollback");
    return result;
  } catch (error) {
    rollback(connection);
    throw error;
  }
}
