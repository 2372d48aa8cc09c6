import { createReason, type Reason } from "./reason.ts";

/** The facts about one object from which its next change follows, without a question to the target. */
export interface ExpectedFacts {
  readonly state: "active" | "inactive" | "deleted";
  readonly isInScope: boolean;
  /** Undefined for an object without an account. */
  readonly link:
    | {
        /** The scope at the last evaluation. */
        readonly scope: "in" | "out";
        /** The value of `active` that was last written; undefined if the mapping does not write it. */
        readonly active: boolean | undefined;
      }
    | undefined;
  /** True if the object changed after the last cycle began. */
  readonly isChanged: boolean;
  /** True if an earlier attempt waits: its own reasons say for what. */
  readonly isWaiting: boolean;
  /** The answer of a person to a hold, which the next cycle follows. */
  readonly answer?: "approved" | "rejected" | undefined;
}

/** Tells what the next cycle does for an object; undefined if nothing is expected. Pure and total. */
export function findExpected(facts: ExpectedFacts): Reason | undefined {
  const { state, isInScope, link, isChanged, isWaiting, answer } = facts;
  if (answer !== undefined) return createReason(`expected.${answer}`);
  if (isWaiting) return undefined;
  const isEntitled = isInScope && state !== "deleted";
  if (link === undefined) {
    return isEntitled && state === "active" ? createReason("expected.create") : undefined;
  }
  if (!isEntitled) return link.scope === "in" ? createReason("expected.leave") : undefined;
  if (link.scope === "out") return createReason("expected.return");
  if (state === "inactive" && link.active === true) return createReason("expected.switch-off");
  if (state === "active" && link.active === false) return createReason("expected.switch-on");
  return isChanged ? createReason("expected.compare") : undefined;
}
