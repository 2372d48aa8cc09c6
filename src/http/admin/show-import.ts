import { z } from "zod";
import type { ImportView } from "../../app/importing/get-import.ts";
import type { ImportResult } from "../../contract/imports.ts";
import { message } from "../../contract/parts.ts";
import { formatTime, toInstantOrNull } from "./convert.ts";

const importCounts = z.object({
  created: z.number().default(0),
  updated: z.number().default(0),
  restored: z.number().default(0),
  unchanged: z.number().default(0),
  leavers: z.number().default(0),
  membersAdded: z.number().default(0),
  membersRemoved: z.number().default(0),
});

/** Shows an import with its result; until it is merged, with what the last dry run counted. */
export function showImport({ row, progress }: ImportView): ImportResult {
  const { held, preview, people, groups } = progress;
  const isOpen = row.state === "staging";
  const merged = row.state === "merged" ? row.result : undefined;
  const failed = row.state === "failed" ? message.safeParse(row.result) : undefined;
  const counts = importCounts.parse(merged ?? (isOpen ? preview?.counts : undefined) ?? {});
  return {
    importId: row.id,
    source: row.source,
    state: row.state,
    createdAt: formatTime(row.created),
    checkedAt: isOpen && preview !== undefined ? formatTime(preview.at) : null,
    endedAt: toInstantOrNull(row.ended),
    people: people?.objects ?? 0,
    groups: groups?.objects ?? 0,
    ...counts,
    held:
      held === undefined
        ? null
        : { leavers: held.leavers, reason: { code: held.code, params: { ...held.params } } },
    notes: (progress.notes ?? []).map(({ code, params }) => ({ code, params: { ...params } })),
    failure: failed?.success ? failed.data : null,
  };
}
