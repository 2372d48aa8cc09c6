/** The comparison operators of RFC 7644 §3.4.2.2, table 3, without `pr`. */
export const COMPARE_OPS = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type CompareOp = (typeof COMPARE_OPS)[number];

export type FilterValue = string | number | boolean | null;

/**
 * A filter as written (RFC 7644 §3.4.2.2): paths are text until `bindFilter` finds what they name.
 *
 * `and` and `or` have two or more parts; a part of the same kind was written in parentheses. The filter of a
 * `valuePath` holds no other `valuePath`. `emails[f].value eq "x"` is read as `emails[f and value eq "x"]`: both
 * speak of one element.
 */
export type Filter =
  | { readonly kind: "and"; readonly filters: readonly Filter[] }
  | { readonly kind: "or"; readonly filters: readonly Filter[] }
  | { readonly kind: "not"; readonly filter: Filter }
  | {
      readonly kind: "compare";
      readonly path: string;
      readonly op: CompareOp;
      readonly value: FilterValue;
      /** The position of a number that JSON would write differently, such as 1.10; as text it could be another value. */
      readonly unusualAt?: number;
    }
  | { readonly kind: "present"; readonly path: string }
  | { readonly kind: "valuePath"; readonly path: string; readonly filter: Filter };
