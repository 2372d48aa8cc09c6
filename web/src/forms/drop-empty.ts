/** A field that a person left empty sends nothing: an empty text becomes a value that is left out. */
export function dropEmpty(value: unknown): unknown {
  if (value === "") return undefined;
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, dropEmpty(part)] as const)
      .filter(([, part]) => part !== undefined),
  );
}
