import type { ObjectId } from "../../../core/ids.ts";
import {
  type AnswerSubjects,
  answerSubjects,
  NEVER_EXPIRES,
} from "../../../core/provisioning/hold-answer.ts";
import type { DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { ChangeSet, Write } from "../../../ports/store.ts";
import { createAuditWrite, formatAuthor } from "../../audit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { chunksOf } from "../../paging.ts";

const HOUR_MS = 3_600_000;
const AT_ONCE = 1_000;
/** Holds that a person can answer. The others wait until data or settings are corrected. */
const ANSWERABLE = new Set([
  "hold.account-found",
  "hold.account-privileged",
  "hold.deletion-threshold",
  "hold.mass-rewrite",
  "hold.drift",
  "hold.group-loss",
  "hold.account-of-leaver",
  "hold.account-of-former",
  "hold.rejected",
]);
/** How long an approval is valid if its giver names no time. */
const APPROVAL_HOURS = 24;
/** The holds of an older plan cannot be answered, because the facts that a person sees in it are old. */
const PLAN_AGE_MAX_HOURS = 168;

/** A person's answer to holds of a plan. */
interface HoldAnswers {
  readonly answer: "approved" | "rejected";
  readonly objects: "all" | readonly ObjectId[];
  /** How long the answer is valid; if left out, an approval for a day, and a rejection until the facts change. */
  readonly expiresInHours?: number | undefined;
  readonly comment?: string | undefined;
}

/**
 * Approves or rejects held decisions of a plan: those of the given objects, or all that a person can answer. The
 * next plan follows an answer that has not expired. Returns the number of answered holds.
 */
export async function answerHolds(
  deps: Deps,
  actor: Actor,
  plan: PlanRow,
  input: HoldAnswers,
): Promise<number | Refusal> {
  const prepared = await prepareAnswers(deps, actor, plan, input);
  if (isRefusal(prepared)) return prepared;
  const { org, app } = plan;
  for (const part of prepared.parts) {
    const committed = await deps.store.commit([
      { op: "require", table: "application", key: { org, id: app }, expect: {} },
      ...part,
    ]);
    if (committed.kind === "conflict") return refuse("not-found", "app.not-found", { app });
  }
  return prepared.answered;
}

/** The writes of an answer to holds, in parts that each have an entry of their own for the audit trail. */
export interface PreparedAnswers {
  readonly answered: number;
  readonly parts: readonly ChangeSet[];
}

export const NO_ANSWERS: PreparedAnswers = { answered: 0, parts: [] };

/** Checks an answer to held decisions of a plan as `answerHolds` does, for a caller that stores it with other writes. */
export async function prepareAnswers(
  deps: Deps,
  actor: Actor,
  plan: PlanRow,
  input: HoldAnswers,
): Promise<PreparedAnswers | Refusal> {
  const { state } = plan;
  if (state === "building" || state === "failed") {
    return refuse("conflict", "plan.not-planned", { plan: plan.id, state });
  }
  const created = deps.env.now();
  if (created - plan.created > PLAN_AGE_MAX_HOURS * HOUR_MS) {
    return refuse("conflict", "plan.holds-expired", { plan: plan.id, days: PLAN_AGE_MAX_HOURS / 24 });
  }
  const held =
    input.objects === "all" ? await readHeld(deps, plan) : await readNamed(deps, plan, input.objects);
  if (isRefusal(held)) return held;
  const { expiresInHours: hours = input.answer === "approved" ? APPROVAL_HOURS : undefined } = input;
  const expires = hours === undefined ? NEVER_EXPIRES : created + Math.round(hours * HOUR_MS);
  const comment = input.comment ?? null;
  const { org, app } = plan;
  const parts = chunksOf(held, AT_ONCE).map((part): ChangeSet => {
    const answers = part.map(({ object, subjects }): Write => {
      const verb = input.answer === "approved" ? subjects.approval : subjects.rejection;
      const given = { answer: input.answer, actor: formatAuthor(actor), comment, created, expires };
      return { op: "upsert", table: "approval", row: { org, app, object, verb, ...given } };
    });
    const detail = { plan: plan.id, objects: part.map(({ object }) => object), expires, comment };
    const entry = { org, category: "provisioning", activity: input.answer, target: app, detail } as const;
    return [...answers, createAuditWrite(deps, actor, entry)];
  });
  return { answered: held.length, parts };
}

/** A held decision that a person can answer. */
export interface Held {
  readonly object: ObjectId;
  /** The subjects of answers to it. */
  readonly subjects: AnswerSubjects;
}

async function readHeld(deps: Deps, plan: PlanRow): Promise<readonly Held[]> {
  const found: Held[] = [];
  const where = { org: plan.org, plan: plan.id, verb: "hold" };
  let after: number | undefined;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where,
      limit: AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of rows) {
      const held = toHeld(row, deps.env.hash);
      if (held !== undefined) found.push(held);
    }
    after = rows.at(-1)?.n;
    if (rows.length < AT_ONCE) return found;
  }
}

async function readNamed(
  deps: Deps,
  plan: PlanRow,
  objects: readonly ObjectId[],
): Promise<readonly Held[] | Refusal> {
  const all = new Map((await readHeld(deps, plan)).map((held) => [held.object, held]));
  const found: Held[] = [];
  for (const object of new Set(objects)) {
    const held = all.get(object);
    if (held === undefined) return refuse("conflict", "plan.not-answerable", { plan: plan.id, object });
    found.push(held);
  }
  return found;
}

/** Reads what can be answered about this decision; undefined when it waits for something else than a person. */
export function toHeld(row: DecisionRow, hash: (text: string) => string): Held | undefined {
  const codes = row.reasons.map(({ code }) => code);
  if (!codes.some((code) => ANSWERABLE.has(code))) return undefined;
  const subjects = answerSubjects({ ...row, account: row.account ?? undefined }, hash);
  return subjects === undefined ? undefined : { object: row.object, subjects };
}
