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

/**
 * A line for each place that differs from the exceptions of the rule: places that break it more often than listed, and
 * entries that are no longer needed, so that the list shrinks with every correction.
 */
export function differences(rule: string, places: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const listed = exceptionsOf(rule);
  return [...new Set([...counts.keys(), ...Object.keys(listed)])].flatMap((place) => {
    const count = counts.get(place) ?? 0;
    const allowed = listed[place] ?? 0;
    if (count > allowed) return [`${place}: found ${count}, allowed ${allowed}`];
    return count < allowed ? [`${place}: found ${count}, listed ${allowed}; lower the entry`] : [];
  });
}
