import type { z } from "zod";
import type { ApplicationScopeShape } from "../../../../src/contract/scopes.ts";

type Filter = ApplicationScopeShape["user"]["filters"][number];
/** A filter as it is sent. */
export type GivenFilter = Record<string, z.core.util.JSONType>;

/** A clause as its form has it. The key stays with it when others are removed. */
export interface ClauseDraft {
  readonly key: string;
  readonly attribute: string;
  readonly operator: string;
  readonly value: string;
}

export interface FilterDraft {
  readonly key: string;
  readonly name: string;
  readonly clauses: readonly ClauseDraft[];
}

/** The operators that take no value. */
export type Valueless = ReadonlySet<string>;

let made = 0;
function createKey(): string {
  made += 1;
  return String(made);
}

/** A clause to fill in. */
export function createClause(): ClauseDraft {
  return { key: createKey(), attribute: "", operator: "EQUALS", value: "" };
}

/** A filter with one clause to fill in. */
export function createFilter(): FilterDraft {
  return { key: createKey(), name: "", clauses: [createClause()] };
}

/** The form of the stored filters. */
export function toDrafts(filters: readonly Filter[]): readonly FilterDraft[] {
  return filters.map(({ name = "", clauses }) => ({
    key: createKey(),
    name,
    clauses: clauses.map(({ attribute, operator, value = "" }) => {
      return { key: createKey(), attribute, operator, value };
    }),
  }));
}

/** The filters that a form stands for. The server checks them. */
export function toFilters(drafts: readonly FilterDraft[], valueless: Valueless): GivenFilter[] {
  return drafts.map(({ name, clauses }) => ({
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    clauses: clauses.map(({ attribute, operator, value }) => ({
      attribute: attribute.trim(),
      operator,
      ...(valueless.has(operator) ? {} : { value }),
    })),
  }));
}
