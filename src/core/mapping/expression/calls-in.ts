import type { Expression } from "./expression.ts";

/** True if a function of this name is called anywhere in the expression. */
export function isCalled(name: string, expression: Expression): boolean {
  switch (expression.kind) {
    case "call":
      return expression.name === name || expression.operands.some((operand) => isCalled(name, operand));
    case "comparison":
      return isCalled(name, expression.left) || isCalled(name, expression.right);
    case "text":
    case "number":
    case "source":
    case "omitted":
      return false;
  }
}
