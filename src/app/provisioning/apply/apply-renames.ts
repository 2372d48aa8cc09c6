import type { ObjectId } from "../../../core/ids.ts";
import type { FlatChange } from "../../../core/mapping/flat.ts";
import { foldValue, isAccessRemoval } from "../../../core/provisioning/account-rules.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isClearedAside, toTemporaryName } from "../../../core/provisioning/order-names.ts";
import type { NameOrder } from "../../../core/provisioning/records/decision.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { displayNameOf } from "../object-name.ts";
import { type ApplyRun, mayGoOn } from "./apply-run.ts";
import { changeInPassing } from "./change-in-passing.ts";
import { failDecision } from "./end-decision.ts";

/** A decision that waits for a name, with its place. */
interface Rename {
  readonly decision: DecisionRow;
  readonly order: NameOrder;
}

/**
 * Postpones a decision that waits for a name, and takes access away at once where that is a part of it. False for
 * a decision that waits for nothing.
 */
export async function queueRename(run: ApplyRun, decision: DecisionRow): Promise<boolean> {
  if (decision.desired.name === null) return false;
  // A new account has no access yet that could be taken away.
  if (decision.verb === "create") {
    run.renames.push(decision);
    return true;
  }
  const losses = decision.changes.filter((change) => isAccessRemoval(run.context.rules, change));
  const fault = await changeInPassing(run, decision, "disable", losses);
  if (fault !== undefined) await failDecision(run, decision, fault);
  else run.renames.push(losses.length === 0 ? decision : withoutChanges(decision, losses));
  return true;
}

/** The postponed decisions of a type by their chains, each in its order. */
export function takeChains(run: ApplyRun, type: ObjectType): readonly (readonly Rename[])[] {
  const chains = new Map<number, Rename[]>();
  const rest: DecisionRow[] = [];
  for (const decision of run.renames.splice(0)) {
    const order = decision.desired.name;
    if (decision.type !== type || order === null) rest.push(decision);
    else chains.set(order.chain, [...(chains.get(order.chain) ?? []), { decision, order }]);
  }
  run.renames.push(...rest);
  return [...chains.values()].map((chain) =>
    chain.sort((left, right) => left.order.place - right.order.place),
  );
}

/**
 * Renames the accounts of one chain, one after the other. An account that steps aside has its temporary name first,
 * and gets its own or its former name at the end. A chain is not left in between for the end of the process, as long
 * as calls may be sent.
 */
export async function applyChain(
  run: ApplyRun,
  chain: readonly Rename[],
  carryOut: (decision: DecisionRow) => Promise<void>,
): Promise<void> {
  const asides = new Map<DecisionRow, Aside>();
  for (const each of chain) {
    if (each.order.temporary !== null) asides.set(each.decision, await stepAside(run, each));
  }
  const isAside = [...asides.values()].some(({ fault }) => fault === undefined);
  for (const { decision, order } of chain) {
    if (run.stopped !== undefined || run.context.signal.aborted || !(isAside || mayGoOn(run))) return;
    const { fault, cleared = [] } = asides.get(decision) ?? {};
    if (fault !== undefined) await failDecision(run, decision, fault);
    else if (await holdsName(run, order.after, decision, "to"))
      await failBlocked(run, { decision, order }, { chain, cleared });
    else await carryOut(withoutValues(decision, cleared));
  }
}

/** How an account stepped aside: the attributes that it lacks now, or the refusal. */
interface Aside {
  readonly fault?: Fault | undefined;
  readonly cleared?: readonly string[];
}

/** The decision about an account that lacks these values for the moment. */
function withoutValues(decision: DecisionRow, cleared: readonly string[]): DecisionRow {
  if (cleared.length === 0) return decision;
  const changes = decision.changes.map((change) =>
    cleared.includes(change.path) ? { ...change, from: null } : change,
  );
  return { ...decision, changes };
}

/**
 * Gives an account its temporary name, and clears the other values that change hands. A target that requires one of these
 * gets a temporary one too. An account that has its name already keeps it.
 */
