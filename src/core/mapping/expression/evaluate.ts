import type { SourceReference } from "../source.ts";
import { NO_RESULT, numberOf, sizeOf, TEXT_LENGTH_MAX, textOf, type Value } from "../value.ts";
import type { Expression, Operator } from "./expression.ts";
import type { FunctionEnvironment } from "./functions/spec.ts";
import { FUNCTIONS } from "./functions.ts";

/** The surroundings in which an expression is evaluated. None of it throws. */
export interface EvaluationContext extends Omit<FunctionEnvironment, "randomDigits"> {
  /** The value of the source. */
  readonly read: (reference: SourceReference) => Value;
  /**
   * Sixty-four hexadecimal digits that look random, and are the same for the same salt, object and attribute.
   * Only a value that is made at the moment of sending takes them from a source of randomness.
   */
  readonly randomDigits: (salt: string) => string;
}

/**
 * The value of an expression. Total and deterministic: the result is null wherever a function has no sensible
 * answer, and `NO_RESULT` when it would exceed `TEXT_LENGTH_MAX` or take too long.
 */
export function evaluate(expression: Expression, context: EvaluationContext): Value {
  return evaluatorOf(expression)(context);
}

type Evaluator = (context: EvaluationContext) => Value;
type Applier = (values: readonly Value[], context: Omit<EvaluationContext, "read">) => Value;

/** Expressions as functions: a mapping evaluates each of its expressions for every object. */
const EVALUATORS = new WeakMap<Expression, Evaluator>();

function evaluatorOf(expression: Expression): Evaluator {
  const known = EVALUATORS.get(expression);
  if (known !== undefined) return known;
  const made = makeEvaluator(expression);
  EVALUATORS.set(expression, made);
  return made;
}

function makeEvaluator(expression: Expression): Evaluator {
  switch (expression.kind) {
    case "text":
    case "number": {
      const { value } = expression;
      return () => value;
    }
    case "source": {
      const { reference } = expression;
      return (context) => context.read(reference);
    }
    case "omitted":
      return () => null;
    case "comparison": {
      const { operator } = expression;
      const [left, right] = [makeEvaluator(expression.left), makeEvaluator(expression.right)];
      return (context) => {
        const sides = [left(context), right(context)] as const;
        return sides.includes(NO_RESULT) ? NO_RESULT : compareValues(operator, ...sides);
      };
    }
    case "call": {
      const operands = expression.operands.map(makeEvaluator);
      const apply = makeApplier(expression);
      return (context) => {
        const values: Value[] = [];
        for (const operand of operands) values.push(operand(context));
        return apply(values, context);
      };
    }
  }
}

/** The result of a function for the values of its arguments. */
export function applyCall(
  call: Expression & { kind: "call" },
  values: readonly Value[],
  context: Omit<EvaluationContext, "read">,
): Value {
  return makeApplier(call)(values, context);
}

function makeApplier({ name, position, operands }: Expression & { kind: "call" }): Applier {
  const spec = FUNCTIONS.get(name);
  if (spec === undefined) return () => null;
  const given = operands.map(({ kind }) => kind !== "omitted");
  const isGiven = (argument: number): boolean => given[argument] === true;
  return (values, { regex, now, defaultDomain, randomDigits }) => {
    if (values.some((value, argument) => value === NO_RESULT && !spec.isChoice(argument))) return NO_RESULT;
    if (regex.meter?.spend(measureWork(values)) === false) return NO_RESULT;
    const environment = {
      regex,
      now,
      defaultDomain,
      randomDigits: (block: number) => randomDigits(`${position}:${block}`),
    };
    const value = spec.apply(values, environment, isGiven);
    return sizeOf(value) > TEXT_LENGTH_MAX ? NO_RESULT : value;
  };
}

/** The work of a function for each character of its arguments: the slowest functions take about this long. */
const FUNCTION_WORK = 40;

function measureWork(values: readonly Value[]): number {
  return FUNCTION_WORK * values.reduce<number>((sum, value) => sum + sizeOf(value), 1);
}

/**
 * A comparison with an absent value fails, whatever the operator, as the reference specifies for IIF. Text
 * compares by code units and case-sensitively. Two numeric sides are compared as numbers only if the operator
 * is an ordering or one side is a number by type: the employee numbers "007" and "7" differ.
 */
export function compareValues(operator: Operator, left: Value, right: Value): boolean {
  const [leftText, rightText] = [textOf(left), textOf(right)];
  if (leftText === null || rightText === null) return false;
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  const isNumeric =
    (operator !== "=" && operator !== "<>") || typeof left === "number" || typeof right === "number";
  const order =
    isNumeric && leftNumber !== undefined && rightNumber !== undefined
      ? orderOf(leftNumber, rightNumber)
      : orderOf(leftText, rightText);
  return isOrdered(operator, order);
}

/** True if the operator holds for two sides in this order: -1, 0 or 1. */
export function isOrdered(operator: Operator, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** -1, 0 or 1, as the left side is less than, equal to or greater than the right one. */
export function orderOf<Operand extends number | string>(left: Operand, right: Operand): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
