import type { AppId, OrgId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { DriftPolicy, OrphanClass } from "../../../core/provisioning/reconcile.ts";
import { redactChanges } from "../../../core/redact-attributes.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { ReconciliationRow } from "../../../ports/reconciliation-tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import type { CycleContext } from "../context.ts";
import type { DriftedAccount, TargetDifferences } from "./drifted.ts";

/** Accounts and values that each list of a result names; the numbers count all. */
export const LISTED_MAX = 500;

/** Keeps the result of a comparison in place of the one before. */
export async function keepReconciliation(
  context: CycleContext,
  { id: plan }: PlanRow,
  { linked, drifted, attributes, orphans, refusals, unread }: TargetDifferences,
  done: DriftPolicy,
): Promise<void> {
  const { deps, org, app } = context;
  const count = (wanted: OrphanClass) => orphans.filter((each) => each.class === wanted).length;
  const found: JsonObject = {
    linked,
    drifted: drifted.filter(({ kind }) => kind === "changed").length,
    missing: drifted.filter(({ kind }) => kind === "missing").length,
    corrected: done === "correct",
    held: done === "ask",
    attributes: attributes.map((each) => ({ ...each })),
    drift: drifted.slice(0, LISTED_MAX).map((each) => toJson(context, each)),
    refused: refusals.count,
    refusals: refusals.listed,
    orphans: { local: count("local"), unassigned: count("unassigned"), assigned: count("assigned") },
    leftOut: {
      drift: Math.max(0, drifted.length - LISTED_MAX),
      accounts: Math.max(0, orphans.length - LISTED_MAX),
      refusals: Math.max(0, refusals.count - LISTED_MAX),
      unread,
    },
    accounts: orphans.slice(0, LISTED_MAX).map(({ account: accountId, ...rest }) => ({ accountId, ...rest })),
  };
  const row = { org, app, plan, at: deps.env.now(), found };
  await commitOrThrow(deps, [{ op: "upsert", table: "reconciliation", row }]);
}

function toJson(
  { mappings }: CycleContext,
  { link, kind, name, changes, lostMembers, otherMembers }: DriftedAccount,
): JsonObject {
  return {
    ...{ objectId: link.object, type: link.type, name, accountId: link.account, kind },
    changes: redactChanges(changes, mappings[link.type].hiddenPaths),
    membersLost: lostMembers.length,
    membersOther: otherMembers,
  };
}

/** The result of the last comparison; undefined before the first. */
export async function readReconciliation(
  { store }: Deps,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
): Promise<ReconciliationRow | undefined | Refusal> {
  const application = await store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  return store.get("reconciliation", { org, app });
}
