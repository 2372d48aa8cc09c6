import { expect, test } from "vitest";
import { findSituation, type SituationFacts } from "./situations.ts";

const facts = (codes: readonly string[], more: Partial<SituationFacts> = {}): SituationFacts => ({
  isLinked: false,
  isLinkVoid: false,
  isInScope: true,
  reasons: codes.map((code) => ({ code })),
  ...more,
});
const linked = { isLinked: true };

test.each<[string, SituationFacts, string | undefined]>([
  ["a linked object in scope", facts(["scope.all", "decide.unchanged"], linked), "confirmed"],
  ["a linked object out of scope", facts(["scope.none"], { ...linked, isInScope: false }), "unqualified"],
  ["a linked object that is gone", facts(["scope.gone"], { ...linked, isInScope: false }), "source-missing"],
  ["an object whose account is gone", facts(["match.none"], { isLinkVoid: true }), "missing"],
  ["one match", facts(["match.found", "decide.adopt"]), "found"],
  ["one match by two attributes", facts(["match.found-together"]), "found"],
  ["several matches", facts(["match.several"]), "ambiguous"],
  ["no match", facts(["match.none-together", "decide.create"]), "absent"],
  ["the account of another", facts(["match.found", "hold.duplicate-source"]), "collision"],
  ["the account of a leaver", facts(["match.found", "hold.account-of-leaver"]), "collision"],
  ["the former name is taken", facts(["hold.former-name-taken"], linked), "collision"],
  ["an object that needs no account", facts(["scope.none"], { isInScope: false }), undefined],
])("%s", (_, given, expected) => {
  expect(findSituation(given)).toBe(expected);
});
