import type { Expression } from "./expression.ts";

/**
 * The rules that `SelectUniqueValue` chooses a value from, in their order; undefined for any other expression. The
 * parser accepts the function as the whole expression only.
 */
export function uniqueRulesOf(expression: Expression): readonly Expression[] | undefined {
  const isChoice = expression.kind === "call" && expression.name === "SelectUniqueValue";
  return isChoice ? expression.operands : undefined;
}
