import type { ApplicationScopeShape, ScopePreviewShape, ScopeTestShape } from "../contract/scopes.ts";
import { formatShownClauses } from "../files/format-shown-clauses.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";

/** Renders the scoping filters of users and groups, each in its text form. */
export function renderScope(scope: ApplicationScopeShape, messages: Messages, paint: Paint): string[] {
  return (["user", "group"] as const).flatMap((type) => {
    const { filters } = scope[type];
    const lines = filters.map(({ name, clauses }, index) => {
      const label = name ?? String(index + 1);
      return `  ${formatLabelled(messages, makePrintable(label), makePrintable(formatShownClauses(clauses)))}`;
    });
    return [paint.bold(type), ...(lines.length > 0 ? lines : [`  ${messages.word("cli.scope-no-filters")}`])];
  });
}

/** Renders how many objects other filters bring into scope or take out. */
export function renderScopePreview(preview: ScopePreviewShape, messages: Messages): string[] {
  const { names, losing, ...counts } = preview;
  const shown = names.map((name) => `  ${makePrintable(name)}`);
  return [
    messages.word("cli.scope-preview", counts),
    messages.word("cli.scope-losing", { count: losing }),
    ...shown,
    ...(losing > names.length ? ["  …"] : []),
  ];
}

/** Renders the result for one object: in or out, its assignments, and the result of each filter. */
export function renderScopeTest(tested: ScopeTestShape, messages: Messages, paint: Paint): string[] {
  const { name, state, inScope, assignment, filters, nextChangeAt } = tested;
  const verdict = inScope
    ? paint.green(messages.word("cli.why-in"))
    : paint.yellow(messages.word("cli.why-out"));
  const why =
    assignment.length > 0
      ? assignment.map(({ code, params }) => messages.text(code, params))
      : [messages.text("scope.none", {})];
  return [
    formatLabelled(messages, paint.bold(makePrintable(name)), verdict),
    ...why.map((line) => `  ${line}`),
    ...(state === "active" ? [] : [`  ${messages.text(`scope.${state}`, {})}`]),
    ...filters.map(
      ({ filter, failedClause }) =>
        `  ${
          failedClause === null
            ? messages.word("cli.scope-filter-holds", { filter })
            : messages.text("scope.clause-fails", { filter, clause: failedClause })
        }`,
    ),
    ...(nextChangeAt === null ? [] : [`  ${messages.word("cli.scope-next-change", { at: nextChangeAt })}`]),
  ];
}
