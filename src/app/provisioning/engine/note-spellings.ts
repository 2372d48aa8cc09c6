import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** Links that a test looks through for values in the target's own spelling. */
const LINKS_MAX = 2_000;

/**
 * The note on the attributes that the target keeps in its own spelling, each with the number of accounts in which a write
 * was seen to give it, the most frequent first. It follows from the links, without a question to the target.
 */
export async function noteSpellings({ deps, org, app }: CycleContext): Promise<readonly Reason[]> {
  const counts = new Map<string, number>();
  let accounts = 0;
  for await (const rows of readEachPage(deps.store, "link", { org, app })) {
    for (const { spelt } of rows)
      for (const path of Object.keys(spelt ?? {})) counts.set(path, (counts.get(path) ?? 0) + 1);
    accounts += rows.length;
    if (accounts >= LINKS_MAX) break;
  }
  if (counts.size === 0) return [];
  const attributes = [...counts]
    .sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
    .map(([path, count]) => `${path} (${count})`)
    .join(", ");
  return [createReason("target.values-spelt", { attributes, accounts })];
}
