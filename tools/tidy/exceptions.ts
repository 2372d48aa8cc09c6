import { readFileSync } from "node:fs";
import { z } from "zod";

/**
 * Places that break a rule and are known: rule → place → how often. The list may only shrink.
 */
const exceptionLists = z.record(z.string(), z.record(z.string(), z.number().int().positive()));

const lists = exceptionLists.parse(JSON.parse(readFileSync("tools/tidy/exceptions.json", "utf8")));

/** The exceptions of one rule: place → how often. */
export function exceptionsOf(rule: string): Readonly<Record<string, number>> {
  return lists[rule] ?? {};
}

/** A line for each place that breaks the rule more often than its exceptions allow. */
export function differences(rule: string, places: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const listed = exceptionsOf(rule);
  return [...counts].flatMap(([place, count]) => {
    const allowed = listed[place] ?? 0;
    return count > allowed ? [`${place}: found ${count}, allowed ${allowed}`] : [];
  });
}
