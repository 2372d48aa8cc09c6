type Part = Readonly<Record<string, unknown>> | null;

/** The recorded headers of a request or an answer, by name. */
export function headersOf(part: Part): Readonly<Record<string, string>> {
  const headers = part?.["headers"];
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value)]));
}

/** A recorded value as text. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
