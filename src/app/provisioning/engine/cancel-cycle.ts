import type { CycleRow } from "../../../ports/cycle-tables.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import { commitIfCurrent } from "../../commit.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";

/** The state of a cycle changes twice at most while a request for it is stored. */
const ATTEMPTS_MAX = 4;

/**
 * Stores the request to end a cycle early, with its audit record, for the server that runs the cycle. Done already if
 * it was requested before; refused if the cycle has ended otherwise.
 */
export async function requestCancel(
  deps: Deps,
  author: Author,
  { org, id }: Pick<CycleRow, "org" | "id">,
): Promise<CycleRow | Refusal> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const cycle = await deps.store.get("cycle", { org, id });
    if (cycle === undefined) return refuse("not-found", "cycle.not-found", { cycle: id });
    if (cycle.state === "cancelled") return cycle;
    if (cycle.ended !== null) return refuse("conflict", "cycle.ended", { cycle: id });
    if (cycle.cancel_requested !== null) return cycle;
    const cancel_requested = deps.env.now();
    const expect = { state: cycle.state, cancel_requested: null };
    const audit = createAuditWrite(deps, author, {
      org,
      category: "provisioning",
      activity: "cancel",
      target: cycle.app,
      detail: { cycle: id },
    });
    const isStored = await commitIfCurrent(deps, [
      { op: "update", table: "cycle", key: { org, id }, set: { cancel_requested }, expect },
      audit,
    ]);
    if (!isStored) continue;
    deps.log("info", "cycle.cancel-requested", { organization: org, app: cycle.app, cycle: id });
    return { ...cycle, cancel_requested };
  }
  return refuse("unavailable", "engine.busy", { app: id });
}
