import type { ConfigurationErrorShape } from "../../../src/contract/problem.ts";
import { ConsoleError } from "../api/console-error.ts";

/** All errors of a configuration that the server refused, by their places; none for another failure. */
export function configurationErrorsOf(error: unknown): readonly ConfigurationErrorShape[] {
  return error instanceof ConsoleError ? (error.problem?.errors ?? []) : [];
}

/** The text of the errors at a place of the configuration, and below it. */
export function errorTextAt(errors: readonly ConfigurationErrorShape[], pointer: string): string {
  const here = errors.filter((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`));
  return here.map(({ detail }) => detail).join(" ");
}
