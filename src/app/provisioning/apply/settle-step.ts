import { isSameJson } from "../../../core/json.ts";
import { type FlatAttributes, type FlatChange, flattenAccount } from "../../../core/mapping/flat.ts";
import type { MatchKey } from "../../../core/mapping/match-key.ts";
import { foldValue } from "../../../core/provisioning/account-rules.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { StepMember } from "../../../core/provisioning/records/step.ts";
import type { JournalRow } from "../../../ports/cycle-tables.ts";
import type { Account } from "../../../ports/target.ts";
import type { CycleRun } from "../context.ts";

/**
 * The account that a create step may have made: found by the natural key that the step wrote down, never
 * by sending it again. Among several, only one that carries the step's external id is taken.
 */
export async function findCreated(
  context: CycleRun,
  step: JournalRow,
): Promise<Outcome<Account | undefined>> {
  if (step.request.kind !== "create") return { ok: true, value: undefined };
  const { attributes } = step.request;
  const search = step.request.match ?? naturalKey(context, step, attributes);
  if (search === undefined) return { ok: true, value: undefined };
  const found = await context.target.find(step.type, search, context.signal);
  if (!found.ok) return found;
  const { beside = [] } = step.request;
  const others = found.value.filter(({ id }) => !beside.includes(id));
  const [only] = others;
  if (others.length === 1) return { ok: true, value: only };
  const { sourceId } = context.rules;
  if (sourceId === undefined) return { ok: true, value: undefined };
  const mine = others.filter((account) =>
    isSameJson(flattenAccount([sourceId], account.attributes)[sourceId], attributes[sourceId]),
  );
  return { ok: true, value: mine.length === 1 ? mine[0] : undefined };
}

/**
 * The account that a create made. An answer that shows another natural key than the one that was sent may be about
 * another account, which must not be linked: the target is asked for the account with the key that was sent. Undefined
 * when it does not say.
 */
export async function resolveCreated(
  context: CycleRun,
  step: JournalRow,
  answered: Account,
): Promise<Account | undefined> {
  if (step.request.kind !== "create") return answered;
  const key = naturalKey(context, step, step.request.attributes);
  if (key === undefined) return answered;
  const shown = flattenAccount([key.path], answered.attributes)[key.path];
  const fold = (name: string) => foldValue(context.rules, key.path, name);
  const isSame = typeof shown !== "string" || fold(shown) === fold(key.value);
  if (isSame) return answered;
  const found = await findCreated(context, step);
  // Some targets write names their own way, and find no account by the name that was sent.
  return found.ok ? (found.value ?? answered) : undefined;
}

function naturalKey({ rules }: CycleRun, step: JournalRow, attributes: FlatAttributes): MatchKey | undefined {
  const path = rules.naturalKey[step.type];
  const value = attributes[path];
  return typeof value === "string" ? { path, value } : undefined;
}

/** The state of a step whose answer is missing, as the target shows it. */
export type Settled = "confirmed" | "absent" | "unknown";

/** Reads the target to find out whether an update, a disable or a delete took effect. */
export async function settleStep(context: CycleRun, step: JournalRow): Promise<Settled> {
  if (step.account === null) return "unknown";
  const read = await context.target.read(step.type, step.account, context.signal);
  if (!read.ok) {
    if (read.fault.kind !== "not-found") return "unknown";
    return step.operation === "delete" ? "confirmed" : "absent";
  }
  if (step.operation === "delete") return "absent";
  const changes = readStepChanges(step);
  const flat = flattenAccount(
    changes.map(({ path }) => path),
    read.value.attributes,
  );
  return changes.every(({ path, to }) => isSameJson(flat[path] ?? null, to)) ? "confirmed" : "absent";
}

/** The changes that a step was to make. */
export function readStepChanges({ request }: JournalRow): readonly FlatChange[] {
  return request.kind === "change" ? request.changes : [];
}

/** The memberships that a step was to add or remove. */
export function readStepMembers({ request }: JournalRow): readonly StepMember[] {
  return request.kind === "members" || request.kind === "create" ? request.members : [];
}
