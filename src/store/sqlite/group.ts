import type { Committed } from "../../ports/store.ts";
import type { Statement } from "../dialect.ts";
import type { StoreError } from "../store-error.ts";
import type { Step } from "../writes.ts";
import { type Connection, isUniqueViolation, toStoreError } from "./connection.ts";

/** The outcome of one change set. */
export type GroupOutcome = Committed | { readonly kind: "failed"; readonly error: StoreError };

const SAVEPOINT = bare("savepoint change_set");
const RELEASE = bare("release change_set");
const ROLLBACK_TO = bare("rollback to change_set");
const BEGIN = bare("begin immediate");
const COMMIT = bare("commit");
const ROLLBACK = bare("rollback");
const COMMITTED: Committed = { kind: "committed" };

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
    outcomes = applyGroup(connection, group);
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

/**
 * Without savepoints at first: inside of one, SQLite keeps a copy of every page before it changes it, in a file. That
 * is enough as long as no refused change set has written; otherwise the group is repeated with savepoints.
 */
function applyGroup(connection: Connection, group: readonly (readonly Step[])[]): readonly Committed[] {
  connection.run(BEGIN);
  const outcomes: Committed[] = [];
  for (const steps of group) {
    const { outcome, isHalfway } = applySteps(connection, steps);
    if (isHalfway) {
      connection.run(ROLLBACK);
      connection.run(BEGIN);
      return group.map((each) => applyUndoably(connection, each));
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

function applyUndoably(connection: Connection, steps: readonly Step[]): Committed {
  connection.run(SAVEPOINT);
  const { outcome, isHalfway } = applySteps(connection, steps);
  if (isHalfway) connection.run(ROLLBACK_TO);
  connection.run(RELEASE);
  return outcome;
}

/** Runs the steps until one is refused; `isHalfway` when those before it have changed something. */
function applySteps(
  connection: Connection,
  steps: readonly Step[],
): { readonly outcome: Committed; readonly isHalfway: boolean } {
  let isHalfway = false;
  for (const [index, step] of steps.entries()) {
    const reason = refusal(connection, step);
    if (reason !== undefined) return { outcome: { kind: "conflict", index, reason }, isHalfway };
    isHalfway ||= step.kind === "change";
  }
  return { outcome: COMMITTED, isHalfway: false };
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
