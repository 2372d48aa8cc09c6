import type { AppId } from "../../../core/ids.ts";
import type { DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { Deps } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";

/** Decisions on users that may give or take presence in the target, and with it memberships and references. */
const USER_VERBS: ReadonlySet<string> = new Set(["create", "adopt", "update", "disable", "delete"]);
/** A group with a new account gets all its members. Memberships that moved one by one are in the feed. */
const GROUP_VERBS: ReadonlySet<string> = new Set(["create", "adopt"]);

/**
 * Keeps the objects of a plan that was not applied to its end for the next cycle, which compares all their memberships
 * and references. The feed shows it the same changes once more, but the links already say that the account came or
 * went, so that nothing else would lead it to the groups. Objects that wait already stay as they are.
 */
export async function keepInterrupted(
  { store, env }: Pick<Deps, "store" | "env">,
  plan: Pick<PlanRow, "org" | "app" | "id">,
): Promise<void> {
  const { org, app, id } = plan;
  const now = env.now();
  for await (const rows of readEachPage(store, "decision", { org, plan: id })) {
    const writes = rows.filter(mayMovePresence).map((row) => keepDueOnce(app, row, now));
    if (writes.length > 0) await commitOrThrow({ store }, writes);
  }
}

function mayMovePresence({ type, verb }: DecisionRow): boolean {
  return (type === "user" ? USER_VERBS : GROUP_VERBS).has(verb);
}

function keepDueOnce(app: AppId, { org, object }: DecisionRow, now: number): Write {
  const row = {
    ...{ org, app, object, reason: "interrupted", waiting_for: null, attempts: 0, equal_failures: 0 },
    ...{ next_attempt: now, parked: 0 as const, fault: null, since: now, lane: null, failing_since: null },
  };
  return { op: "ensure", table: "pending", row };
}
