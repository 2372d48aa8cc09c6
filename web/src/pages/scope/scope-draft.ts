import type { z } from "zod";
import { type ApplicationScopeShape, applicationScope } from "../../../../src/contract/scopes.ts";

/** The filters of one type, as the contract has them. */
export const scopeShape = applicationScope.shape.user;

type Filters = ApplicationScopeShape["user"];
/** The values of the form: the filters, in which every member has a text. */
export type ScopeValues = z.input<typeof scopeShape>;
/** A filter as it is sent. */
export type GivenFilter = Record<string, z.core.util.JSONType>;

/** The operators that take no value. */
export type Valueless = ReadonlySet<string>;

/** A clause to fill in. */
export const NEW_CLAUSE = { attribute: "", operator: "EQUALS", value: "" } as const;

/** A filter with one clause to fill in. */
export const NEW_FILTER = { name: "", clauses: [NEW_CLAUSE] };

/** The values of the form for the stored filters. */
export function toValues({ filters }: Filters): ScopeValues {
  return {
    filters: filters.map(({ name = "", clauses }) => ({
      name,
      clauses: clauses.map(({ value = "", ...clause }) => ({ ...clause, value })),
    })),
  };
}

/** The filters that a form stands for. The server checks them. */
export function toFilters({ filters }: ScopeValues, valueless: Valueless): GivenFilter[] {
  return filters.map(({ name = "", clauses }) => ({
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    clauses: clauses.map(({ attribute, operator, value = "" }) => ({
      attribute: attribute.trim(),
      operator,
      ...(valueless.has(operator) ? {} : { value }),
    })),
  }));
}
