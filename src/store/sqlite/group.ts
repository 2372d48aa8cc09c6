import type { Committed } from "../../ports/store.ts";
import type { Statement } from "../dialect.ts";
import type { StoreError } from "../store-error.ts";
import type { Step } from "../writes.ts";
import { type Connection, isUniqueViolation, toStoreError } from "./connection.ts";

/** What became of one change set of a group. */
export type GroupOutcome = Committed | { readonly kind: "failed"; readonly error: StoreError };

const SAVEPOINT = bare("savepoint change_set");
const RELEASE = bare("release change_set");
const ROLLBACK_TO = bare("rollback to change_set");
const BEGIN = bare("begin immediate");
const COMMIT = bare("commit");

function bare(sql: string): Statement {
  return { sql, parameters: [] };
}

/**
 * Writes many change sets with one fsync. Each is accepted or refused by itself; when this returns, those
 * accepted would survive a kill. Where the commit fails, all fail; where a statement does, each is tried
 * alone, so that one bad change set costs its neighbours nothing. `beforeCommit` is for crash tests.
 */
export function commitGroup(
  connection: Connection,
  group: readonly (readonly Step[])[],
  beforeCommit: () => void,
): readonly GroupOutcome[] {
  let outcomes: readonly Committed[];
  try {
    connection.run(BEGIN);
    outcomes = group.map((steps) => applyChangeSet(connection, steps));
  } catch (error) {
    rollback(connection);
    if (group.length === 1) return [{ kind: "failed", error: toStoreError(error) }];
    return group.flatMap((steps) => commitGroup(connection, [steps], beforeCommit));
  }
  try {
    beforeCommit();
    connection.run(COMMIT);
  } catch (error) {
    rollback(connection);
    const failed = { kind: "failed", error: toStoreError(error) } as const;
    return group.map(() => failed);
  }
  return outcomes;
}

function applyChangeSet(connection: Connection, steps: readonly Step[]): Committed {
  connection.run(SAVEPOINT);
  for (const [index, step] of steps.entries()) {
    const reason = refusal(connection, step);
    if (reason === undefined) continue;
    connection.run(ROLLBACK_TO);
    connection.run(RELEASE);
    return { kind: "conflict", index, reason };
  }
  connection.run(RELEASE);
  return { kind: "committed" };
}

function refusal(connection: Connection, step: Step): "exists" | "stale" | undefined {
  try {
    const rows = step.kind === "find" ? connection.rows(step).length : connection.run(step);
    return step.rows === "any" || rows === step.rows ? undefined : step.reason;
  } catch (error) {
    if (isUniqueViolation(error)) return "exists";
    throw error;
  }
}

/** Ends the transaction, unless SQLite has already: it does so by itself after some failures. */
export function rollback(connection: Connection): void {
  try {
    connection.exec("rollback");
  } catch {
    // No transaction was left.
  }
}
