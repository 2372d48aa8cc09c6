import { CliError, EXIT } from "./exit.ts";

/** Reads a day or a moment in ISO 8601, such as `2026-11-01`, as a moment in UTC. */
export function parseInstant(option: string): (value: string) => string {
  return (value) => {
    const at = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(at)) throw new CliError(EXIT.usage, "usage.not-a-moment", { option, value });
    return new Date(at).toISOString();
  };
}
