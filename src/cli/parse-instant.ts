import { CliError, EXIT } from "./exit.ts";

/** Reads a day or a moment in ISO 8601, such as `2026-11-01`, as a moment in UTC: of a day the first moment, or the last. */
export function parseInstant(option: string, ofDay: "first" | "last" = "first"): (value: string) => string {
  return (value) => {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
    const text = isDay && ofDay === "last" ? `${value}T23:59:59.999Z` : value;
    const at = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at)) throw new CliError(EXIT.usage, "usage.not-a-moment", { option, value });
    return new Date(at).toISOString();
  };
}
