/** Errors of a form with the paths of the values that they are about. */
export type ErrorTexts = readonly (readonly [path: string, message: string | undefined])[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The errors of react-hook-form, which are nested as the values are, as a list. */
export function listErrors(errors: unknown, path: readonly string[] = []): ErrorTexts {
  if (!isObject(errors)) return [];
  const { type, message } = errors;
  if (typeof type === "string") {
    return [[path.join("."), typeof message === "string" ? message : undefined]];
  }
  return Object.entries(errors).flatMap(([name, below]) =>
    // `ref` is the element of a field, and leads into the document.
    name === "ref" ? [] : listErrors(below, [...path, ...(name === "" || name === "root" ? [] : [name])]),
  );
}
