import type { FlatChange } from "../mapping/flat.ts";
import type { Decision, Verb } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { createReason, type Reason } from "./reason.ts";
import { explainRenamed } from "./renamed-roles.ts";

/** The reasons why an object is not wanted in the target. */
export function explainLeaving(facts: Facts): readonly Reason[] {
  if (facts.state === "gone") return [createReason("scope.gone")];
  if (facts.state === "deleted") return [createReason("scope.deleted")];
  if (facts.scope.length > 0) return facts.scope;
  return facts.leftOut ?? [createReason("scope.none")];
}

/** The reason why a wanted user has no access; none for any other. */
export function explainState(facts: Facts): readonly Reason[] {
  return facts.state === "inactive" ? [createReason("scope.inactive")] : [];
}

/** The reasons that name the changes of a decision. */
export function explainChanges(facts: Facts, changes: readonly FlatChange[]): readonly Reason[] {
  const { add, remove } = facts.members;
  return [
    ...(changes.length > 0 ? [createReason("change.attributes", { count: changes.length })] : []),
    ...explainRenamed(facts.renamed, changes),
    ...(add + remove > 0 ? [createReason("change.members", { added: add, removed: remove })] : []),
    ...Object.keys(facts.awaited).map((path) => createReason("change.reference", { path })),
  ];
}

/** A decision that sends nothing. */
export function decideNoChanges(verb: Verb, facts: Facts, reasons: readonly Reason[]): Decision {
  return { verb, reasons, changes: [], account: facts.link?.account };
}
