import type { AccountId } from "../ids.ts";
import { diffFlat } from "../mapping/flat.ts";
import { formatSearch, type MatchKey } from "../mapping/match-key.ts";
import type { Policy } from "./decide-leaver.ts";
import type { Decision } from "./decision.ts";
import { decideNoChanges, explainChanges } from "./explain-facts.ts";
import type { AccountOwner, Candidate, Facts, MatchAnswer, MatchFacts } from "./facts.ts";
import { createReason, type Reason } from "./reason.ts";

/** Decides for an object in scope that has no link: an account is created, adopted, or waits for a person. */
export function decideUnlinked(facts: Facts, policy: MatchPolicy): Decision {
  if (facts.problems.length > 0) return decideNoChanges("hold", facts, [...facts.scope, ...facts.problems]);
  const { match } = facts;
  switch (match?.kind) {
    case undefined:
      return createAccount(facts, []);
    case "none":
      return decideAbsent(facts, match, policy.onAbsent);
    case "several":
      return decideAmbiguous(facts, match, policy.onAmbiguous);
    case "one":
      return decideMatched(facts, match, policy.onFound);
  }
}

/** The policies for objects without a link. */
export type MatchPolicy = Pick<Policy, "onFound" | "onAbsent" | "onAmbiguous">;

function createAccount(facts: Facts, why: readonly Reason[]): Decision {
  return {
    verb: "create",
    reasons: [...facts.scope, ...why, ...madeWhenSent(facts), createReason("decide.create")],
    changes: diffFlat({}, facts.desired),
    account: undefined,
  };
}

function decideAbsent(
  facts: Facts,
  match: Extract<MatchFacts, { kind: "none" }>,
  policy: MatchPolicy["onAbsent"],
): Decision {
  const none = createMatchReason("none", match);
  const { answer } = match;
  if (answer === "create") return createAccount(facts, [none, createReason("match.create-approved")]);
  const unanswered = explainAnswer(answer);
  // Where accounts are never created, there is nothing to ask.
  const isCreated = policy === "create" || !facts.actions.create;
  if (isCreated && unanswered === undefined) return createAccount(facts, [none]);
  if (policy === "ignore") return ignore(facts, [none]);
  const why = unanswered ?? createReason("hold.account-absent");
  return {
    verb: "hold",
    reasons: [...facts.scope, none, why],
    changes: diffFlat({}, facts.desired),
    account: undefined,
  };
}

function decideAmbiguous(
  facts: Facts,
  match: Extract<MatchFacts, { kind: "several" }>,
  policy: MatchPolicy["onAmbiguous"],
): Decision {
  const { count, candidates, answer } = match;
  const found = [
    createMatchReason("several", match, { count }),
    createReason("match.candidates", { accounts: formatCandidates(candidates, count) }),
  ];
  if (answer === "create") return createAccount(facts, [...found, createReason("match.create-approved")]);
  const unanswered = explainAnswer(answer);
  if (policy === "ignore" && unanswered === undefined) return ignore(facts, found);
  return decideNoChanges("hold", facts, [
    ...facts.scope,
    ...found,
    unanswered ?? createReason("hold.several-matches"),
  ]);
}

function ignore(facts: Facts, found: readonly Reason[]): Decision {
  return decideNoChanges("skip", facts, [...facts.scope, ...found, createReason("decide.skip-unmatched")]);
}

/** The reason why an answer of a person holds an object; undefined where no answer does. */
function explainAnswer(answer: MatchAnswer | undefined): Reason | undefined {
  if (answer === "reject") return createReason("hold.rejected");
  return answer === "later" ? createReason("hold.asked-later") : undefined;
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
export function createMatchReason(
  kind: MatchFacts["kind"],
  match: MatchKey,
  params: Reason["params"] = {},
): Reason {
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

function decideMatched(
  facts: Facts,
  match: Extract<MatchFacts, { kind: "one" }>,
  policy: MatchPolicy["onFound"],
): Decision {
  const { path, value, account, owner, answer } = match;
  const found = createMatchReason("one", match);
  if (owner !== undefined && match.isNameGivenUp === true) {
    return createAccount(facts, [createReason("match.name-given-up", { other: owner.name, path, value })]);
  }
  if (answer === "create") return createAccount(facts, [found, createReason("match.create-approved")]);
  if (owner?.standing === "present") {
    const why = explainAnswer(answer) ?? createReason("hold.duplicate-source", { other: owner.name });
    return decideNoChanges("hold", facts, [...facts.scope, found, why]);
  }
  if (owner?.standing === "leaving") {
    const why = createReason("pending.owner-leaving", { account });
    return decideNoChanges("pending", facts, [...facts.scope, found, why]);
  }
  // A value that only the account has is kept, because no mapping requires that it be empty.
  const changes = diffFlat(match.current, facts.desired).filter(
    ({ path, to }) => to !== null && !facts.untouched.includes(path),
  );
  const adoption: Decision = {
    verb: "adopt",
    reasons: [...facts.scope, found, ...explainChanges(facts, changes), createReason("decide.adopt")],
    changes,
    account,
  };
  const isIgnored =
    owner === undefined && policy === "ignore" && answer === undefined && match.isPrivileged !== true;
  if (isIgnored) return ignore(facts, [found]);
  return answer === "adopt" ? approveAdoption(adoption, match) : holdAdoption(adoption, match, policy);
}

/** A person approved the adoption. The reason names the owner that the account had, if it had one. */
function approveAdoption(adoption: Decision, { owner }: Extract<MatchFacts, { kind: "one" }>): Decision {
  const why =
    owner === undefined
      ? createReason("adopt.chosen")
      : createReason("adopt.approved", { owner: owner.name, id: owner.id });
  return { ...adoption, reasons: [...adoption.reasons, why] };
}

/**
 * The adoption as it is without an approval. An account that has, or had, another owner waits for a person, and so does
 * a privileged account, whatever the policy says.
 */
function holdAdoption(
  adoption: Decision,
  { owner, answer, account, isPrivileged }: Extract<MatchFacts, { kind: "one" }>,
  policy: MatchPolicy["onFound"],
): Decision {
  const because = explainAnswer(answer) ?? findHold(owner, account, { isPrivileged, policy });
  if (because === undefined) return adoption;
  return { ...adoption, verb: "hold", reasons: [...adoption.reasons, because] };
}

function findHold(
  owner: AccountOwner | undefined,
  account: AccountId,
  { isPrivileged, policy }: { readonly isPrivileged?: boolean | undefined; readonly policy: string },
): Reason | undefined {
  if (owner !== undefined) {
    const code = owner.standing === "former" ? "hold.account-of-former" : "hold.account-of-leaver";
    return createReason(code, { owner: owner.name, id: owner.id, account });
  }
  if (isPrivileged === true) return createReason("hold.account-privileged", { account });
  return policy === "ask" ? createReason("hold.account-found", { account }) : undefined;
}
