import type { Expression, ExpressionError } from "./expression.ts";
import { type ParsedExpression, parseExpression } from "./parser.ts";
import type { RegexPort } from "./regex.ts";

interface WrittenPattern {
  readonly pattern: string;
  /** The group of the pattern that the call names as a text. */
  readonly group: string | undefined;
  readonly position: number;
}

/** The patterns that an expression contains as texts, so that saving a mapping can report an invalid one. */
function patternsOf(expression: Expression): readonly WrittenPattern[] {
  if (expression.kind === "comparison") {
    return [...patternsOf(expression.left), ...patternsOf(expression.right)];
  }
  if (expression.kind !== "call") return [];
  const inner = expression.operands.flatMap(patternsOf);
  const [, , pattern, group] = expression.name === "Replace" ? expression.operands : [];
  if (pattern?.kind !== "text") return inner;
  const name = group?.kind === "text" ? group.value : undefined;
  return [{ pattern: pattern.value, group: name, position: expression.position }, ...inner];
}

/** Parses an expression, and compiles the patterns in it. All errors are reported at once. */
export function compileExpression(text: string, regex: RegexPort): ParsedExpression {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  const errors = patternsOf(parsed.expression).flatMap(({ pattern, group, position }): ExpressionError[] => {
    const compiled = regex(pattern, "");
    if (compiled === undefined) {
      return [{ code: "pattern-invalid", position, expected: "RE2", params: { pattern } }];
    }
    if (group === undefined || compiled.findGroup("", group) !== undefined) return [];
    return [{ code: "group-unknown", position, expected: `(?<${group}>…)`, params: { pattern, group } }];
  });
  return errors.length > 0 ? { ok: false, errors } : parsed;
}
