import type { Value } from "../value.ts";
import { isCalled } from "./calls-in.ts";
import { type EvaluationContext, evaluate } from "./evaluate.ts";
import { evaluateOver, isTimeInside, type Remainder, resolveTimeless } from "./evaluate-over.ts";
import type { Expression } from "./expression.ts";

/** When the value of an expression changes although nothing changes in the directory. */
export type NextChange =
  | { readonly kind: "never" }
  /** Until this moment the value stays; from it on it may be another. Milliseconds since 1970. */
  | {
      readonly kind: "at";
      readonly at: number;
      /** Left out where the value is proven to stay. True where values at some moments before then were the same. */
      readonly isSampled?: true;
    }
  /** The value shows the time so exactly that it changes every minute or oftener. */
  | { readonly kind: "restless" };

/** A value that stays for less is restless. */
const RESTLESS_MS = 60_000;
const SECOND_MS = 1000;
const MINUTE_SECONDS = 60;
/** A value that stays at all moments that were tried is looked at again after this time. */
const DAY_SECONDS = 86_400;
/** The end of the year 9999, the last moment of a date. */
const LAST_SECOND = 253_402_300_799;

const NEVER: NextChange = { kind: "never" };

/**
 * Results that were found before, by expression and by the values of its timeless parts: a company has far fewer dates
 * than people. They hold for one time, one default domain and one engine of patterns.
 */
export type KnownChanges = Map<Expression, Map<string, NextChange>>;

/** The number of results that are kept for an expression, and the length of the values that a result is kept for. */
const KNOWN_MAX = 10_000;
const KEY_LENGTH_MAX = 500;

/**
 * Finds when the value of an expression can change by time alone. The value stays at least until then; it may also be
 * the same afterwards. A function of texts around the present time, such as `Item(Split(Now(), " "), 1)`, cannot be followed:
 * its value is tried at some moments of the day. Pure and total: `known` only spares work.
 */
export function findTimeChange(
  expression: Expression,
  context: EvaluationContext,
  known?: KnownChanges,
): NextChange {
  if (!isTimeInside(expression)) return NEVER;
  const remainder = resolveTimeless(expression, context);
  // The result of `RandomString` depends on the object beside its arguments.
  if (known === undefined || isCalled("RandomString", expression))
    return computeChange(expression, remainder, context);
  const key = JSON.stringify(listKnown(remainder));
  if (key.length > KEY_LENGTH_MAX) return computeChange(expression, remainder, context);
  const ofExpression = known.get(expression) ?? new Map<string, NextChange>();
  known.set(expression, ofExpression);
  const found = ofExpression.get(key) ?? computeChange(expression, remainder, context);
  if (ofExpression.size >= KNOWN_MAX) ofExpression.clear();
  ofExpression.set(key, found);
  return found;
}

/** The values of the timeless parts, in their order. The other parts are those of the expression. */
function listKnown(remainder: Remainder): readonly Value[] {
  switch (remainder.kind) {
    case "known":
      return [remainder.value];
    case "comparison":
      return [...listKnown(remainder.left), ...listKnown(remainder.right)];
    case "call":
      return remainder.operands.flatMap(listKnown);
  }
}

function computeChange(expression: Expression, remainder: Remainder, context: EvaluationContext): NextChange {
  const holds = (from: number, to: number): boolean => isHeld(remainder, { from, to }, context);
  const { now } = context;
  const end = findEnd(now, holds);
  if (end === undefined) return NEVER;
  const isRestless = !holds(end, end + RESTLESS_MS) && !holds(now - RESTLESS_MS, now);
  return isRestless ? trySomeMoments(expression, context) : { kind: "at", at: end };
}

/** Evaluates an expression at moments up to a day ahead, each about twice as far as the one before. */
function trySomeMoments(expression: Expression, context: EvaluationContext): NextChange {
  const present = Math.floor(context.now / SECOND_MS);
  const momentOf = (seconds: number): number => (present + seconds) * SECOND_MS;
  const first = JSON.stringify(evaluate(expression, context));
  const isSameAfter = (seconds: number): boolean =>
    JSON.stringify(evaluate(expression, { ...context, now: momentOf(seconds) })) === first;
  if (!isSameAfter(MINUTE_SECONDS)) return { kind: "restless" };
  let [same, other] = [MINUTE_SECONDS, 2 * MINUTE_SECONDS];
  while (other < DAY_SECONDS && isSameAfter(other)) [same, other] = [other, other * 2];
  other = Math.min(other, DAY_SECONDS);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (isSameAfter(middle)) same = middle;
    else other = middle;
  }
  return { kind: "at", at: momentOf(other), isSampled: true };
}

/** The value of an expression at a time within a period, if it is the same throughout. */
function isHeld(
  remainder: Remainder,
  period: { readonly from: number; readonly to: number },
  context: EvaluationContext,
): boolean {
  return evaluateOver(remainder, period, context).kind === "one";
}

/** The first full second at which a value is not known to be held any more; undefined if it is held for good. */
function findEnd(now: number, holds: (from: number, to: number) => boolean): number | undefined {
  const present = Math.floor(now / SECOND_MS);
  const isHeldFor = (seconds: number): boolean => holds(now, (present + seconds) * SECOND_MS + SECOND_MS - 1);
  const most = LAST_SECOND - present;
  if (most <= 0 || isHeldFor(most)) return undefined;
  // Of the two lengths, the value is held for the first and not known to be held for the second.
  let [held, open] = [0, 1];
  while (open < most && isHeldFor(open)) [held, open] = [open, open * 2];
  open = Math.min(open, most);
  while (open - held > 1) {
    const middle = Math.floor((held + open) / 2);
    if (isHeldFor(middle)) held = middle;
    else open = middle;
  }
  return (present + open) * SECOND_MS;
}
