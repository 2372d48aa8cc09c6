import type { ApplicationScopeShape } from "../contract/scopes.ts";
import { formatClauses } from "../core/mapping/scope/clause-text.ts";
import { findOperator } from "../core/mapping/scope/operators.ts";

type Clause = ApplicationScopeShape["user"]["filters"][number]["clauses"][number];

/** The text form; a clause with an operator of a newer server is shown as it came. */
export function formatShownClauses(clauses: readonly Clause[]): string {
  return clauses
    .map(({ attribute, operator, value }) => {
      const known = findOperator(operator);
      const shown = value === undefined ? {} : { value };
      return known === undefined
        ? [attribute, operator, value ?? ""].join(" ").trim()
        : formatClauses([{ attribute, operator: known, ...shown }]);
    })
    .join(" AND ");
}
