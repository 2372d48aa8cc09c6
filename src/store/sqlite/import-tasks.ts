import type { Transaction } from "../dialect.ts";
import { checkImport } from "../imports/check.ts";
import { countLeavers } from "../imports/leavers.ts";
import { mergeImport } from "../imports/merge.ts";
import { reviewImport } from "../imports/review.ts";
import type { Connection } from "./connection.ts";
import { rollback } from "./group.ts";
import type { ImportTask } from "./protocol.ts";
import { createTransaction } from "./transaction.ts";

/** Does a task of an import in one transaction and answers its result. A merge that found a reason not to, or is a trial, keeps nothing. */
export function serveImportTask(connection: Connection, task: ImportTask): Promise<unknown> {
  const { org, id } = task;
  switch (task.kind) {
    case "check":
      return inTransaction(connection, (tx) => checkImport(tx, org, id));
    case "leavers":
      return inTransaction(connection, (tx) => countLeavers(tx, org, id, task.type));
    case "review":
      return inTransaction(connection, (tx) => reviewImport(tx, org, id, task.withLeavers));
    case "merge":
      return inTransaction(
        connection,
        (tx) => mergeImport(tx, org, id, task),
        ({ kind }) => kind === "merged" && task.isTrial !== true,
      );
  }
}

/** Runs the work in one transaction, which is kept only where the result says so. Nothing else runs meanwhile. */
async function inTransaction<Result>(
  connection: Connection,
  work: (tx: Transaction) => Promise<Result>,
  isKept: (result: Result) => boolean = () => true,
): Promise<Result> {
  const tx = createTransaction(connection);
  connection.exec("begin immediate");
  try {
    const result = await work(tx);
    connection.exec(isKept(result) ? "commit" : "rollback");
    return result;
  } catch (error) {
    rollback(connection);
    throw error;
  }
}