async function stepAside(run: ApplyRun, { decision, order }: Rename): Promise<Aside> {
  const given = namesOf(run, { decision, order });
  if (given.length === 0) return {};
  const cleared = given.map(({ path }) => path).filter(isClearedAside);
  const named = given.map((change) => ({ ...change, to: toTemporary(decision, change) }));
  const changes = named.map((change) => (isClearedAside(change.path) ? { ...change, to: null } : change));
  const fault = await changeInPassing(run, decision, "update", changes);
  if (fault === undefined || cleared.length === 0) return { fault, cleared };
  return { fault: await changeInPassing(run, decision, "update", named) };
}

function toTemporary({ object, desired: { name } }: DecisionRow, { path, from }: FlatChange): string | null {
  if (name?.path === path || !isClearedAside(path)) return name?.temporary ?? null;
  return toTemporaryName(object, String(from ?? ""));
}

/** True as long as the account of `holder` has the new, or the former, name of this decision's account. */
async function holdsName(
  run: ApplyRun,
  holder: ObjectId,
  decision: DecisionRow,
  side: "from" | "to",
): Promise<boolean> {
  const { deps, org, app, rules } = run.context;
  const link = await deps.store.get("link", { org, app, object: holder });
  const path = pathOf(run, decision);
  const held = link?.projected[path];
  if (typeof held !== "string") return false;
  const fold = (name: string) => foldValue(rules, path, name);
  return nameChanges(run, decision).some((change) => {
    const name = change[side];
    return typeof name === "string" && fold(name) === fold(held);
  });
}

/** The attribute that a decision waits for a value of. */
function pathOf({ context }: ApplyRun, { type, desired }: DecisionRow): string {
  return desired.name?.path ?? context.rules.naturalKey[type];
}

function nameChanges(run: ApplyRun, decision: DecisionRow): readonly FlatChange[] {
  const path = pathOf(run, decision);
  return decision.changes.filter((change) => change.path === path);
}

/** The changes of all values that an account gives up when it steps aside: first the one that its decision waits for. */
function namesOf(run: ApplyRun, { decision, order }: Rename): readonly FlatChange[] {
  const others = decision.changes.filter(({ path }) => order.also?.includes(path));
  return [...nameChanges(run, decision), ...others];
}

/** The decision with what is left of its changes. Writing the others has given its link another version. */
function withoutChanges(decision: DecisionRow, done: readonly FlatChange[]): DecisionRow {
  const changes = decision.changes.filter((change) => !done.includes(change));
  return { ...decision, changes, link_version: decision.link_version + 1 };
}

/**
 * Ends a decision whose name another account still has. Everything else of it is written. An account that has stepped
 * aside takes its former name back if that is free.
 */
async function failBlocked(
  run: ApplyRun,
  { decision, order }: Rename,
  { chain, cleared }: { readonly chain: readonly Rename[]; readonly cleared: readonly string[] },
): Promise<void> {
  const names = namesOf(run, { decision, order });
  if (decision.verb === "update" || decision.verb === "disable") {
    const others = decision.changes.filter((change) => !names.includes(change));
    const fault = await changeInPassing(run, decision, "update", others);
    if (order.temporary !== null && !(await isFormerNameTaken(run, decision, chain)))
      await changeInPassing(
        run,
        decision,
        "update",
        names.map((change) => ({
          path: change.path,
          from: cleared.includes(change.path) ? null : toTemporary(decision, change),
          to: change.from,
        })),
      );
    if (fault !== undefined) return failDecision(run, decision, fault);
  }
  await failDecision(run, decision, await describeBlocked(run, order.after, names[0]));
}

async function isFormerNameTaken(
  run: ApplyRun,
  decision: DecisionRow,
  chain: readonly Rename[],
): Promise<boolean> {
  for (const { decision: other, order } of chain) {
    if (order.after === decision.object && (await holdsName(run, other.object, decision, "from")))
      return true;
  }
  return false;
}

async function describeBlocked(
  run: ApplyRun,
  holder: ObjectId,
  change: FlatChange | undefined,
): Promise<Fault> {
  const { deps, org, app, rules } = run.context;
  const [object, link] = await Promise.all([
    deps.store.get("object", { org, id: holder }),
    deps.store.get("link", { org, app, object: holder }),
  ]);
  const value = String(change?.to ?? "");
  const owner = displayNameOf(object, link, rules);
  const params = { path: change?.path ?? "", value, owner, id: holder, account: link?.account ?? "" };
  return { kind: "conflict", code: "target.name-in-use", params, refusedBy: "muster" };
}
