import { diffFlat } from "../mapping/flat.ts";
import { formatSearch, type MatchKey } from "../mapping/match-key.ts";
import type { Decision } from "./decision.ts";
import { decideNoChanges, explainChanges } from "./explain-facts.ts";
import type { AccountOwner, Candidate, Facts, MatchFacts } from "./facts.ts";
import { createReason, type Reason } from "./reason.ts";

/** Decides for an object in scope that has no link: an account is created, adopted, or waits for a person. */
export function decideUnlinked(facts: Facts): Decision {
  if (facts.state === "inactive") {
    return decideNoChanges("skip", facts, [...facts.scope, createReason("decide.skip-inactive")]);
  }
  if (facts.problems.length > 0) return decideNoChanges("hold", facts, [...facts.scope, ...facts.problems]);
  const match = facts.match;
  if (match?.kind === "several") {
    return decideNoChanges("hold", facts, [
      ...facts.scope,
      createMatchReason("several", match, { count: match.count }),
      createReason("match.candidates", { accounts: formatCandidates(match.candidates, match.count) }),
      createReason("hold.several-matches"),
    ]);
  }
  if (match?.kind === "one") return decideMatched(facts, match);
  const chain = match === undefined ? [] : [createMatchReason("none", match)];
  return {
    verb: "create",
    reasons: [...facts.scope, ...chain, ...madeWhenSent(facts), createReason("decide.create")],
    changes: diffFlat({}, facts.desired),
    account: undefined,
  };
}

/** The attributes that the plan does not show, because only the target is to know their values. */
function madeWhenSent({ madeWhenSent: paths = [] }: Facts): readonly Reason[] {
  return paths.map((path) => createReason("change.made-when-sent", { path }));
}

/** The codes of the results of a search by one attribute, and of one by several. */
const MATCH_CODES = {
  none: { single: "match.none", together: "match.none-together" },
  one: { single: "match.found", together: "match.found-together" },
  several: { single: "match.several", together: "match.several-together" },
} as const;

/** The result of a search, with its attribute, or with the filter of a search by several. */
function createMatchReason(kind: MatchFacts["kind"], match: MatchKey, params: Reason["params"] = {}): Reason {
  const { single, together } = MATCH_CODES[kind];
  const { path, value, also } = match;
  return also === undefined
    ? createReason(single, { ...params, path, value })
    : createReason(together, { ...params, search: formatSearch(match) });
}

/** As many accounts as a reader still looks through one by one. */
export const CANDIDATES_MAX = 5;

function formatCandidates(candidates: readonly Candidate[], count: number): string {
  const shown = candidates
    .slice(0, CANDIDATES_MAX)
    .map(({ account, name }) => (name === null ? account : `${name} (${account})`));
  return [...shown, ...(count > shown.length ? ["…"] : [])].join(", ");
}

function decideMatched(facts: Facts, match: Extract<MatchFacts, { kind: "one" }>): Decision {
  const { path, value, account, owner } = match;
  const found = [...facts.scope, createMatchReason("one", match)];
  if (owner !== undefined && match.isNameGivenUp === true) {
    const why = createReason("match.name-given-up", { other: owner.name, path, value });
    return {
      verb: "create",
      reasons: [...facts.scope, why, ...madeWhenSent(facts), createReason("decide.create")],
      changes: diffFlat({}, facts.desired),
      account: undefined,
    };
  }
  if (owner?.standing === "present") {
    return decideNoChanges("hold", facts, [
      ...found,
      createReason("hold.duplicate-source", { other: owner.name }),
    ]);
  }
  if (owner?.standing === "leaving") {
    return decideNoChanges("pending", facts, [...found, createReason("pending.owner-leaving", { account })]);
  }
  // A value that only the account has is kept, because no mapping requires that it be empty.
  const changes = diffFlat(match.current, facts.desired).filter(
    ({ path, to }) => to !== null && !facts.untouched.includes(path),
  );
  const adoption: Decision = {
    verb: "adopt",
    reasons: [...found, ...explainChanges(facts, changes), createReason("decide.adopt")],
    changes,
    account,
  };
  if (owner !== undefined) return decideTakeover(adoption, owner, match.answer);
  // A person unlinked the object from this account, so that it is not adopted again without an answer.
  return match.answer === "rejected" ? holdRejected(adoption) : adoption;
}

function holdRejected(adoption: Decision): Decision {
  return { ...adoption, verb: "hold", reasons: [...adoption.reasons, createReason("hold.rejected")] };
}

/** An account that has, or had, another owner changes its owner only after a person approved it. */
function decideTakeover(
  adoption: Decision,
  owner: AccountOwner,
  answer: "approved" | "rejected" | undefined,
): Decision {
  const { name, id, standing } = owner;
  if (answer === "approved") {
    return {
      ...adoption,
      reasons: [...adoption.reasons, createReason("adopt.approved", { owner: name, id })],
    };
  }
  const code = standing === "former" ? "hold.account-of-former" : "hold.account-of-leaver";
  if (answer === "rejected") return holdRejected(adoption);
  const because = createReason(code, { owner: name, id, account: adoption.account ?? "" });
  return { ...adoption, verb: "hold", reasons: [...adoption.reasons, because] };
}
