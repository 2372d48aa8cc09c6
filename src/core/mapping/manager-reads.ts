import type { Expression } from "./expression/expression.ts";
import type { CompiledMapping } from "./mapping.ts";
import type { SourceReference } from "./source.ts";

/** True when a mapping reads an attribute of the manager, so that a change of the manager concerns the reports. */
export function isManagerRead({ attributes }: Pick<CompiledMapping, "attributes">): boolean {
  return attributes.some(({ rule }) => {
    if (rule.kind === "direct") return isOfManager(rule.source);
    return rule.kind === "expression" && isInside(rule.expression);
  });
}

function isInside(expression: Expression): boolean {
  switch (expression.kind) {
    case "comparison":
      return isInside(expression.left) || isInside(expression.right);
    case "call":
      return expression.operands.some(isInside);
    case "source":
      return isOfManager(expression.reference);
    case "text":
    case "number":
    case "omitted":
      return false;
  }
}

function isOfManager({ kind }: SourceReference): boolean {
  return kind === "manager";
}
