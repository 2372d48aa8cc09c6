import type { AccountId, AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { MatchAnswer } from "../../../core/provisioning/facts.ts";
import { NEVER_EXPIRES } from "../../../core/provisioning/hold-answer.ts";
import { formatMatchAnswer } from "../../../core/provisioning/match-answer.ts";
import type { Situation } from "../../../core/provisioning/situations.ts";
import type { Write } from "../../../ports/store.ts";
import { createAuditWrite, formatAuthor } from "../../audit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { chunksOf } from "../../paging.ts";
import { type MatchCase, readMatches } from "./list-matches.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AT_ONCE = 1_000;
/** How long an answer that lets something happen is valid, so that it is not carried out long after it was given. */
const APPROVAL_HOURS = 24;
/** How long a case rests if no time is named. */
const LATER_DAYS = 7;

/** A person's answer to open cases of matching. */
interface MatchAnswers {
  readonly answer: MatchAnswer;
  readonly objects: "all" | readonly ObjectId[];
  /** With `all`: the cases in this situation alone. */
  readonly situation?: Situation | undefined;
  /** The account to adopt, for one object: one of those that were found, or any that is free. */
  readonly account?: AccountId | undefined;
  /** How long a case rests, for `later`. */
  readonly days?: number | undefined;
  readonly comment?: string | undefined;
}

/**
 * Answers open cases of matching, one by one or all of a kind. The next plan follows the answer while it finds the
 * same accounts. Returns the number of answered cases.
 */
export async function answerMatches(
  deps: Deps,
  actor: Actor,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  input: MatchAnswers,
): Promise<number | Refusal> {
  if ((await deps.store.get("application", { org, id: app })) === undefined)
    return refuse("not-found", "app.not-found", { app });
  const cases = await readCases(deps, { org, app }, input);
  if (isRefusal(cases)) return cases;
  const taken = await findOwner(deps, { org, app }, cases, input.account);
  if (taken !== undefined) return taken;
  const created = deps.env.now();
  const given = { actor: formatAuthor(actor), comment: input.comment ?? null, created };
  const answers: { readonly object: ObjectId; readonly write: Write }[] = [];
  for (const each of cases) {
    const stored = toStored(each, input);
    if (isRefusal(stored)) return stored;
    const { subject: verb, answer } = stored;
    const row = { org, app, object: each.object, verb, answer, ...given, expires: expiryOf(input, created) };
    answers.push({ object: each.object, write: { op: "upsert", table: "approval", row } });
  }
  for (const part of chunksOf(answers, AT_ONCE)) {
    const detail = { ...describeAnswer(input), objects: part.map(({ object }) => object) };
    const activity = `match-${input.answer}`;
    const entry = { org, category: "provisioning", activity, target: app, detail } as const;
    const committed = await deps.store.commit([
      { op: "require", table: "application", key: { org, id: app }, expect: {} },
      ...part.map(({ write }) => write),
      createAuditWrite(deps, actor, entry),
    ]);
    if (committed.kind === "conflict") return refuse("not-found", "app.not-found", { app });
  }
  return answers.length;
}

function describeAnswer({ account, situation, days, comment }: MatchAnswers) {
  return {
    account: account ?? null,
    situation: situation ?? null,
    days: days ?? null,
    comment: comment ?? null,
  };
}

function expiryOf({ answer, days = LATER_DAYS }: MatchAnswers, created: number): number {
  if (answer === "later") return created + days * DAY_MS;
  return answer === "reject" ? NEVER_EXPIRES : created + APPROVAL_HOURS * HOUR_MS;
}

async function readCases(
  deps: Deps,
  where: { readonly org: OrgId; readonly app: AppId },
  { objects, situation }: MatchAnswers,
): Promise<readonly MatchCase[] | Refusal> {
  const cases = new Map<ObjectId, MatchCase>();
  for await (const each of readMatches(deps, { ...where, situation })) cases.set(each.object, each);
  if (objects === "all") return [...cases.values()];
  const found: MatchCase[] = [];
  for (const object of new Set(objects)) {
    const open = cases.get(object);
    if (open === undefined) return refuse("conflict", "match.not-open", { object });
    found.push(open);
  }
  return found;
}

function toStored({ object, name, found, reasons }: MatchCase, { answer, account }: MatchAnswers) {
  const accounts = found.map((each) => each.account);
  const only = accounts.length === 1 ? accounts[0] : undefined;
  const chosen = account ?? only;
  const duplicate = reasons.find(({ code }) => code === "hold.duplicate-source");
  if (answer === "adopt" && duplicate !== undefined && chosen !== undefined && accounts.includes(chosen)) {
    return refuse("conflict", "match.account-taken", {
      account: chosen,
      owner: duplicate.params["other"] ?? "",
    });
  }
  return (
    formatMatchAnswer(answer, accounts, chosen) ??
    refuse("invalid", "match.account-needed", { object, name, count: accounts.length })
  );
}

/** An account that another object has is not given to a second one, and no account is given to several at once. */
async function findOwner(
  { store }: Deps,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  cases: readonly MatchCase[],
  account: AccountId | undefined,
): Promise<Refusal | undefined> {
  const [only, ...others] = cases;
  if (account === undefined || only === undefined) return undefined;
  if (others.length > 0) return refuse("invalid", "match.account-for-one", { account, count: cases.length });
  // The owner of an account that was found has left, or the case says otherwise.
  if (only.found.some((each) => each.account === account)) return undefined;
  const [link] = await store.page("link", { where: { org, app, type: only.type, account }, limit: 1 });
  if (link === undefined) return undefined;
  const owner = await store.get("object", { org, id: link.object });
  const name = owner === undefined ? link.object : nameOf(owner);
  return refuse("conflict", "match.account-taken", { account, owner: name });
}
