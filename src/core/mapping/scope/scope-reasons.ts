import { createReason, type Reason } from "../../provisioning/reason.ts";
import type { ScopeVerdict } from "./evaluate-scope.ts";

/** The number of filters whose failed clause a chain of reasons names; the rest are counted. */
const FAILED_SHOWN_MAX = 5;
const CLAUSES_LENGTH_MAX = 500;

/** Explains the result of scoping filters: the filter that holds, or the clause that fails in each of them. */
export function formatVerdict(verdict: ScopeVerdict): readonly Reason[] {
  switch (verdict.kind) {
    case "unfiltered":
      return [];
    case "in":
      return [
        createReason("scope.filter-holds", {
          filter: verdict.filter.label,
          clauses: shorten(verdict.filter.clauses.map(({ text }) => text).join(" AND ")),
        }),
      ];
    case "out": {
      const more = verdict.failed.length - FAILED_SHOWN_MAX;
      const shown = verdict.failed.slice(0, FAILED_SHOWN_MAX);
      return [
        ...shown.map(({ label, clause }) =>
          createReason("scope.clause-fails", { filter: label, clause: shorten(clause) }),
        ),
        ...(more > 0 ? [createReason("scope.filters-fail", { count: more })] : []),
      ];
    }
  }
}

function shorten(text: string): string {
  return text.length > CLAUSES_LENGTH_MAX ? `${text.slice(0, CLAUSES_LENGTH_MAX)}…` : text;
}
