import type { ExpressionErrorShape } from "../contract/expressions.ts";
import type { Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";

type Value = string | number | boolean | null | readonly string[];

/** Renders a value: a text as it is, a list line by line, and a word where the attribute would be absent. */
export function renderValue(value: Value, messages: Messages): string[] {
  if (value === null) return [messages.word("cli.value-absent")];
  return typeof value === "object" ? [...value] : [String(value)];
}

/** Renders when a value can change by time alone; no line for one that stays. */
export function renderNextChange(
  { kind, at }: { readonly kind: "never" | "at" | "restless"; readonly at: string | null },
  messages: Messages,
): string[] {
  if (kind === "restless") return [messages.word("cli.value-restless")];
  return kind === "at" && at !== null ? [messages.word("cli.value-changes-at", { at })] : [];
}

/** Renders each error below the expression, with a mark at its position. */
export function renderExpressionErrors(
  expression: string,
  errors: readonly ExpressionErrorShape[],
  messages: Messages,
  paint: Paint,
): string[] {
  const count = errors.length;
  return [
    paint.red(messages.word("cli.expression-wrong", { count })),
    ...errors.flatMap((error) => [
      "",
      ...renderPlace(expression, error.position),
      messages.text(error.code, error.params),
      ...(error.expected === "" ? [] : [messages.word("cli.expected", { expected: error.expected })]),
    ]),
  ];
}

/** The line of the position, and a mark below it. */
function renderPlace(expression: string, position: number): readonly string[] {
  const start = expression.lastIndexOf("\n", position - 1) + 1;
  const end = expression.indexOf("\n", position);
  const line = expression.slice(start, end < 0 ? undefined : end);
  return [`  ${line}`, `  ${" ".repeat(position - start)}^`];
}
