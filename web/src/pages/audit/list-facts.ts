/** A fact of an entry: a value, or a former and a new one. */
export type Fact =
  | { readonly kind: "value"; readonly name: string; readonly value: unknown }
  | { readonly kind: "change"; readonly name: string; readonly from: unknown; readonly to: unknown };

type Values = Readonly<Record<string, unknown>>;

/**
 * The facts in the details of an entry. Some entries hold all former values in `before` and the new ones in `after`:
 * each of those is a change of its own.
 */
export function listFacts(detail: Values): readonly Fact[] {
  return Object.entries(detail).flatMap(([name, value]): readonly Fact[] => {
    if (name === "before" && isValues(value) && isValues(detail["after"])) {
      const after = detail["after"];
      return Object.keys(after).map((each) => ({
        kind: "change",
        name: each,
        from: value[each] ?? null,
        to: after[each],
      }));
    }
    if (name === "after" && isValues(value) && isValues(detail["before"])) return [];
    if (!isValues(value)) return [{ kind: "value", name, value }];
    if ("to" in value && "from" in value)
      return [{ kind: "change", name, from: value["from"], to: value["to"] }];
    if ("after" in value && "before" in value) {
      return [{ kind: "change", name, from: value["before"], to: value["after"] }];
    }
    return [{ kind: "value", name, value }];
  });
}

export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
