import { CliError, EXIT } from "./exit.ts";

/** Reads the values of an option `--set name=value`, each name once; wrong usage otherwise. */
export function readPairs(option: string, pairs: readonly string[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw new CliError(EXIT.usage, "usage.not-a-pair", { option, value: pair });
    const name = pair.slice(0, at);
    if (values.has(name)) throw new CliError(EXIT.usage, "usage.given-twice", { option, name });
    values.set(name, pair.slice(at + 1));
  }
  return Object.fromEntries(values);
}
