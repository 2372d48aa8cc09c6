import { isRefusal } from "../../app/deps.ts";
import { readReconciliation } from "../../app/provisioning/reconcile/keep-reconciliation.ts";
import { type ReconciliationShape, reconciliation } from "../../contract/reconcile.ts";
import type { AppId } from "../../core/ids.ts";
import { isObject } from "../../core/json.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime, showCycle } from "./convert.ts";

const WHOLE: ReconciliationShape["leftOut"] = { drift: 0, accounts: 0, refusals: 0, unread: 0 };

const NEVER: ReconciliationShape = {
  ...{ at: null, planId: null, linked: 0, drifted: 0, missing: 0, corrected: false, held: false },
  attributes: [],
  drift: [],
  refused: 0,
  refusals: [],
  orphans: { local: 0, unassigned: 0, assigned: 0 },
  accounts: [],
  leftOut: WHOLE,
};

/** Serves the comparison of a target with what is known of it. */
export const reconcileHandlers: Pick<Handlers, "reconcileApplication" | "showReconciliation"> = {
  async reconcileApplication({ context, actor, org, params, body }) {
    const cycle = await context.engine.startReconcile(
      actor,
      org,
      idOf<AppId>(params.app),
      body.correct ? "correct" : "report",
    );
    return isRefusal(cycle) ? cycle : showCycle({ context }, cycle);
  },

  async showReconciliation({ context, org, params }) {
    const row = await readReconciliation(context.deps, { org, app: idOf<AppId>(params.app) });
    if (row === undefined) return NEVER;
    if (isRefusal(row)) return row;
    const { leftOut } = row.found;
    // Results of earlier versions do not say what was left out or refused, nor sum up attributes.
    return reconciliation.parse({
      held: false,
      attributes: [],
      refused: 0,
      refusals: [],
      ...row.found,
      leftOut: isObject(leftOut) ? { ...WHOLE, ...leftOut } : WHOLE,
      at: formatTime(row.at),
      planId: row.plan,
    });
  },
};
