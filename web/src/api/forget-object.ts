import type { QueryClient } from "@tanstack/react-query";
import { keys } from "./keys.ts";

/**
 * Reads the lists again after an object was deleted. What was read of the object itself is left alone: its page is
 * still open for a moment, and would find nothing.
 */
export function forgetObject(queries: QueryClient, org: string, object: readonly unknown[]): void {
  void queries.invalidateQueries({
    queryKey: keys.directory(org),
    predicate: ({ queryKey }) => !object.every((part, at) => queryKey[at] === part),
  });
}
