import type { ObjectId } from "../../../core/ids.ts";
import { isAccessRemoval } from "../../../core/provisioning/account-rules.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { type DriftPolicy, isMassDrift } from "../../../core/provisioning/reconcile.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readRowsAmong } from "../../paging.ts";
import { type CycleContext, findStop } from "../context.ts";
import { type AffectedObjects, addOnly, createAffectedObjects } from "../plan/read-changes.ts";
import type { ScopeRule } from "../read-scope.ts";
import { OrphanSearch } from "./classify-orphans.ts";
import { LinkComparison } from "./compare-links.ts";
import { compareMembers } from "./compare-members.ts";
import { requestAnswers, takeOver } from "./correct-links.ts";
import type { DriftedAccount, TargetDifferences } from "./drifted.ts";
import { keepReconciliation, LISTED_MAX } from "./keep-reconciliation.ts";
import { listRefusals } from "./list-refusals.ts";
import type { AttributeDrift } from "./spelt-values.ts";

/** The objects that a reconciliation has to correct, and its notes. */
export interface Reconciled {
  readonly affected: AffectedObjects;
  readonly notes: readonly Reason[];
}

/**
 * Reads the whole target, compares it with the links and keeps the result. Of a listing that breaks off, repeats itself
 * or lacks a page nothing is concluded: its fault is the result. Where differences are to be corrected, or a person is to be asked, Muster takes over what the target shows, so
 * that the plan decides the correction like any other change; a mass of them is only reported.
 */
export async function planCorrections(
  context: CycleContext,
  row: PlanRow,
  { rule, onDrift }: { readonly rule: ScopeRule; readonly onDrift: DriftPolicy },
): Promise<Outcome<Reconciled>> {
  const found = await compareTarget(context, rule);
  if (!found.ok) return found;
  const { drifted, attributes, linked, refusals, unread } = found.value;
  const spelt = attributes.reduce((sum, each) => sum + each.spelt, 0);
  const isMass = isMassDrift(drifted.length, linked);
  const corrected = onDrift !== "report" && !isMass ? drifted : [];
  if (onDrift === "ask") await requestAnswers(context, corrected);
  await takeOver(context, corrected);
  await keepReconciliation(context, row, found.value, corrected.length > 0 ? onDrift : "report");
  const affected = createAffectedObjects();
  for (const { link } of corrected) addOnly(affected, { type: link.type, id: link.object });
  const notes = [createReason("plan.reconciled", { count: drifted.length })];
  notes.push(...noteDisabled(context, drifted, corrected));
  if (spelt > 0) notes.push(createReason("plan.reconcile-spelt", { count: spelt }));
  if (refusals.count > 0) notes.push(createReason("plan.reconcile-refused", { count: refusals.count }));
  if (unread > 0) notes.push(createReason("plan.reconcile-unread", { count: unread }));
  if (onDrift !== "report" && isMass)
    notes.push(createReason("plan.mass-drift", { count: drifted.length, linked }));
  return { ok: true, value: { affected, notes } };
}

/** The note on accounts that were disabled in the target itself: a correction enables those that are to have access. */
function noteDisabled(
  { rules }: CycleContext,
  drifted: readonly DriftedAccount[],
  corrected: readonly DriftedAccount[],
): readonly Reason[] {
  const count = drifted.filter(({ changes }) =>
    changes.some((change) => isAccessRemoval(rules, change)),
  ).length;
  if (count === 0) return [];
  return [createReason(corrected.length > 0 ? "plan.drift-enabled" : "plan.drift-disabled", { count })];
}

async function compareTarget(context: CycleContext, rule: ScopeRule): Promise<Outcome<TargetDifferences>> {
  const { deps, org, app } = context;
  const byObject = new Map<ObjectId, DriftedAccount>();
  const orphans = [];
  const attributes: AttributeDrift[] = [];
  let unread = 0;
  for (const type of await readComparedTypes(context)) {
    const comparison = new LinkComparison(context, type);
    const search = new OrphanSearch(context, type);
    const fault = await readListing(context, type, { comparison, search });
    if (fault !== undefined) return { ok: false, fault };
    const missing = await comparison.findMissing();
    if (missing !== undefined) return { ok: false, fault: missing };
    await comparison.forgetContradicted();
    const compared = comparison.takeDrifted();
    for (const each of compared.drifted) byObject.set(each.link.object, each);
    attributes.push(...compared.attributes);
    orphans.push(...(await search.classify(rule)));
    unread += comparison.unread;
  }
  const members = await compareMembers(context);
  if (!members.ok) return members;
  for (const each of members.value) {
    const changes = byObject.get(each.link.object)?.changes ?? [];
    byObject.set(each.link.object, { ...each, changes });
  }
  const linked = await deps.store.count("link", { org, app });
  const refusals = await listRefusals(context, LISTED_MAX);
  const drifted = [...byObject.values()];
  return { ok: true, value: { linked, drifted, attributes, orphans, refusals, unread } };
}

/**
 * The types whose accounts are listed. Groups are left out where the application sends none and has none linked, because a
 * target may have no endpoint for them.
 */
async function readComparedTypes({ deps, org, app, settings }: CycleContext): Promise<readonly ObjectType[]> {
  const sendsGroups = settings.groups !== "none";
  if (sendsGroups || (await deps.store.count("link", { org, app, type: "group" })) > 0)
    return ["user", "group"];
  return ["user"];
}

async function readListing(
  context: CycleContext,
  type: ObjectType,
  { comparison, search }: { readonly comparison: LinkComparison; readonly search: OrphanSearch },
) {
  const { deps, org, app, target, signal } = context;
  for await (const page of target.list(type, signal)) {
    if (!page.ok) return page.fault;
    const stopped = findStop(context);
    if (stopped !== undefined) return stopped;
    const values = page.value.map(({ id }) => id);
    const where = { org, app, type };
    const links = await readRowsAmong(deps.store, "link", where, { column: "account", values });
    const byAccount = new Map(links.map((link) => [link.account, link]));
    for (const account of page.value) {
      const link = byAccount.get(account.id);
      if (link === undefined) search.add(account);
      else comparison.compare(link, account);
    }
    await deps.env.sleep(0);
  }
  return undefined;
}
