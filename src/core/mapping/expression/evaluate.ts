import type { SourceReference } from "../source.ts";
import { numberOf, sizeOf, TEXT_LENGTH_MAX, textOf, type Value } from "../value.ts";
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
 * answer, and when it would exceed `TEXT_LENGTH_MAX`.
 */
export function evaluate(expression: Expression, context: EvaluationContext): Value {
  switch (expression.kind) {
    case "text":
    case "number":
      return expression.value;
    case "source":
      return context.read(expression.reference);
    case "omitted":
      return null;
    case "comparison":
      return compareValues(
        expression.operator,
        evaluate(expression.left, context),
        evaluate(expression.right, context),
      );
    case "call":
      return applyCall(
        expression,
        expression.operands.map((operand) => evaluate(operand, context)),
        context,
      );
  }
}

/** The result of a function for the values of its arguments. */
export function applyCall(
  { name, position, operands }: Expression & { kind: "call" },
  values: readonly Value[],
  context: Omit<EvaluationContext, "read">,
): Value {
  const spec = FUNCTIONS.get(name);
  if (spec === undefined) return null;
  const { regex, now, defaultDomain } = context;
  const value = spec.apply(
    values,
    {
      regex,
      now,
      defaultDomain,
      randomDigits: (block) => context.randomDigits(`${position}:${block}`),
    },
    (argument) => (operands[argument] ?? { kind: "omitted" }).kind !== "omitted",
  );
  return sizeOf(value) > TEXT_LENGTH_MAX ? null : value;
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
