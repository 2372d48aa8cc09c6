import { type AppId, type ObjectId, type OrgId, trustId } from "../../../core/ids.ts";
import type { Candidate, MatchAnswer } from "../../../core/provisioning/facts.ts";
import { readChosenAccount, readMatchAnswer } from "../../../core/provisioning/match-answer.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import { findSituation, type Situation } from "../../../core/provisioning/situations.ts";
import type { ApprovalRow, DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { PendingRow } from "../../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import type { ListPage } from "../../list-page.ts";
import { CHUNK, readRowsAmong } from "../../paging.ts";
import { readHolds } from "./read-holds.ts";

/** An object without a link about whose account a person has to decide. */
export interface MatchCase {
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly name: string;
  readonly situation: Situation;
  /** The accounts that were found, with the values that the target would get. */
  readonly found: readonly Candidate[];
  readonly changes: DecisionRow["changes"];
  readonly hidden: readonly string[];
  readonly reasons: readonly Reason[];
  /** In milliseconds since 1970. */
  readonly since: number;
  /** The answer that the next plan will follow. */
  readonly answer: GivenAnswer | undefined;
}

/** A person's answer, in the words of matching. */
export interface GivenAnswer {
  readonly answer: MatchAnswer;
  readonly account: string | null;
  readonly row: ApprovalRow;
}

interface CaseQuery {
  readonly org: OrgId;
  readonly app: AppId;
  /** Only cases in this situation. */
  readonly situation?: Situation | undefined;
}

/** Lists the objects of an application that wait for a person's decision about their account. */
export async function listMatches(
  deps: Deps,
  query: CaseQuery & { readonly after?: string | undefined; readonly limit: number },
): Promise<ListPage<MatchCase> | Refusal> {
  const { org, app, after, limit } = query;
  if ((await deps.store.get("application", { org, id: app })) === undefined)
    return refuse("not-found", "app.not-found", { app });
  const items: MatchCase[] = [];
  const from = after === undefined ? undefined : trustId<ObjectId>(after);
  for await (const each of readMatches(deps, query, from)) {
    if (items.length === limit) return { items, next: items.at(-1)?.object ?? null };
    items.push(each);
  }
  return { items, next: null };
}

/** The open cases, in the order of their objects. */
export async function* readMatches(
  deps: Pick<Deps, "store" | "env">,
  { org, app, situation }: CaseQuery,
  after?: ObjectId,
): AsyncGenerator<MatchCase> {
  const where = { org, app };
  let last = after;
  for (;;) {
    const page = { where, limit: CHUNK, ...(last === undefined ? {} : { after: last }) };
    const rows = await deps.store.page("pending", page);
    const held = rows.filter(({ reason }) => reason === "held");
    for (const each of await describeCases(deps, where, held))
      if (situation === undefined || each.situation === situation) yield each;
    last = rows.at(-1)?.object;
    if (rows.length < CHUNK) return;
  }
}

async function describeCases(
  deps: Pick<Deps, "store" | "env">,
  where: { readonly org: OrgId; readonly app: AppId },
  rows: readonly PendingRow[],
): Promise<readonly MatchCase[]> {
  const values = rows.map(({ object }) => object);
  const holds = await readHolds(deps, where, values);
  const answers = await readRowsAmong(deps.store, "approval", where, { column: "object", values });
  const now = deps.env.now();
  const valid = new Map(answers.filter(({ expires }) => expires > now).map((row) => [row.object, row]));
  return rows.flatMap(({ object, since }) => {
    const hold = holds.get(object);
    const described = hold && describeCase(hold, valid.get(object));
    return described === undefined ? [] : [{ ...described, since }];
  });
}

/** A held decision as a case; undefined for a hold that is not about which account an object has. */
function describeCase(
  row: DecisionRow,
  given: ApprovalRow | undefined,
): Omit<MatchCase, "since"> | undefined {
  const { object, type, name, reasons, changes } = row;
  const { found, hidden } = row.desired;
  const situation = situationOf(row);
  if (found === undefined || situation === undefined) return undefined;
  return { object, type, name, situation, found, changes, hidden, reasons, answer: readGiven(given, found) };
}

function readGiven(row: ApprovalRow | undefined, found: readonly Candidate[]): GivenAnswer | undefined {
  if (row === undefined) return undefined;
  const given = { subject: row.verb, answer: row.answer };
  const chosen = readChosenAccount(given);
  if (chosen !== undefined) return { answer: "adopt", account: chosen, row };
  const read = readMatchAnswer(
    given,
    found.map(({ account }) => account),
  );
  return read === undefined ? undefined : { answer: read.answer, account: read.account ?? null, row };
}

/** The situation that a decision was made in. */
export function situationOf({ link_version, reasons, desired }: DecisionRow): Situation | undefined {
  return findSituation({
    isLinked: link_version > 0,
    isLinkVoid: desired.formerAccount !== undefined,
    isInScope: desired.inScope,
    reasons,
  });
}
