/** The values of lines such as `name=value`, by name; or the first line that is not one. */
export type ValueReading =
  | { readonly kind: "values"; readonly values: Record<string, string | string[]> }
  | { readonly kind: "not-a-pair"; readonly value: string };

/** Reads `name=value`, one in each text. A name that stands in several texts has a list of values. */
export function readValues(pairs: readonly string[]): ValueReading {
  const values = new Map<string, string | string[]>();
  for (const pair of pairs) {
    const at = findSeparator(pair);
    if (at < 1) return { kind: "not-a-pair", value: pair };
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const before = values.get(name);
    values.set(name, before === undefined ? value : [before, value].flat());
  }
  return { kind: "values", values: Object.fromEntries(values) };
}

/** The first equals sign outside of brackets: `emails[type eq "a=b"].value=x`. */
function findSeparator(pair: string): number {
  const close = pair.lastIndexOf("]");
  const inName = pair.indexOf("[");
  return inName < 0 || inName > pair.indexOf("=") ? pair.indexOf("=") : pair.indexOf("=", close);
}
