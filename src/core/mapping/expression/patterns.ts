import type { Expression } from "./expression.ts";

/**
 * The patterns that an expression contains as literals, so that saving the mapping can report an invalid
 * pattern.
 */
export function patternsOf(
  expression: Expression,
): readonly { readonly pattern: string; readonly position: number }[] {
  if (expression.kind === "comparison") {
    return [...patternsOf(expression.left), ...patternsOf(expression.right)];
  }
  if (expression.kind !== "call") return [];
  const inner = expression.operands.flatMap(patternsOf);
  const pattern = expression.name === "Replace" ? expression.operands[2] : undefined;
  return pattern?.kind === "text"
    ? [{ pattern: pattern.value, position: expression.position }, ...inner]
    : inner;
}
