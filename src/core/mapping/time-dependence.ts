import type { Expression } from "./expression/expression.ts";
import type { CompiledMapping } from "./mapping.ts";

/**
 * True when a mapping has an expression whose value follows the present time: one with `Now`, or with a
 * `FormatDateTime` whose format leaves out a part of the date, for which the reference takes the present one.
 */
export function isTimeDependent({ attributes }: Pick<CompiledMapping, "attributes">): boolean {
  return attributes.some(({ rule }) => rule.kind === "expression" && isTimeInside(rule.expression));
}

function isTimeInside(expression: Expression): boolean {
  switch (expression.kind) {
    case "comparison":
      return isTimeInside(expression.left) || isTimeInside(expression.right);
    case "call":
      return isTimeRead(expression) || expression.operands.some(isTimeInside);
    case "text":
    case "number":
    case "source":
    case "omitted":
      return false;
  }
}

function isTimeRead({ name, operands }: Extract<Expression, { readonly kind: "call" }>): boolean {
  if (name === "Now") return true;
  if (name !== "FormatDateTime") return false;
  const format = operands[2];
  return format?.kind !== "text" || !["y", "M", "d"].every((letter) => format.value.includes(letter));
}
